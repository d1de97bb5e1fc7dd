#pragma once

#include "accounts/router.h"

namespace actions {

// The plan by state, by month and along a line of months.
void add_view_routes(accounts::Router&);

} // namespace actions
