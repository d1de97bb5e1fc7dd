#pragma once

#include "diagnostic/scores.h"
#include "html/html.h"

#include <string>

namespace diagnostic {

// The criteria that have to reach a level, apart from the means; nothing where the référentiel has none.
html::Html imperatives_section(html::Language const& t, Diagnostic const&, Scores const&);

// « Satisfait », « Non satisfait », « À évaluer ».
std::string words_of(html::Language const& t, referentiel::Imperative);

// « Satisfaits : 3 sur 18… »
std::string imperatives_count(html::Language const& t, Scores const&);

// The rule, in a sentence.
std::string imperative_rule(html::Language const& t, referentiel::Version const&);

} // namespace diagnostic
