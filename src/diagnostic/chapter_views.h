#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/draft.h"
#include "diagnostic/scores.h"
#include "diagnostic/teamwork.h"
#include "html/form.h"

#include <span>
#include <string>

namespace diagnostic {

// Everything of a chapter's page that is not the database's.
struct ChapterSheet {
    Diagnostic const& diagnostic;
    referentiel::Chapter const& chapter;
    Scores const& scores; // of every chapter, for the progress
    Teamwork const& team;
    bool may_rate;
    std::string user;        // under which drafts are kept on this computer
    bool is_opinion = false; // one's own answers, beside those that are retained
};

// All the criteria of a chapter in one form; works without JavaScript.
html::Html chapter_page(accounts::Caller const&, ChapterSheet const&, std::span<Draft const>);

} // namespace diagnostic
