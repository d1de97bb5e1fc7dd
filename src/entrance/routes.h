#pragma once

#include "accounts/router.h"

namespace entrance {

// Signing up, in and out, forgotten passwords, the language of the pages.
void add_routes(accounts::Router&);

} // namespace entrance
