#include "actions/critical_pages.h"

#include "actions/action_pages.h"
#include "actions/addresses.h"
#include "actions/critical.h"
#include "actions/critical_views.h"
#include "actions/planning.h"
#include "diagnostic/card.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Change, accounts::Right, accounts::Visit, accounts::WhichCycle;
using html::Problem;
using referentiel::Criterion, referentiel::CriterionKey;
using web::Response, web::require;

// 404 for one that is not asked of this structure.
Criterion const& require_asked(Planning const& planning, CriterionKey const& key) {
    auto const asked = diagnostic::asked(planning.diagnostic);
    auto const found = std::ranges::find(asked, key, [](Criterion const* criterion) { return criterion->key; });
    if (found == asked.end()) throw web::Refused{404};
    return **found;
}

template <typename Context>
Response critical_answer(Context const& context, Planning const& planning, Criterion const& criterion, ActionDraft const& draft) {
    auto const& t = context.t;
    auto const& diagnostic = planning.diagnostic;
    auto const rating = diagnostic::find_rating(context.db, diagnostic, criterion);
    auto const now = rating ? std::optional{rating->rating.level} : std::nullopt;
    auto const there = critical_actions(context.db, t, diagnostic)[std::string{criterion.key.text()}];
    auto const suggested = suggested_names(names_for(context.db, context.member.organisation, planning.plan));
    CriticalSheet const sheet{
        diagnostic, criterion, now, there, draft, new_id<Action>(context.now, context.desk.chance), suggested};
    return layout::structure_page(context, context.member, standing(diagnostic),
        {.title = t.text("Action critique : {}", {diagnostic::numbered_title(t, criterion)}),
            .section = t.text("Plan d'actions"),
            .heading = t.text("Engager une action critique"),
            .lead = t.text("{}. {}", {criterion.number, criterion.statement.in(t.code())}),
            .trail = {{t.text("Plan d'actions"), plan_url(diagnostic)}, {diagnostic::numbered_title(t, criterion)}},
            .content = critical_page(context, sheet),
            .problems = draft.problems,
            .status = draft.problems.empty() ? 200 : 422,
            .width = layout::Width::narrow});
}

Response show_critical(Visit& visit, WhichCycle cycle, CriterionKey key) {
    auto const planning = require_planning(visit, cycle);
    auto const& criterion = require_asked(planning, key);
    if (!planning.may_change(criterion) || !criterion.is_imperative) return web::see_other(plan_url(planning.diagnostic));
    return critical_answer(visit, planning, criterion, {.is_critical = true});
}

Response add_critical(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const planning = require_planning(change, cycle);
    auto const& criterion = require_asked(planning, key);
    if (!planning.may_change(criterion)) throw web::Refused{403};
    auto const id = ActionId::parse(change.form.line("id"));
    auto draft = read_draft(change.form);
    if (!id || !draft || !draft->is_critical) throw web::Refused{400};
    if (planning.plan.find(*id)) return web::see_other(action_url(planning.diagnostic, *id)); // sent twice

    auto said = told(change.t, *draft, change.today());
    auto names = names_for(change.db, change.member.organisation, planning.plan);
    judge_people(change.t, names, said);
    if (!criterion.is_imperative)
        said.problems.push_back(
            {"governance", change.t.text("Ce critère n'est pas impératif : ajoutez-lui une action ordinaire, depuis le plan")});
    if (!planning.has_room()) said.problems.push_back({"title", too_many_actions(change.t)});
    if (!said.problems.empty()) {
        draft->problems = std::move(said.problems);
        return critical_answer(change, planning, criterion, *draft);
    }
    find_people(change.db, change.member.organisation, names, said, change.now, change.desk.chance);
    auto const added = free_id(change, *id);
    std::vector const chosen{&criterion};
    commit(change.db, change.trail, planning.diagnostic, chosen, change.member.user, change.now, change.desk.chance);
    auto const now_planned = plan(change.db, planning.diagnostic);
    add(change.db, change.trail, planning.diagnostic,
        NewAction{added, require(now_planned.find(criterion)).id, std::nullopt, std::move(said.content)}, change.member.user,
        change.now);
    return web::see_other(action_url(planning.diagnostic, added));
}

} // namespace

void add_critical_routes(accounts::Router& router) {
    router.get_in_cycle("/engagements/criteres/{}/critique", Right::rate, show_critical);
    router.post_in_cycle("/engagements/criteres/{}/critique", Right::rate, add_critical);
}

} // namespace actions
