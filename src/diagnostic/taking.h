#pragma once

#include "accounts/visit.h"
#include "diagnostic/saving.h"
#include "html/html.h"

#include <optional>
#include <string>

// « Reprendre ce texte »: buttons of the form, which take over on the way what somebody else wrote of a criterion, or what was
// said of it elsewhere. Whatever is taken over, no text that stands in the form is lost but where one asks for it.
namespace diagnostic {

// Below what someone else wrote in between: keep one's own, take theirs, or join both texts. Several records of a criterion in
// one form are told apart by « of », which ends the names of their buttons.
html::Html conflict_buttons(html::Language const& t, referentiel::Criterion const&, std::string_view of = {});

enum class Settled { not_at_all, own, theirs, both };
Settled settled(web::Form const&, referentiel::Criterion const&, std::string_view of = {});

// Below the text of one person, and below that of an earlier answer.
html::Html take_opinion_button(html::Language const& t, referentiel::Criterion const&, Opinion const&);
html::Html take_former_button(html::Language const& t, referentiel::Criterion const&, std::string_view of = {});
bool takes_former(web::Form const&, referentiel::Criterion const&, std::string_view of = {});

// The draft once what a button asks for is taken over; as it is where none asks for anything. Nothing where what is kept is
// taken as it is. What may not be seen may not be taken: 404.
std::optional<Draft> with_taken(accounts::Change const&, Rated const&, std::optional<Draft> touched,
    referentiel::Criterion const&, SavedRating const* kept, Suggestion const*);

// The criterion of such a button, if one was pressed: where the page goes back to.
std::string taken_criterion(web::Form const&, std::string_view of = {});

} // namespace diagnostic
