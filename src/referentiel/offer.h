#pragma once

#include "referentiel/library.h"

#include <string>
#include <vector>

namespace html {
class Language;
}

// What helps to choose a référentiel.
namespace referentiel {

// Those that are offered: the shipped ones in the order of the method, then the others by code.
std::vector<Version const*> choices(Library const&);

// How long it takes to answer so many criteria, in minutes: a minute and a quarter each, in steps of five.
int minutes_to_answer(std::size_t criteria);

// « 35 critères, 9 chapitres, environ 45 minutes »
std::string size_words(html::Language const& t, Version const&);

// For whom it is, and what it is not, in two short sentences; what an imported one says of itself.
std::string choice_words(html::Language const& t, Version const&);

} // namespace referentiel
