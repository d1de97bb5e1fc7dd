#pragma once

#include "accounts/router.h"

namespace home {

// What a member sees first in their structure.
void add_routes(accounts::Router&);

} // namespace home
