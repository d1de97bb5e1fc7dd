#pragma once

#include "charts/chart.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "diagnostic/scores.h"
#include "html/html.h"

#include <span>
#include <string>
#include <vector>

namespace diagnostic {

// With what is worth a second look before closing, if anything may be changed.
html::Html results_page(
    accounts::Caller const&, Diagnostic const&, Scores const&, std::span<SavedRating const>, html::Html const& checks = {});

// The sentences beside the figures: where we stand, what is solid, what to work on.
std::vector<std::string> digest(html::Language const& t, Scores const&);

// The radar's figures, for the page and for the report.
charts::Chart radar_of(html::Language const& t, Scores const&);

// The levels of the référentiel with their drawings.
html::Html legend(html::Language const& t, Diagnostic const&);

} // namespace diagnostic
