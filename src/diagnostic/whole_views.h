#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/draft.h"
#include "diagnostic/scores.h"
#include "html/html.h"

#include <span>
#include <string>

namespace diagnostic {

struct WholeSheet {
    Diagnostic const& diagnostic;
    Scores const& scores;
    bool may_rate;
    std::string user; // under which drafts are kept on this computer
};

// One form for all; the drafts in the order of the référentiel.
html::Html whole_page(accounts::Caller const&, WholeSheet const&, std::span<Draft const>);

} // namespace diagnostic
