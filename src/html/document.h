#pragma once

#include "html/html.h"

#include <string>
#include <vector>

namespace html {

// What stands in <head>. Scripts and styles come from assets only, so that a strict policy holds.
struct Head {
    std::string title;                     // « Page — Rubrique — Service »
    std::string description = {};          // for public pages
    std::vector<std::string> scripts = {}; // names of assets: ES modules, loaded after the page
    std::vector<Url> styles = {};          // after our own: the colours of a network
    std::string body_class = {};
    bool is_indexed = false; // may search engines keep it?
};

// A whole page.
Html document(Language const& t, Head const&, Html const& body);

} // namespace html
