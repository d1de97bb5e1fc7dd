#pragma once

#include "accounts/router.h"

namespace evidence {

// A document is taken away, comes back from the trash, or ends there.
void add_trash_routes(accounts::Router&);

} // namespace evidence
