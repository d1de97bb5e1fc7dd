#pragma once

#include "accounts/router.h"

// The page of one practice: how it reads, its versions, which criteria it serves, what the team says of it.
namespace practices {

void add_practice_routes(accounts::Router&);

} // namespace practices
