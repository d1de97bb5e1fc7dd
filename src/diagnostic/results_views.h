#pragma once

#include "diagnostic/comparison.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/imperatives.h"
#include "diagnostic/rating.h"
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
    std::optional<Answered> answered = {}; // what follows where an imperative criterion is not met
    html::Html checks = {};                // what is worth a second look before closing, where anything may be changed
    std::string frozen = {};               // name of the snapshot that these are the results of; empty for those of now
};

html::Html results_page(accounts::Caller const&, ResultsSheet const&);

// The levels of the criteria of one chapter.
html::Html chapter_results_page(accounts::Caller const&, ResultsSheet const&, referentiel::Chapter const&);

// The levels of the référentiel with their drawings.
html::Html legend(html::Language const& t, Diagnostic const&);

} // namespace diagnostic
