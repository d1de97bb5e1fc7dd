#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/scores.h"
#include "diagnostic/suggestions.h"
#include "diagnostic/teamwork.h"
#include "html/html.h"

namespace diagnostic {

struct OverviewSheet {
    Diagnostic const& diagnostic;
    Scores const& scores;
    std::span<Flag const> flags;
    accounts::Member const& member;
    bool shows_flagged; // those to review alone
    bool may_rate;
    referentiel::Criterion const* first;      // not answered yet, or the first of all; nothing where nothing is asked
    std::span<Suggestion const> pending = {}; // to confirm
};

// The chapters, as a list of links with how far each is; or what is to be reviewed. Above stands what has to be
// decided first.
html::Html overview_page(accounts::Caller const&, OverviewSheet const&, html::Html const& before);

} // namespace diagnostic
