#pragma once

#include "accounts/router.h"

namespace site {

// The pages for everybody: the presentation, the method, tariffs, what the law and good manners ask for.
void add_routes(accounts::Router&);

} // namespace site
