#pragma once

#include "accounts/router.h"

namespace diagnostic {

// Taking snapshots, and reading what they froze. No address changes one.
void add_snapshot_routes(accounts::Router&);

} // namespace diagnostic
