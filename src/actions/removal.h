#pragma once

#include "accounts/trash.h"
#include "actions/plan.h"
#include "audit/trail.h"
#include "storage/storage.h"

#include <string_view>

// What leaves a plan goes to the trash with what hangs on it, and comes back from there.
namespace actions {

inline constexpr std::string_view trash_kind = "plan";

// An action with its parts and indicators, or a criterion with all its actions. Documents stay where they are.
void remove(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Plan const&, Action const&, html::Language const& t,
    accounts::User const&, Instant now);
void remove(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Plan const&, Commitment const&,
    html::Language const& t, accounts::User const&, Instant now);

// Puts it back in the plan of this diagnostic: below its criterion, which comes back with it where it was removed too; beside
// the others where its référentiel no longer has it.
void restore(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, accounts::Removed const&);

} // namespace actions
