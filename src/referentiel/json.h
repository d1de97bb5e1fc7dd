#pragma once

#include "referentiel/referentiel.h"

#include <string>
#include <string_view>

namespace referentiel {

// A version as the API gives it, in one language: its scales, its tree with criteria and items, and the rule of its score.
std::string json_of(Version const&, std::string_view language);

} // namespace referentiel
