#pragma once

#include "accounts/router.h"

namespace entrance {

// Signing up, confirming one's address; another structure, for somebody who has an account.
void add_signup_routes(accounts::Router&);

} // namespace entrance
