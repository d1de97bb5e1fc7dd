#pragma once

#include "accounts/router.h"

namespace api {

// The plan of actions for programs: its commitments, actions and indicators; new actions, and changes.
void add_plan_routes(accounts::Router&);

} // namespace api
