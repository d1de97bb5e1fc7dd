#pragma once

#include "accounts/organisation.h"
#include "core/chance.h"
#include "diagnostic/diagnostic.h"
#include "referentiel/referentiel.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storage {
class Reader;
} // namespace storage

namespace workshop {

class Workshop;
using WorkshopId = Id<Workshop>;

struct Participant;
using ParticipantId = Id<Participant>;

// For how long its code opens a workshop, if nobody ends it before.
inline constexpr std::chrono::hours longest_open{12};
inline constexpr int most_participants = 300;
inline constexpr std::size_t longest_title = 120, longest_name = 40, longest_role = 60; // characters

// Six signs that nobody takes for another: neither 0 nor O, neither 1, I nor L.
bool is_join_code(std::string_view);
using JoinCode = Name<Workshop, is_join_code>;
JoinCode new_join_code(Chance const&);

// As people type or copy it: small letters, any blank or hyphen in the middle.
std::optional<JoinCode> read_join_code(std::string_view);

// « K7M 4TX »
std::string spaced(JoinCode const&);

enum class Stage {
    waiting,  // its turn has not come
    voting,   // votes are cast and hidden
    revealed, // the counts are shown; a second round may follow
    retained, // the level is in the diagnostic
    skipped,  // left without one
};
std::string_view to_text(Stage);

constexpr bool is_closed(Stage stage) { return stage == Stage::retained || stage == Stage::skipped; }

// So many votes for one level; the code is empty for « je ne sais pas ».
struct Count {
    std::string level;
    int votes;

    bool operator==(Count const&) const = default;
};
using Counts = std::vector<Count>;

int votes_for(Counts const&, std::string_view level);
int all_votes(Counts const&);

// How far apart the votes are; those who do not know say nothing about it.
enum class Spread {
    unknown, // nobody voted
    agreed,  // three quarters chose the same
    divided, // three quarters stand on two neighbouring levels
    far_apart,
};
Spread spread(referentiel::Criterion const&, Counts const&);

// The lowest and the highest ordinary level that someone chose: theirs to explain. Nothing where they are one and the same.
struct Extremes {
    referentiel::Level lowest;
    referentiel::Level highest;
};
std::optional<Extremes> extremes(referentiel::Criterion const&, Counts const&);

// The one that most chose, if there is one such.
std::optional<referentiel::Level> favourite(referentiel::Criterion const&, Counts const&);

// Votes on one criterion; its counts are empty until they are revealed.
struct Round {
    int number = 1;
    Instant opened = {};
    std::optional<Instant> revealed = {};
    Counts counts = {};
};

// One criterion of a workshop.
struct Topic {
    int place; // from 1
    referentiel::Criterion const* criterion;
    Stage stage = Stage::waiting;
    int round = 0; // the one that is open, or was the last
    std::optional<referentiel::Level> level = {};
    std::string why = {};
    std::optional<Instant> closed = {};
    std::vector<Round> rounds = {};

    Round const* last_round() const { return rounds.empty() ? nullptr : &rounds.back(); }
};

struct Participant {
    ParticipantId id;
    std::string name;
    std::string role; // may be empty
    Instant joined;
};

// A group that votes, criterion by criterion. Only find and find_by_code hand one out, to its own organisation or to whoever
// has its code.
class Workshop {
public:
    struct Facts {
        WorkshopId id;
        std::string title;
        std::optional<JoinCode> code; // none once it was forgotten, or where the workshop came with an import
        accounts::Cycle cycle;
        diagnostic::DiagnosticId diagnostic;
        std::string facilitator;
        int place; // of the criterion that is open; 0 before the first
        int beat;  // grows with each act of the facilitator: screens look at it
        Instant created;
        Instant expires;
        std::optional<Instant> ended;
    };

    accounts::OrganisationId const& organisation() const { return organisation_; }
    referentiel::Version const& version() const { return *version_; }
    Facts const* operator->() const { return &facts_; }

    bool is_over() const { return facts_.ended.has_value(); }
    bool may_be_joined(Instant now) const { return !is_over() && facts_.code && now < facts_.expires; }

private:
    friend class Reading;
    friend Workshop example(Facts const&, referentiel::Version const&);
    Workshop(accounts::OrganisationId organisation, referentiel::Version const& version, Facts facts)
        : organisation_{std::move(organisation)}, version_{&version}, facts_{std::move(facts)} {}

    accounts::OrganisationId organisation_;
    referentiel::Version const* version_;
    Facts facts_;
};

// Of nobody, for the sheet of components.
Workshop example(Workshop::Facts const&, referentiel::Version const&);

// A workshop and who takes part in it.
struct Seat {
    Workshop workshop;
    Participant participant;
};

// One line of the list of workshops.
struct Summary {
    WorkshopId id;
    std::string title;
    Instant created;
    bool is_over;
    int topics;
    int retained;
    int participants;
};

// What moves on the facilitator's screen.
struct Pulse {
    int beat;
    int joined;
    int voted; // in the round that is open
};
std::string words_of(Pulse const&); // « 7-12-9 »

// The criterion that is open, or nothing before the first.
Topic const* current_topic(Workshop const&, std::vector<Topic> const&);

} // namespace workshop

template <>
std::optional<workshop::Stage> parse<workshop::Stage>(std::string_view);
