#pragma once

#include "accounts/router.h"

namespace settings {

// One's own account, the team of a structure and who is invited to it, its profile.
void add_routes(accounts::Router&);

} // namespace settings
