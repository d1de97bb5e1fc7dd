#pragma once

#include "diagnostic/reading.h"
#include "diagnostic/slots.h"
#include "diagnostic/teamwork.h"
#include "html/html.h"

#include <optional>
#include <string>

namespace diagnostic {

// What follows where one is not met; a snapshot does not know it.
struct Answered {
    Beside::CriticalActions actions;
    std::optional<Beside> decide = {}; // for whoever may decide more
    Mandate mandate = {};              // of theirs
};

// The criteria that have to reach a level, apart from the means; nothing where the référentiel has none.
html::Html imperatives_section(html::Language const& t, Reading const&, std::optional<Answered> const&);

// « Action n° 4, mars 2027 », for all that is rated of an imperative criterion; empty where there is none.
std::string words_of(html::Language const& t, referentiel::Criterion const&, Beside::CriticalActions const&);

// « Satisfait », « Non satisfait », « À évaluer ».
std::string words_of(html::Language const& t, referentiel::Imperative);

// « Satisfaits : 3 sur 18… »
std::string imperatives_count(html::Language const& t, Scores const&);

// The rule, in a sentence.
std::string imperative_rule(html::Language const& t, referentiel::Version const&);

} // namespace diagnostic
