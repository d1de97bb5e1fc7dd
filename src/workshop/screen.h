#pragma once

#include "accounts/router.h"
#include "workshop/leading.h"
#include "workshop/queries.h"

#include <string>

// The screen of whoever leads a workshop: votes that are revealed, rounds, the level that is retained.
namespace workshop {

void add_screen_routes(accounts::Router&);

Workshop require_workshop(storage::Reader const&, accounts::Caller const&, accounts::Member const&, WorkshopId const&);

// What a form was about when its page was made.
At read_at(web::Form const&);

// A few bytes with a name of their own, so that nothing is sent while nothing moves.
web::Response pulse_answer(std::string const& pulse);

} // namespace workshop
