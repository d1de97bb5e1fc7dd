#pragma once

#include "charts/chart.h"
#include "diagnostic/scores.h"
#include "html/html.h"

#include <string>
#include <vector>

// What stands in the place of means where the référentiel has none: how many criteria stand at each level.
namespace diagnostic {

charts::Chart level_counts_of(html::Language const& t, Diagnostic const&, Scores const&);

// One bar for each level.
html::Html level_counts_figure(html::Language const& t, Diagnostic const&, Scores const&);

// One row for each chapter, one column for each level.
html::Html level_counts_table(html::Language const& t, Diagnostic const&, Scores const&);

struct CountsWords {
    std::string id; // of its caption
    std::string caption;
    std::string note;
};
html::Html counts_table(html::Language const& t, Diagnostic const&, Scores const&, CountsWords const&);

// Beside means: how many criteria of each chapter stand at each level, drawn and in numbers.
html::Html distribution_section(html::Language const& t, Diagnostic const&, Scores const&);

std::vector<std::string> level_counts_sentences(html::Language const& t, Scores const&);

} // namespace diagnostic
