#pragma once

#include "accounts/router.h"

namespace entrance {

// The door of the demonstration, for anybody: an invented structure, to be read and not to be changed.
void add_demonstration_routes(accounts::Router&);

} // namespace entrance
