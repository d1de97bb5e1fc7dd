#pragma once

#include "html/html.h"

namespace layout {

// Every component with its use and a live example: what designers and developers look at first, and tests of the look too.
// It is written in French whatever the visitor's language: it shows the look, and no one has to translate it.
html::Html components(html::Language const& t);

} // namespace layout
