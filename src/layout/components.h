#pragma once

#include "html/html.h"
#include "layout/shell.h"

#include <string_view>

namespace layout {

// Every component with its use and a live example: what designers and developers look at first, and tests of the look too.
// It is written in French whatever the visitor's language: it shows the look, and no one has to translate it.
html::Html components(html::Language const& t);

// What stands above the main part of a page: bands, masthead, steps.
html::Html head_of(Shell const&);

// One of them under its name, with its use.
html::Html component(
    html::Language const& t, std::string_view id, std::string_view title, std::string_view use, html::Html const& example);

} // namespace layout
