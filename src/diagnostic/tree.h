#pragma once

#include "diagnostic/draft.h"
#include "diagnostic/profile.h"
#include "html/html.h"

#include <functional>
#include <span>

namespace diagnostic {

// What stands in a chapter, with the titles of the folders below it and the criteria whose items are rated in their place;
// each draft is drawn by draw.
html::Html chapter_tree(html::Language const& t, Diagnostic const&, referentiel::Chapter const&, std::span<Draft const>,
    std::function<html::Html(Draft const&)> const& draw);

// « Pas encore de critères ici : à compléter par l'import. »
std::string outline_words(html::Language const& t);

// A folder without any criterion yet.
bool is_to_be_filled(referentiel::Chapter const&);

} // namespace diagnostic
