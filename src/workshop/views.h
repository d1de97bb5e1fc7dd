#pragma once

#include "accounts/visit.h"
#include "diagnostic/rating.h"
#include "html/form.h"
#include "workshop/workshop.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace workshop {

// What the form of a new workshop says.
struct Plan {
    WorkshopId id;
    std::string title = {};
    std::string what = "restants"; // « chapitre », « choix »
    std::string chapter = {};
    std::set<std::string, std::less<>> chosen = {}; // keys of criteria
};

// Of one cycle; the button that opens another stands in the head of the page.
html::Html list_page(accounts::Caller const&, accounts::OrganisationId const&, std::span<Summary const>, bool may_open);

html::Html plan_form(
    accounts::Caller const&, diagnostic::Diagnostic const&, Plan const&, int not_rated, std::span<html::Problem const>);

// What the facilitator writes down for the criterion that was voted on.
struct Decision {
    std::string level = {};
    std::string why = {};
    diagnostic::Revision revision = {};
    std::optional<diagnostic::SavedRating> theirs = {}; // saved by someone else meanwhile
};

struct Screen {
    Workshop const& workshop;
    std::span<Topic const> topics;
    std::span<Participant const> participants;
    Pulse pulse;
    Topic const* topic; // nothing before the first
    std::optional<diagnostic::SavedRating> const& kept;
    Decision const& decision;
    std::span<html::Problem const> problems;
    bool may_retain; // who opened it may be held to other criteria
};

// Projected: large, one thing at a time. Says how many voted, and what only once it is revealed.
html::Html screen(accounts::Caller const&, Screen const&);

// What is missing in a decision that was refused.
html::Problem problem_of(html::Language const& t, diagnostic::RatingProblem, referentiel::Criterion const&);

struct Arrival {
    std::string code = {};
    std::string name = {};
    std::string role = {};
};
html::Html join_form(accounts::Caller const&, Arrival const&, std::span<html::Problem const>);

// What a participant's telephone shows: the title, one criterion and their own vote; counts once they are revealed.
html::Html seat_page(accounts::Caller const&, Seat const&, Topic const*, std::optional<std::string> const& vote);

// What was said and retained, criterion by criterion.
html::Html minutes_page(accounts::Caller const&, Workshop const&, std::span<Topic const>, std::span<Participant const>);

// « d'accord », « partagés », « très partagés »; empty where nobody voted.
std::string spread_words(html::Language const& t, Spread);

// « 3. Un document décrit… »; « je ne sais pas » for an empty code.
std::string level_words(html::Language const& t, referentiel::Criterion const&, std::string_view code);

// « de 14 h 02 à 15 h 30 »
std::string times_words(accounts::Caller const&, Workshop const&);

// One line of a count: a level that may be voted for, with what it got. Special answers only where someone gave them.
struct Ballot {
    std::string code;
    int rank; // 0 for those apart
    std::string words;
    int votes;
};
std::vector<Ballot> ballots(html::Language const& t, Topic const&, Round const&);

Url workshop_url(Workshop const&);
Url minutes_url(Workshop const&);
Url list_url(accounts::OrganisationId const&, accounts::CycleId const&);
Url join_url();
Url seat_url(JoinCode const&);

} // namespace workshop
