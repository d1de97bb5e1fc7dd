#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/draft.h"
#include "diagnostic/scores.h"
#include "diagnostic/teamwork.h"
#include "html/html.h"

#include <string>

namespace diagnostic {

struct QuestionSheet {
    Diagnostic const& diagnostic;
    Scores const& scores;
    Teamwork const& team;
    std::string user; // under which drafts are kept on this computer
    referentiel::Criterion const* before;
    referentiel::Criterion const* after;
};

html::Html question_page(accounts::Caller const&, QuestionSheet const&, Draft const&);

} // namespace diagnostic
