#pragma once

#include "charts/chart.h"
#include "diagnostic/comparison.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "diagnostic/scores.h"
#include "diagnostic/slots.h"
#include "html/form.h"

#include <optional>
#include <string>
#include <vector>

namespace diagnostic {

// What a page of results shows.
struct ResultsSheet {
    Reading const& reading;
    Comparison const* comparison = nullptr; // with what came before, if anything is chosen
    std::vector<html::Option> others = {};  // what it may be compared with
    std::string chosen = {};                // of those
    Url address;                            // of the page, where the choice is sent to
    Beside::Levels envisaged = {};
    html::Html checks = {}; // what is worth a second look before closing, where anything may be changed
};

html::Html results_page(accounts::Caller const&, ResultsSheet const&);

// The levels of the criteria of one chapter.
html::Html chapter_results_page(accounts::Caller const&, ResultsSheet const&, referentiel::Chapter const&);

// The sentences beside the figures: where we stand, what the plan aims at, what is solid, what to work on.
std::vector<std::string> digest(html::Language const& t, Scores const&, std::optional<Scores> const& envisaged = {});

// The radar's figures, for the page and for the report. The means of what the plan aims at are drawn where there are some.
charts::Chart radar_of(
    html::Language const& t, Scores const&, Comparison const* = nullptr, std::optional<Scores> const& envisaged = {});

// One axis for each criterion that counts; without any where none does.
charts::Chart criteria_radar_of(html::Language const& t, Reading const&, Comparison const*, Beside::Levels const& envisaged,
    std::vector<referentiel::Criterion const*> const&);

// What is retained for the rest, and what the plan aims at for what it is about; nothing while there is no plan.
std::optional<Scores> envisaged_scores(Reading const&, Beside::Levels const&);

// The levels of the référentiel with their drawings.
html::Html legend(html::Language const& t, Diagnostic const&);

} // namespace diagnostic
