#pragma once

#include "accounts/router.h"

namespace settings {

// What a structure says of itself: read by all of its members, changed by those who manage it.
void add_profile_routes(accounts::Router&);

} // namespace settings
