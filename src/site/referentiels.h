#pragma once

#include "accounts/router.h"

namespace site {

// The référentiels as documents that anybody may read, print and take away.
void add_referentiel_routes(accounts::Router&);

} // namespace site
