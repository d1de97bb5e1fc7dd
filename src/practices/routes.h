#pragma once

#include "accounts/router.h"

namespace practices {

void add_routes(accounts::Router&);

} // namespace practices
