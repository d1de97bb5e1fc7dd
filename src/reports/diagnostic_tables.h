#pragma once

#include "diagnostic/comparison.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/reading.h"
#include "diagnostic/slots.h"
#include "html/html.h"
#include "tables/table.h"

#include <functional>
#include <span>
#include <string>

namespace reports {

// One row for each criterion or item that the structure is asked: what is retained, by whom and when. Its columns are also those
// that an import reads; after them, the levels of what it is compared with.
tables::Table rating_table(html::Language const& t, diagnostic::Reading const&, diagnostic::Beside::Levels const& envisaged,
    std::span<diagnostic::Comparison const>, std::function<Date(Instant)> const& day);

// The criteria to fill in, for who imports: their level, comment and reason are empty.
tables::Table blank_table(html::Language const& t, diagnostic::Diagnostic const&);

// One row for each chapter, and one for all: criteria, rated ones, mean; or how many stand at each level where there are no
// means. Then what the plan aims at, where it aims at something, and the means of what it is compared with.
tables::Table score_table(html::Language const& t, diagnostic::Reading const&, diagnostic::Beside::Levels const& envisaged,
    std::span<diagnostic::Comparison const>);

} // namespace reports
