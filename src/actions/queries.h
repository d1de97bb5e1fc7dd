#pragma once

#include "accounts/names.h"
#include "actions/plan.h"
#include "audit/trail.h"
#include "diagnostic/queries.h"
#include "storage/storage.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actions {

// The whole of it, in four statements whatever its size.
Plan plan(storage::Reader const&, diagnostic::Diagnostic const&);

// The levels that it aims at, in one statement: what results show beside the current ones.
std::map<referentiel::CriterionKey, referentiel::Level> envisaged(storage::Reader const&, diagnostic::Diagnostic const&);

// Which criteria are in the plan, by key, in one statement.
std::set<std::string, std::less<>> criteria(storage::Reader const&, diagnostic::Diagnostic const&);

// The numbers that its actions have, in one statement.
std::set<int> numbers_of(storage::Reader const&, diagnostic::Diagnostic const&);

// Some actions of any cycle, wherever their diagnostics are; those that are not there are left out.
struct Located {
    ActionId id;
    std::string title;
    diagnostic::DiagnosticId diagnostic;
    std::string node; // of its commitment
};
std::vector<Located> locate(storage::Reader const&, accounts::OrganisationId const&, std::span<std::string const> ids);

// In how many actions of any cycle each person is named, by id; in one statement.
std::map<std::string, int, std::less<>> actions_of_people(storage::Reader const&, accounts::OrganisationId const&);

// Who acts, from which open page, on top of what.
struct Writing {
    accounts::User const& author;
    Instant now;
    std::string editor = {};
    Revision base = {};
};

// Puts criteria in the plan; those that are there stay as they are. How many came?
int commit(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, std::span<referentiel::Criterion const* const>,
    accounts::User const&, Instant now, Chance const&);

// Someone else saved since the page was opened: this is what they wrote.
template <typename Record>
struct Stale {
    Record current;
};

// Aims at a level, or at none yet; what was planned stays. Whoever says the same as what is kept has saved it.
Result<Revision, Stale<Commitment>> aim(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Commitment const&,
    std::optional<referentiel::Level> const&, Writing const&);

// A new action of a commitment, or a part of one of its actions, last of its kind. A form that is sent twice makes one.
struct NewAction {
    ActionId id;
    CommitmentId commitment;
    std::optional<ActionId> parent = {};
    Content content = {};
    std::optional<ActionId> carried_from = {};
};
void add(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, NewAction const&, accounts::User const&, Instant now);

// The same for many at once, in their order: imports and what goes on from an earlier cycle.
void add(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, std::span<NewAction const>, accounts::User const&,
    Instant now);

// Saves all that is written down of an action, its people and indicators with it. An older base will do where all that came since
// was written in the same open page.
Result<Revision, Stale<Action>> save(
    storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Action const& kept, Content const&, Writing const&);

// The people that a draft names, made where nobody named them before: they are in its content then.
struct Told;
void find_people(storage::Writer&, accounts::OrganisationId const&, accounts::Names&, Told&, Instant now, Chance const&);

// Who may be named: by the names of those whom the action names already, where there is one, they are meant first.
accounts::Names names_for(storage::Reader const&, accounts::OrganisationId const&, Plan const&, Action const* = nullptr);

// Is one of these indicators another action's?
bool are_elsewhere(storage::Reader const&, diagnostic::Diagnostic const&, ActionId const&, std::span<Indicator const>);

// May this be written on top of what is kept?
bool stands_on(storage::Reader const&, diagnostic::Diagnostic const&, Action const& kept, Writing const&);

// So many places down among its like, or up where it is less than none, as far as there is room. Was there any?
bool move(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Plan const&, Action const&, std::ptrdiff_t places);

} // namespace actions
