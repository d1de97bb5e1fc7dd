#pragma once

#include "accounts/trash.h"
#include "accounts/visit.h"
#include "actions/queries.h"
#include "diagnostic/teamwork.h"
#include "layout/frame.h"

// What every page of a plan begins with.
namespace actions {

// The plan of a cycle, and what this member may do there.
struct Planning {
    diagnostic::Diagnostic diagnostic;
    Plan plan;
    diagnostic::Mandate mandate;
    bool may_plan; // at all, in this cycle

    // Who is held to a few criteria plans for these alone.
    bool may_change(Commitment const&) const;
    bool may_change(referentiel::Criterion const&) const;
    bool may_restore(accounts::Removed const&) const;
    // Is there room for so many more actions?
    bool has_room(std::size_t actions = 1) const;

    Commitment const& require_commitment(std::string_view node) const; // 404
    Action const& require_action(ActionId const&) const;
};

Planning require_planning(accounts::Visit const&, accounts::WhichCycle const&);
// 403 in a cycle that is closed.
Planning require_planning(accounts::Change const&, accounts::WhichCycle const&);

// Where somebody took it out of the plan meanwhile, or undid the import that it came with: 404, with what was written. A plain
// 404 for what never was there.
Commitment const& require_commitment(accounts::Change const&, Planning const&, std::string_view node);
Action const& require_action(accounts::Change const&, Planning const&, ActionId const&);

// The id that a form brought for a new action, or another where an action has it elsewhere or in the trash.
ActionId free_id(accounts::Change const&, ActionId const&);

layout::Standing standing(diagnostic::Diagnostic const&);

} // namespace actions
