#pragma once

#include "accounts/router.h"

namespace entrance {

// Signing in and out.
void add_signin_routes(accounts::Router&);

} // namespace entrance
