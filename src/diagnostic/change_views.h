#pragma once

#include "diagnostic/comparison.h"
#include "html/html.h"

#include <string>

namespace diagnostic {

// « Ce qui a changé et pourquoi »: each criterion that moved, with what was said then and what is said
// now, or in the snapshot of that name.
html::Html changes_section(html::Language const& t, Comparison const&, std::string const& snapshot = {});

// « +1 niveau », « Nouvelle réponse ».
std::string words_of(html::Language const& t, Change const&);

// « 2 → 3 », without drawings: two for each criterion would make the page heavy.
std::string levels_of(Change const&);

} // namespace diagnostic
