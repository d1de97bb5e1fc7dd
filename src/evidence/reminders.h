#pragma once

#include "accounts/desk.h"

namespace evidence {

// Writes to the owners of structures whose documents end within a month, and on the day; from seven in the morning on.
void remind(accounts::Desk const&);

} // namespace evidence
