#pragma once

#include "html/html.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

// Long texts to read are Markdown under assets/texts, one file for each language: « fr/methode.md ».
namespace site {

// What a text leaves to the program: a paragraph that holds « {tarifs} » alone gives way to the insert of that name.
using Inserts = std::map<std::string, html::Html, std::less<>>;

struct Heading {
    std::string id;
    std::string title;
};

struct Prose {
    std::string title;             // its first line, « # La méthode »
    std::string lead;              // the paragraph below that
    std::vector<Heading> headings; // the « ## » of what follows, to find one's way in a long page
    html::Html body;
};

// The text of that name in the visitor's language. Throws where there is none, or where an insert is missing, which tests rule
// out.
Prose prose(html::Language const& t, std::string_view name, Inserts const& = {});

// Of a source at hand.
Prose read_prose(html::Language const& t, std::string_view markdown, Inserts const& = {});

} // namespace site
