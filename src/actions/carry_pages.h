#pragma once

#include "accounts/router.h"

namespace actions {

// Taking up what an earlier cycle left undone, and taking that back.
void add_carry_routes(accounts::Router&);

} // namespace actions
