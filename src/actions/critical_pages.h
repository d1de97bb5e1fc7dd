#pragma once

#include "accounts/router.h"

namespace actions {

// Where a critical action is decided for an imperative criterion.
void add_critical_routes(accounts::Router&);

} // namespace actions
