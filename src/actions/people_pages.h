#pragma once

#include "accounts/router.h"

namespace actions {

// The people whom plans name without an account: who turns out to be whom.
void add_people_routes(accounts::Router&);

} // namespace actions
