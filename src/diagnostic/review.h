#pragma once

#include "accounts/router.h"

namespace diagnostic {

// What rereaders say of a criterion, beside its comment, until it is dealt with.
void add_review_routes(accounts::Router&);

} // namespace diagnostic
