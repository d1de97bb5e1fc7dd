#pragma once

#include "html/html.h"
#include "referentiel/referentiel.h"

#include <string>

namespace reports {

// The data of the template « sheets », with all its words: a référentiel to print, one criterion a page, for whoever leads a
// meeting.
std::string sheets_json(referentiel::Version const&, html::Language const&);

} // namespace reports
