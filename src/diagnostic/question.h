#pragma once

#include "accounts/router.h"
#include "diagnostic/rating.h"
#include "diagnostic/teamwork.h"

namespace diagnostic {

// One criterion a page, for phones and for those who go through them in order.
void add_question_routes(accounts::Router&);

// Where someone goes on: the first criterion without an answer after the last one they saved, else the first of all; nothing
// where none is left that they may rate.
referentiel::Criterion const* next_to_rate(
    Diagnostic const&, std::span<SavedRating const>, Mandate const&, std::string_view name);

} // namespace diagnostic
