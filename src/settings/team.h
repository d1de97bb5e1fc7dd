#pragma once

#include "accounts/router.h"

namespace settings {

// Who works in a structure, in which role, and who is invited to.
void add_team_routes(accounts::Router&);

} // namespace settings
