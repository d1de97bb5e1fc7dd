#pragma once

#include "diagnostic/results_views.h"

#include <optional>
#include <vector>

// What the drawings of results show, in tables.
namespace diagnostic {

// By chapter: what was answered, the means, and the ways they have come.
html::Html score_table(html::Language const&, ResultsSheet const&, std::optional<Scores> const& envisaged);

// Which columns a table of answers has: those of what it is compared with stand in that of a chapter.
enum class Columns { now, now_and_then };
html::Html answer_table(
    html::Language const&, ResultsSheet const&, std::vector<referentiel::Criterion const*> const&, Columns = Columns::now);

// What is not concerned, apart from the rest, each with its reason.
html::Html apart_table(html::Language const&, ResultsSheet const&, std::vector<referentiel::Criterion const*> const&);

// Where opinions differ; nothing where none do.
html::Html divergences_table(html::Language const&, ResultsSheet const&);

} // namespace diagnostic
