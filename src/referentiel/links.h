#pragma once

#include "referentiel/referentiel.h"

#include <string>
#include <vector>

namespace html {
class Language;
}

namespace referentiel {

// What a criterion is close to in one catalogue or référentiel: « ISO 26000 : 6.2.3, 6.3.8 ».
struct NamedLinks {
    std::string name;
    std::vector<std::string> numbers;
};

// Those of a node, catalogues first.
std::vector<NamedLinks> named_links(html::Language const&, Links const&);

// How a catalogue or one of our référentiels is called in a few letters; its code where we know no other name.
std::string short_name(html::Language const&, std::string_view code);

} // namespace referentiel
