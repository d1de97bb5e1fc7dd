#pragma once

#include "actions/plan.h"
#include "actions/queries.h"
#include "referentiel/library.h"

#include <optional>
#include <vector>

// A new cycle takes up what an earlier one left undone: shown before, chosen, taken back.
namespace actions {

struct Carry;
using CarryId = Id<Carry>;

// One action of the earlier plan, and the criterion that it would stand at.
struct Leftover {
    Action const* action;
    Commitment const* from;
    referentiel::Criterion const* to; // nothing where its criterion goes on nowhere
};

// Of the actions that are neither over nor in the new plan already, in order.
std::vector<Leftover> leftovers(referentiel::Library const&, diagnostic::Diagnostic const& former, Plan const& before,
    diagnostic::Diagnostic const&, Plan const& now);

// The latest earlier cycle that left something undone, and of which nobody chose yet what to take up; in one statement.
struct Earlier {
    accounts::CycleId cycle;
    std::string label;
    int actions;
};
std::optional<Earlier> find_earlier(storage::Reader const&, diagnostic::Diagnostic const&);

// Copies them, with their parts, people and indicators, below the criteria where they go on; these come into the plan where they
// are not there, with the level that was aimed at. Nothing may be chosen too: then nobody is reminded any more.
void carry(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const& former, diagnostic::Diagnostic const&, Plan const& now,
    std::vector<Leftover> const&, CarryId const&, accounts::User const&, Instant now_at, Chance const&);

// Was that id given already?
bool is_carry(storage::Reader const&, diagnostic::Diagnostic const&, CarryId const&);

// What was taken up last, while it may be taken back.
struct Carried {
    CarryId id;
    std::string label; // of the cycle that it came from
    Instant at;
    std::string by;
};
inline constexpr std::chrono::days longest_carry_undo{30};
std::optional<Carried> find_carried(storage::Reader const&, diagnostic::Diagnostic const&, Instant now);

// What came and that nobody touched since goes to the trash; what somebody wrote in, or joined something to, stays. How many
// went?
int take_back(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Plan const&, Carried const&, html::Language const&,
    accounts::User const&, Instant now);

} // namespace actions
