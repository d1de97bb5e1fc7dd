#pragma once

#include "actions/plan.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

// What is changed in several actions at once, and taken back at once.
namespace actions {

struct Batch;
using BatchId = Id<Batch>;

// One act, the same for all of them.
struct Edit {
    enum class Kind { responsible, due, state, trash };

    Kind kind;
    std::optional<PersonId> responsible = {}; // nobody where there is none
    std::optional<Due> due = {};              // none any more where there is none
    State state = State::planned;
};
std::string_view to_text(Edit::Kind);

// What a button asks for that takes a value away: an empty field never does.
struct Without {
    std::string_view act;
    Edit::Kind kind;
};
inline constexpr Without without_responsible{"sans-responsable", Edit::Kind::responsible},
    without_due{"sans-echeance", Edit::Kind::due};

// What is written down of an action once it is changed so; what is done was done today, and wholly.
Content edited(Content, Edit const&, Date today);

// What one of them was before, as far as an edit may change it, and the revision that came of it.
struct Changed {
    ActionId action;
    Revision after = {};
    std::optional<PersonId> responsible = {};
    std::optional<Due> due = {};
    State state = State::planned;
    int progress = 0;
    std::optional<Date> done = {};
};
Changed before(Action const&);

// Takes back what an edit of that kind changed, and nothing else.
Content restored(Content, Changed const&, Edit::Kind);

inline constexpr std::chrono::days batch_can_be_undone{30};
inline constexpr std::size_t most_recent_batches = 8; // of those that the page lists

struct Batch {
    BatchId id;
    Edit::Kind kind;
    std::string value; // as people read it: « Sophie Guéguen », « mars 2026 »
    std::string by = {};
    Instant at = {};
    std::vector<Changed> changed = {};
    std::vector<ActionId> skipped = {}; // somebody had changed them since the page was opened
    std::optional<Instant> undone = {};
    std::vector<ActionId> not_undone = {}; // somebody has changed them since

    bool may_be_undone(Instant now) const { return !undone && now - at < batch_can_be_undone; }
};

} // namespace actions

template <>
std::optional<actions::Edit::Kind> parse<actions::Edit::Kind>(std::string_view);
