#pragma once

#include "accounts/visit.h"
#include "diagnostic/rating.h"
#include "html/form.h"
#include "workshop/workshop.h"

#include <optional>
#include <span>
#include <string>

namespace workshop {

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
    bool may_retain;           // who opened it may be held to other criteria
    bool is_reveal_questioned; // it was asked for before anybody voted
};

// Projected: large, one thing at a time. Says how many voted, and what only once it is revealed.
html::Html screen(accounts::Caller const&, Screen const&);

// How many voted: strokes, as everywhere something is counted.
html::Html turnout(html::Language const& t, Pulse const&);

// How to join, beside what is voted on; nothing once the code opens nothing any more.
html::Html join_panel(accounts::Caller const&, Workshop const&);

// What is missing in a decision that was refused.
html::Problem problem_of(html::Language const& t, diagnostic::RatingProblem, referentiel::Criterion const&);

} // namespace workshop
