#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/scores.h"
#include "diagnostic/teamwork.h"
#include "home/plan_views.h"

namespace home {

// Where one left off: the first criterion without an answer that one may rate, or nothing when all have one.
referentiel::Criterion const* next_criterion(
    diagnostic::Diagnostic const&, std::span<diagnostic::SavedRating const>, diagnostic::Mandate const&);

// The next criterion is for whoever may rate it.
html::Html page(accounts::Visit const&, diagnostic::Diagnostic const&, diagnostic::Scores const&,
    referentiel::Criterion const* next, html::Html const& practices, Engagements const&);

} // namespace home
