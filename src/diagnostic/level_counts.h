#pragma once

#include "diagnostic/scores.h"
#include "html/html.h"

#include <string>
#include <vector>

// What stands in the place of means where the référentiel has none: how many criteria stand at each level.
namespace diagnostic {

// One bar for each level.
html::Html level_counts_figure(html::Language const& t, Diagnostic const&, Scores const&);

// One row for each chapter, one column for each level.
html::Html level_counts_table(html::Language const& t, Diagnostic const&, Scores const&);

std::vector<std::string> level_counts_sentences(html::Language const& t, Scores const&);

} // namespace diagnostic
