#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/scores.h"
#include "html/html.h"
#include "tables/table.h"

#include <functional>
#include <span>
#include <string>

namespace reports {

// One row for each criterion or item that the structure is asked: what is retained, by whom and when. Its columns are also those
// that an import reads.
tables::Table rating_table(html::Language const& t, diagnostic::Diagnostic const&, diagnostic::Scores const&,
    std::span<diagnostic::SavedRating const>, std::function<Date(Instant)> const& day);

// One row for each chapter, and one for all: criteria, rated ones, mean; or how many stand at each level where there are no
// means.
tables::Table score_table(html::Language const& t, diagnostic::Diagnostic const&, diagnostic::Scores const&);

} // namespace reports
