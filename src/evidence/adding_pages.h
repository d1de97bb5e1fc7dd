#pragma once

#include "accounts/router.h"

namespace evidence {

// A document is uploaded or linked to; it is joined to what it shows, and parted from it.
void add_adding_routes(accounts::Router&);

} // namespace evidence
