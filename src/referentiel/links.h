#pragma once

#include "referentiel/referentiel.h"

#include <string>
#include <vector>

namespace html {
class Language;
}

namespace referentiel {

// « 6.2.3, Façon de décider et instances »
struct NamedLink {
    std::string number;
    std::string title; // empty where we carry none
};

// What a criterion is close to in one catalogue or référentiel.
struct NamedLinks {
    std::string name; // « ISO 26000 »
    std::vector<NamedLink> links;
};

// Those of a node, catalogues first.
std::vector<NamedLinks> named_links(html::Language const&, Links const&);

// « 6.2.3 (Façon de décider et instances), 6.3.8 »
std::string words_of(NamedLinks const&);

// How a catalogue or one of our référentiels is called in a few letters; its code where we know no other name.
std::string short_name(html::Language const&, std::string_view code);

} // namespace referentiel
