#pragma once

#include "accounts/router.h"

namespace api {

// What a structure does for each criterion: read, and written one at a time.
void add_practice_routes(accounts::Router&);

} // namespace api
