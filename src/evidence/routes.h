#pragma once

#include "accounts/router.h"

namespace evidence {

// Documents: the list, each of them with its versions, the trash; joining them to what they show.
void add_routes(accounts::Router&);

} // namespace evidence
