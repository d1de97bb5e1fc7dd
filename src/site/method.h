#pragma once

#include "html/html.h"
#include "referentiel/library.h"
#include "site/prose.h"

#include <vector>

// What the pages about the method read from the référentiels that the program holds.
namespace site {

// The ordinary levels of the scale that the standard référentiels share, the lowest first.
std::vector<referentiel::Level> standard_levels(referentiel::Library const&);

// Which steps of the method can be taken in this version of the program.
html::Html what_is_open(html::Language const& t);

// « {disponible} », « {echelle} », « {referentiels} » and « {couverture} » of the text.
Inserts method_inserts(html::Language const& t, referentiel::Library const&);

} // namespace site
