#pragma once

#include "accounts/visit.h"
#include "diagnostic/saving.h"
#include "practices/draft.h"
#include "practices/queries.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace practices {

// The cards of these criteria as they are kept.
std::vector<Card> kept_cards(std::span<referentiel::Criterion const* const>, Described const&,
    std::span<diagnostic::SavedRating const>, std::span<diagnostic::Suggestion const>);

// Saves what was touched of a page: levels, descriptions, priorities; each card is as the page shows it next.
std::vector<Card> save_form(accounts::Change&, diagnostic::Rated const&);

// « Mettre ce critère dans le plan » is a button of the form; nullptr where it was not pressed.
referentiel::Criterion const* save_in_plan(accounts::Change&, diagnostic::Rated const&);

// The script of a page sends one record of one criterion.
web::Response save_one(accounts::Change&, diagnostic::Rated const&, std::function<std::string()> const& progress);

// « Enregistré à 14 h 02 », and what that choice means for the plan.
std::string saved_words(accounts::Caller const&, Practice const&);
std::string saved_words(accounts::Caller const&, SavedPriority const&, bool is_planned);

// « Urgent »
std::string words(html::Language const& t, Priority);
std::string_view marks(Priority);

std::string too_long(html::Language const& t);

// What is left to mend on the cards.
std::vector<html::Problem> problems_of(html::Language const& t, std::span<Card const>);

} // namespace practices
