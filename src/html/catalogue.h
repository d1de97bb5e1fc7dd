#pragma once

#include "html/html.h"

#include <string_view>

namespace html {

// The languages of the interface, from the catalogues that the program carries. To be made once, when it starts.
Language french();
Language english();

// The translated phrases of a PO catalogue, French → other language; those left empty are not there. Throws where a line cannot
// be read.
Language::Phrases read_catalogue(std::string_view po);

} // namespace html
