#pragma once

#include "diagnostic/draft.h"
#include "html/html.h"

#include <string>
#include <string_view>

// The levels of a criterion as a form offers them, with the reason where one is asked for.
namespace diagnostic {

// Its problem, or a link from elsewhere, leads to the first level of a card; a page of many cards names it only where it is
// wrong.
enum class Card { full, little };

html::Html choices(html::Language const& t, Draft const&, Card);

// « level-exercice-du-pouvoir »
std::string field(std::string_view name, referentiel::Criterion const&);

// Where a problem's link leads: the first choice, the reason that is missing, or the text that is too long.
std::string problem_field(Draft const&);

// What is wrong with that field: the words above it, and what ties it to them; nothing where it is sound.
bool is_wrong(Draft const&, std::string_view field);
html::Html problem_at(html::Language const& t, Draft const&, std::string const& field);
html::Attributes wrong_attributes(Draft const&, std::string const& field);

} // namespace diagnostic
