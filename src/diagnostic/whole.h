#pragma once

#include "accounts/router.h"

namespace diagnostic {

// Every criterion on one page, level by level; comments have their own.
void add_whole_routes(accounts::Router&);

} // namespace diagnostic
