#pragma once

#include "accounts/router.h"

namespace entrance {

// A forgotten password: a link is asked for, and opens once.
void add_password_routes(accounts::Router&);

} // namespace entrance
