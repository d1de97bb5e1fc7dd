#pragma once

#include "accounts/router.h"

namespace actions {

// The due dates as a file, at a private address for calendars, and the page where members get theirs.
void add_calendar_routes(accounts::Router&);

} // namespace actions
