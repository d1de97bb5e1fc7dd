#pragma once

#include "accounts/desk.h"

namespace evidence {

// Takes away the files that nobody needs any more.
void tidy(accounts::Desk const&);

} // namespace evidence
