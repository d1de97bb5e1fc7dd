#pragma once

#include "diagnostic/choice.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/divergence.h"
#include "diagnostic/imperatives.h"
#include "diagnostic/rating.h"
#include "diagnostic/slots.h"
#include "html/html.h"

#include <optional>
#include <string>

namespace diagnostic {

// What a page of results shows.
struct ResultsSheet {
    Reading const& reading;
    Choice const& choice; // with what came before, if anything is chosen
    Url address;          // of the page, where the choice is sent to
    Beside::Levels envisaged = {};
    std::optional<Answered> answered = {}; // what follows where an imperative criterion is not met
    std::optional<Url> start = {};         // where to answer first, for whoever may
    std::vector<Divergence> divergences = {};
    html::Html checks = {};    // what is worth a second look before closing, where anything may be changed
    html::Html downloads = {}; // files of the same
    std::string frozen = {};   // name of the snapshot that these are the results of; empty for those of now
};

html::Html results_page(accounts::Caller const&, ResultsSheet const&);

// The levels of the criteria of one chapter.
html::Html chapter_results_page(accounts::Caller const&, ResultsSheet const&, referentiel::Chapter const&);

// The levels of the référentiel with their drawings.
html::Html legend(html::Language const& t, Diagnostic const&);

} // namespace diagnostic
