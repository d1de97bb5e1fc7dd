#include "actions/carry_pages.h"

#include "actions/addresses.h"
#include "actions/carry_views.h"
#include "actions/carrying.h"
#include "actions/planning.h"

namespace actions {
namespace {

using accounts::Change, accounts::CycleId, accounts::Right, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic;
using web::Response;

// The plan that is taken up from: of another cycle, opened before.
template <typename Context>
std::optional<Diagnostic> find_former(Context const& context, Planning const& planning, std::string_view cycle) {
    auto const id = CycleId::parse(cycle);
    if (!id || *id == planning.diagnostic.cycle().id) return std::nullopt;
    auto former = diagnostic::find(context.db, context.desk.library, context.member.organisation, WhichCycle{*id});
    if (!former || former->cycle().opened > planning.diagnostic.cycle().opened) return std::nullopt;
    return former;
}

template <typename Context>
Response carry_answer(
    Context const& context, Planning const& planning, Diagnostic const& former, std::vector<html::Problem> problems) {
    auto const& t = context.t;
    auto const before = plan(context.db, former);
    auto const all = leftovers(context.desk.library, former, before, planning.diagnostic, planning.plan);
    auto const content =
        carry_form(context, former, planning.diagnostic, before, all, new_id<Carry>(context.now, context.desk.chance), problems);
    auto const status = problems.empty() ? 200 : 422;
    return layout::structure_page(context, context.member, standing(planning.diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = t.text("Reprendre les actions non terminées"),
            .lead = t.text("Démarche {} : décochez ce que vous ne voulez pas reprendre. Les originaux restent à leur place.",
                {former.cycle().label}),
            .trail = {{t.text("Plan d'actions"), plan_url(planning.diagnostic)}, {t.text("Reprendre")}},
            .content = content,
            .problems = std::move(problems),
            .status = status,
            .width = layout::Width::narrow});
}

// Without a cycle in the address, that which left something last.
Response show_carry(Visit& visit, WhichCycle cycle) {
    auto const planning = require_planning(visit, cycle);
    auto named = visit.request.parameters().line("de");
    if (named.empty())
        if (auto const earlier = find_earlier(visit.db, planning.diagnostic)) named = earlier->cycle.text();
    auto const former = find_former(visit, planning, named);
    if (!former || !planning.may_plan || !planning.mandate.is_whole) return web::see_other(plan_url(planning.diagnostic));
    return carry_answer(visit, planning, *former, {});
}

// Sent twice, it finds nothing left to take up.
Response save_carry(Change& change, WhichCycle cycle) {
    auto const planning = require_planning(change, cycle);
    if (!planning.mandate.is_whole) throw web::Refused{403};
    auto const id = CarryId::parse(change.form.line("id"));
    if (!id) throw web::Refused{400};
    auto const back = web::see_other(plan_url(planning.diagnostic));
    auto const former = find_former(change, planning, change.form.line("de"));
    if (!former) return back;
    auto const before = plan(change.db, *former);
    auto const all = leftovers(change.desk.library, *former, before, planning.diagnostic, planning.plan);
    std::vector<Leftover> chosen;
    Leftover const* first = nullptr;
    for (auto const& one : all) {
        if (!one.to) continue;
        if (!first) first = &one;
        if (change.form.has("action-" + std::string{one.action->id.text()})) chosen.push_back(one);
    }
    auto const is_nothing = change.form.has("rien");
    if (is_nothing) chosen.clear();
    else if (!first) return back;
    else if (chosen.empty())
        return carry_answer(change, planning, *former,
            {{"action-" + std::string{first->action->id.text()}, change.t.text("Cochez au moins une action")}});
    std::size_t count = 0;
    for (auto const& one : chosen) count += 1 + one.action->parts.size();
    if (!planning.has_room(count))
        return carry_answer(
            change, planning, *former, {{"action-" + std::string{first->action->id.text()}, too_many_actions(change.t)}});
    auto const is_again = is_carry(change.db, planning.diagnostic, *id);
    if (is_nothing && is_again) return back;
    carry(change.db, change.trail, *former, planning.diagnostic, planning.plan, chosen,
        is_again ? new_id<Carry>(change.now, change.desk.chance) : *id, change.member.user, change.now, change.desk.chance);
    return back;
}

Response undo_carry(Change& change, WhichCycle cycle) {
    auto const planning = require_planning(change, cycle);
    if (!planning.mandate.is_whole) throw web::Refused{403};
    auto const carried = find_carried(change.db, planning.diagnostic, change.now);
    if (carried && carried->id.text() == change.form.line("id"))
        take_back(
            change.db, change.trail, planning.diagnostic, planning.plan, *carried, change.t, change.member.user, change.now);
    return web::see_other(plan_url(planning.diagnostic));
}

} // namespace

void add_carry_routes(accounts::Router& router) {
    router.get_in_cycle("/engagements/reprise", Right::rate, show_carry);
    router.post_in_cycle("/engagements/reprise", Right::rate, save_carry);
    router.post_in_cycle("/engagements/reprise-annulee", Right::rate, undo_carry);
}

} // namespace actions
