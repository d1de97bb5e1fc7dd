#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/reading.h"
#include "diagnostic/slots.h"
#include "html/html.h"
#include "tables/table.h"

#include <functional>
#include <string>

namespace reports {

// One row for each criterion or item that the structure is asked: what is retained, by whom and when. Its columns are also those
// that an import reads.
tables::Table rating_table(html::Language const& t, diagnostic::Reading const&, diagnostic::Beside::Levels const& envisaged,
    std::function<Date(Instant)> const& day);

// The criteria to fill in, for who imports: their level, comment and reason are empty.
tables::Table blank_table(html::Language const& t, diagnostic::Diagnostic const&);

// One row for each chapter, and one for all: criteria, rated ones, mean; or how many stand at each level where there are no
// means. What the plan aims at stands in a last column, where it aims at something.
tables::Table score_table(html::Language const& t, diagnostic::Reading const&, diagnostic::Beside::Levels const& envisaged);

} // namespace reports
