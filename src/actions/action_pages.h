#pragma once

#include "accounts/router.h"

namespace actions {

// The page of one action, which saves itself.
void add_action_routes(accounts::Router&);

} // namespace actions
