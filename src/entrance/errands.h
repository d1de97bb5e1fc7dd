#pragma once

#include "accounts/desk.h"

namespace entrance {

// Answers those who asked for an account or a new password. It is done apart from their requests, so that neither the time nor
// the page tells whether an address has an account. Each call answers all that waits; safe on several nodes at once.
void run_errands(accounts::Desk const&);

} // namespace entrance
