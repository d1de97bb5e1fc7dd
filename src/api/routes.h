#pragma once

#include "accounts/router.h"

namespace api {

// The JSON of programs: the same rules and figures as the pages, by the same functions.
void add_routes(accounts::Router&);

} // namespace api
