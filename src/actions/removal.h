#pragma once

#include "accounts/trash.h"
#include "actions/plan.h"
#include "audit/trail.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What leaves a plan goes to the trash with what hangs on it, and comes back from there.
namespace actions {

inline constexpr std::string_view trash_kind = "plan";

// An action with its parts and indicators, or a criterion with all its actions. Documents stay where they are.
void remove(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Plan const&, Action const&, html::Language const& t,
    accounts::User const&, Instant now);
void remove(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Plan const&, Commitment const&,
    html::Language const& t, accounts::User const&, Instant now);

// What left the plan of this cycle, whatever version its diagnostic was of then, and may still come back: the newest first.
std::vector<accounts::Removed> removed_from(storage::Reader const&, diagnostic::Diagnostic const&, Instant now);
std::optional<accounts::Removed> find_removed(
    storage::Reader const&, diagnostic::Diagnostic const&, std::string_view id, Instant now);

// Was it ever in a plan of the structure, whatever became of it? The trail tells.
bool was_planned(storage::Reader const&, diagnostic::Diagnostic const&, ActionId const&);

// The key of the criterion that it stood at, and how many actions come back with it.
std::string node_of(accounts::Removed const&);
std::size_t count_of_actions(accounts::Removed const&);

// Puts it back in the plan of this diagnostic: below its criterion, which comes back with it where it was removed too; beside
// the others where its référentiel no longer has it. A number that another action has by now is told anew.
void restore(
    storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, accounts::Removed const&, Instant now, Chance const&);

} // namespace actions
