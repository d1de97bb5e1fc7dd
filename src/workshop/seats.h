#pragma once

#include "accounts/router.h"

// The telephones of a workshop: joining by its code, voting, following what moves.
namespace workshop {

void add_seat_routes(accounts::Router&);

} // namespace workshop
