#pragma once

#include "accounts/router.h"

namespace actions {

void add_routes(accounts::Router&);

} // namespace actions
