#pragma once

#include "accounts/persons.h"
#include "actions/figure.h"
#include "actions/timing.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a structure commits itself to: for a criterion the level that it aims at, and the actions that lead there.
namespace actions {

using accounts::Person, accounts::PersonId, diagnostic::Revision;

struct Commitment;
using CommitmentId = Id<Commitment>;
struct Action;
using ActionId = Id<Action>;
struct Indicator;
using IndicatorId = Id<Indicator>;

inline constexpr std::size_t longest_title = 200, longest_label = 200, longest_note = 120; // characters
inline constexpr std::size_t most_actions = 1'000, most_indicators = 40, most_people = 30, most_steps = 10;

// How it will be seen that an action did something: by a state that is reached step by step, or by a figure.
struct Indicator {
    enum class Kind { state, figure };
    enum class Direction { rise, fall };

    IndicatorId id;
    Kind kind = Kind::state;
    std::string label = {};
    std::vector<std::string> steps = {}; // of a state, the lowest first; the usual three where it is empty
    std::string unit = {};               // of a figure: « % », « repas »; may be empty
    Direction direction = Direction::rise;
    std::optional<Decimal> baseline = {};
    std::optional<Month> baseline_month = {};
    std::optional<Decimal> target = {};

    bool operator==(Indicator const&) const = default;
};

std::string_view to_text(Indicator::Kind);
std::string_view to_text(Indicator::Direction);

// Where baseline and target say it, they do; else what was chosen.
Indicator::Direction direction(Indicator const&);

// « pas réalisé », « en cours », « réalisé », or its own.
std::vector<std::string> steps_of(html::Language const& t, Indicator const&);

// Why an action is critical: it answers for a criterion that has to reach a level and does not.
struct Critical {
    std::string governance = {}; // what it knows of this, since when, and what it decided
    std::string causes = {};

    bool operator==(Critical const&) const = default;
};

// What is written down of an action; its people are whoever they are by now.
struct Content {
    std::string title = {};
    std::string text = {}; // Markdown
    std::optional<PersonId> responsible = {};
    std::vector<PersonId> people = {}; // associated, in order
    std::optional<Date> start = {};
    std::optional<Due> due = {};
    std::optional<Decimal> cost = {}; // euros
    std::string effort = {};          // « 3 jours »
    std::string funder = {};
    State state = State::planned;
    int progress = 0; // percent
    std::optional<Date> done = {};
    std::vector<Indicator> indicators = {};
    std::optional<Critical> critical = {};

    bool operator==(Content const&) const = default;
};

// One thing that will be done; its parts, if any, are actions themselves, and have none.
struct Action {
    ActionId id;
    CommitmentId commitment;
    std::optional<ActionId> parent = {};
    std::optional<ActionId> carried_from = {}; // of an earlier cycle
    int number = 0;                            // within its plan, as people say it
    Content content = {};
    std::vector<Action> parts = {};

    Revision revision = {};
    std::string by = {}; // who saved it last, and when
    Instant at = {};

    Content const* operator->() const { return &content; }
};

// A criterion that is in the plan.
struct Commitment {
    CommitmentId id;
    referentiel::Criterion const* criterion = nullptr; // nothing where the référentiel no longer has it
    std::string node = {};                             // its key
    std::string former_title = {};                     // of one that is gone
    std::optional<referentiel::Level> envisaged = {};
    std::vector<Action> actions = {};

    Revision revision = {};
    std::string by = {};
    Instant at = {};
};

// The whole plan of a diagnostic: its commitments in the order of the référentiel, what it no longer has last.
struct Plan {
    std::vector<Commitment> commitments = {};
    accounts::People people = {};

    Commitment const* find(referentiel::Criterion const&) const;
    Commitment const* find(CommitmentId const&) const;
    Action const* find(ActionId const&) const;
    Commitment const& commitment_of(Action const&) const;
    std::string const& name_of(PersonId const& id) const { return people.of(id).called; } // as forms and lists call them
};

// In order, each followed by its parts.
std::vector<Action const*> actions(Plan const&);
std::vector<Action const*> actions(Commitment const&);

Punctuality punctuality(Action const&, Date today);

// What it is called where there is one line: its title, or how its text begins.
std::string name_of(html::Language const& t, Action const&);

// The level of that code, where it means the same: on a scale of as many levels.
std::optional<referentiel::Level> carried_level(
    referentiel::Criterion const* from, referentiel::Criterion const* to, std::string_view code);

// « 25. Pollution et gestion des déchets »
std::string title_of(html::Language const& t, Commitment const&);

// What an action still lacks to be followed up: said, and never in the way.
enum class Hint { responsible, due, indicator, baseline, target };
std::vector<Hint> hints(Action const&);
std::string words_of(html::Language const& t, Hint);

// For people.
std::string words_of(html::Language const& t, State);
std::string words_of(html::Language const& t, Punctuality);
std::string words_of(html::Language const& t, Due);                          // « décembre 2026 »
std::string value_words(html::Language const& t, Indicator const&, Decimal); // « 75 % », « 3 repas »

std::string too_many_actions(html::Language const& t);

// Figures that tiles and reports show.
struct Tally {
    int commitments = 0, envisaged = 0;
    int actions = 0; // their parts not counted, those given up neither
    int parts = 0;   // of these, given up neither
    int done = 0, late = 0;
    int with_responsible = 0, with_due = 0;
    int indicators = 0;
};
Tally tally(Plan const&, Date today);

} // namespace actions

template <>
std::optional<actions::Indicator::Kind> parse<actions::Indicator::Kind>(std::string_view);
template <>
std::optional<actions::Indicator::Direction> parse<actions::Indicator::Direction>(std::string_view);
template <>
std::optional<actions::Due> parse<actions::Due>(std::string_view);
