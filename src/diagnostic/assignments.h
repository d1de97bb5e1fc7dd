#pragma once

#include "accounts/router.h"

namespace diagnostic {

// Who should answer which criterion, and everybody's own list.
void add_assignment_routes(accounts::Router&);

} // namespace diagnostic
