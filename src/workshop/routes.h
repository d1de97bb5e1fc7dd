#pragma once

#include "accounts/router.h"

namespace workshop {

void add_routes(accounts::Router&);

} // namespace workshop
