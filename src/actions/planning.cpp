#include "actions/planning.h"

#include "actions/addresses.h"
#include "actions/removal.h"
#include "diagnostic/saving.h"
#include "layout/closed.h"
#include "layout/parts.h"

namespace actions {
namespace {

using accounts::Change, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic;
using web::require;

Planning planning_of(
    storage::Reader const& db, accounts::Caller const& caller, accounts::Member const& member, WhichCycle const& cycle) {
    auto diagnostic = require(diagnostic::find(db, caller.desk.library, member.organisation, cycle));
    auto all = plan(db, diagnostic);
    auto mandate = diagnostic::mandate(db, diagnostic, member);
    auto const may_plan = diagnostic::may_rate(member, diagnostic);
    return {std::move(diagnostic), std::move(all), std::move(mandate), may_plan};
}

[[noreturn]] void refuse_gone(Change const& change, Planning const& planning, std::string heading, std::string lead) {
    auto const way = layout::second_button_link(change.t, plan_url(planning.diagnostic), change.t.text("Voir le plan"));
    layout::refuse_gone(change, change.member, standing(planning.diagnostic),
        {std::move(heading), std::move(lead), change.t.html(R"(<div class="buttons">{}</div>)", way)}, change.form);
}

} // namespace

bool Planning::may_change(Commitment const& commitment) const {
    return may_plan && (commitment.criterion ? mandate.allows(*commitment.criterion) : mandate.is_whole);
}

bool Planning::may_change(referentiel::Criterion const& criterion) const { return may_plan && mandate.allows(criterion); }

bool Planning::may_restore(accounts::Removed const& removed) const {
    auto const* criterion = find_rated(diagnostic.version(), node_of(removed));
    return criterion ? may_change(*criterion) : may_plan && mandate.is_whole;
}

bool Planning::has_room(std::size_t more) const { return actions(plan).size() + more <= most_actions; }

Commitment const& Planning::require_commitment(std::string_view node) const {
    for (auto const& commitment : plan.commitments)
        if (commitment.node == node) return commitment;
    throw web::Refused{404};
}

Action const& Planning::require_action(ActionId const& id) const { return require(plan.find(id)); }

Planning require_planning(Visit const& visit, WhichCycle const& cycle) {
    return planning_of(visit.db, visit, visit.member, cycle);
}

Planning require_planning(Change const& change, WhichCycle const& cycle) {
    auto planning = planning_of(change.db, change, change.member, cycle);
    layout::require_open(change, planning.diagnostic.cycle());
    return planning;
}

Commitment const& require_commitment(Change const& change, Planning const& planning, std::string_view node) {
    for (auto const& commitment : planning.plan.commitments)
        if (commitment.node == node) return commitment;
    if (!find_rated(planning.diagnostic.version(), node)) throw web::Refused{404};
    refuse_gone(change, planning, change.t.text("Ce critère n'est plus au plan"),
        change.t.text("Rien n'a été enregistré : il en a été retiré pendant que vous écriviez, ou l'import qui l'y avait mis a "
                      "été annulé."));
}

Action const& require_action(Change const& change, Planning const& planning, ActionId const& id) {
    if (auto const* action = planning.plan.find(id)) return *action;
    if (!was_planned(change.db, planning.diagnostic, id)) throw web::Refused{404};
    refuse_gone(change, planning, change.t.text("Cette action n'est plus au plan"),
        change.t.text("Rien n'a été enregistré : elle en a été retirée pendant que vous écriviez, ou l'import qui l'avait "
                      "apportée a été annulé."));
}

ActionId free_id(Change const& change, ActionId const& id) {
    std::vector const ids{std::string{id.text()}};
    auto const& organisation = change.member.organisation;
    auto const is_taken = accounts::find_removed(change.db, organisation, trash_kind, id.text(), change.now) ||
                          !locate(change.db, organisation, ids).empty();
    return is_taken ? new_id<Action>(change.now, change.desk.chance) : id;
}

layout::Standing standing(Diagnostic const& diagnostic) { return {"engagements", diagnostic.cycle(), &diagnostic.version()}; }

} // namespace actions
