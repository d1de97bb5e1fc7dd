#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/draft.h"
#include "html/form.h"

#include <span>
#include <string>
#include <vector>

// One criterion as it is answered, on whatever page.
namespace diagnostic {

// Its statement, levels, reason, comment, and how saving went.
// Beside it stands what the team says of it; whoever may flag it finds a button in its foot. Its questions and examples are at
// an address of the page's choosing.
html::Html criterion_card(accounts::Caller const&, Diagnostic const&, Draft const&, Url const& help,
    html::Html const& beside = {}, html::Html const& acts = {});

// The same in little: title, statement and levels. The comment is kept, and written on a page of its own, to which the title
// leads.
html::Html short_card(accounts::Caller const&, Draft const&);

// « Ce critère impératif n'atteint pas le niveau 4… », with a link to where an action is decided; the script of the page shows it
// once such an answer is saved. Nothing for other criteria.
html::Html shortfall(accounts::Caller const&, Diagnostic const&, Draft const&);

// Its levels alone, for a form that asks for more than them; the comment is kept as it is.
html::Html rating_fields(accounts::Caller const&, Draft const&);

// The answer in words, or that there is none yet.
html::Html answer_words(html::Language const& t, Draft const&);

// « À confirmer, d'après le critère 4 du simplifié », with the button that does; within a form. Nothing where nothing is
// suggested.
html::Html suggestion_mark(html::Language const& t, Draft const&);

// What a reader sees, and everybody once the cycle is closed.
enum class Heading { second, third };
html::Html criterion_read_only(accounts::Caller const&, Draft const&, Heading = Heading::second, html::Html const& beside = {});

// What is left to mend, each leading to its criterion.
std::vector<html::Problem> problems_of(html::Language const& t, std::span<Draft const>);

// Why a draft was not saved; it must not have been.
std::string explanation(html::Language const& t, Draft const&);

// « Enregistré à 14 h 02 », or with the day and the author where it was another day or person.
std::string saved_words(accounts::Caller const&, SavedRating const&);
std::string saved_words(accounts::Caller const&, std::string const& by, Instant at);

// The square of levels 1 to 5 has a drawing for each; other scales show their code alone.
html::Html level_drawing(html::Language const& t, referentiel::Level const&);

// « 1 à 5, NC »: which codes this criterion may be given.
std::string possible_levels(html::Language const&, referentiel::Criterion const&);

// The code as people read it: ★ of what is typed « * ».
std::string_view shown_code(referentiel::Level const&);

// Items have a number and a statement, and mostly no title: « Élément 2.2.1.a ».
std::string title_of(html::Language const& t, referentiel::Criterion const&);
// « 2.2.1. Aller et venir », and « Élément 2.2.1.a » of what has no title.
std::string numbered_title(html::Language const& t, referentiel::Criterion const&);

} // namespace diagnostic
