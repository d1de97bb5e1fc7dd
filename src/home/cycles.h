#pragma once

#include "accounts/router.h"

namespace home {

// The rounds of a structure's journey: reading the list is everybody's, opening, naming, closing and reopening one the owner's.
void add_cycle_routes(accounts::Router&);

} // namespace home
