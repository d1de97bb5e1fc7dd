#pragma once

#include "diagnostic/teamwork.h"
#include "html/html.h"

#include <string>

// What the team says of a criterion, on its card.
namespace diagnostic {

// Whether the page is a form, into which the text of another person may be taken over.
enum class Texts { to_read, to_take };

// Where the answers of several people lie: « 4 avis, de 2 à 4 ». Nobody sees it before having answered, or before an answer is
// retained, so that nobody follows another.
html::Html spread(accounts::Caller const&, Diagnostic const&, referentiel::Criterion const&, Teamwork const&, bool is_retained,
    std::string_view viewer, Texts);

// The flag, the open notes, who should answer, and the spread.
html::Html team_words(accounts::Caller const&, Diagnostic const&, referentiel::Criterion const&, Teamwork const&,
    bool is_retained, std::string_view viewer, Texts);

// Buttons of the form around the card: they save what is in it, then flag the criterion or clear its flag.
html::Html flag_button(html::Language const& t, referentiel::Criterion const&, Teamwork const&);

// « 4 avis, de 2 à 4 »
std::string spread_words(html::Language const& t, std::vector<Opinion const*> const&);

// The same, drawn and in words.
html::Html spread_figure(html::Language const& t, referentiel::Criterion const&, std::vector<Opinion const*> const&);

} // namespace diagnostic
