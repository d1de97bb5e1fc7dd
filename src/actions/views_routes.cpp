#include "actions/views_routes.h"

#include "accounts/members.h"
#include "accounts/names.h"
#include "actions/addresses.h"
#include "actions/batches.h"
#include "actions/board_views.h"
#include "actions/carry_views.h"
#include "actions/carrying.h"
#include "actions/draft.h"
#include "actions/months_views.h"
#include "actions/people_views.h"
#include "actions/plan_page.h"
#include "actions/removal.h"
#include "actions/timeline_views.h"
#include "actions/trash_views.h"
#include "core/typed_date.h"
#include "core/unicode.h"
#include "diagnostic/queries.h"
#include "layout/frame.h"

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using html::Html;
using web::Response;

// Those of a batch are all this member's to change, where they are in the plan and where they are in the trash.
bool may_undo(Planning const& planning, Batch const& batch, std::span<accounts::Removed const> removed) {
    return planning.may_plan && std::ranges::all_of(batch.changed, [&](Changed const& changed) {
        auto const* action = planning.plan.find(changed.action);
        auto const gone = std::ranges::find(removed, changed.action.text(), &accounts::Removed::id);
        return (!action || planning.may_change(planning.plan.commitment_of(*action))) &&
               (gone == removed.end() || planning.may_restore(*gone));
    });
}

// What was just done to several actions, where the address names it.
Html told_batch(Caller const& caller, storage::Reader const& db, Viewing const& viewing, View view) {
    auto const id = BatchId::parse(caller.request.parameters().line("lot"));
    auto const batch = id ? find_batch(db, viewing.planning.diagnostic, *id) : std::nullopt;
    if (!batch) return {};
    auto const removed = removed_from(db, viewing.planning.diagnostic, caller.now);
    return batch_notice(caller, viewing.planning, *batch, view, viewing.filter, may_undo(viewing.planning, *batch, removed));
}

// The last changes of several actions, for who is about to make another.
Html recent_changes(Caller const& caller, storage::Reader const& db, Viewing const& viewing) {
    auto const& planning = viewing.planning;
    auto const removed = removed_from(db, planning.diagnostic, caller.now);
    std::vector<RecentBatch> recent;
    for (auto& batch : recent_batches(db, planning.diagnostic, caller.now)) {
        auto const may = may_undo(planning, batch, removed);
        auto changed = changed_since(batch, planning.plan, removed);
        recent.push_back({std::move(batch), may, std::move(changed)});
    }
    return recent_batches(caller, planning, recent, viewing.filter);
}

Url with_batch(Url const& address, Filter const& filter, BatchId const& id) { return with(address, filter).with("lot", id); }

std::string new_batch(Caller const& caller) { return std::string{new_id<Batch>(caller.now, caller.desk.chance).text()}; }

struct Viewed : Viewing {
    Viewed(Visit const& visit, WhichCycle const& cycle)
        : Viewing{visit, require_planning(visit, cycle), accounts::cycles(visit.db, visit.member.organisation)} {}
    Viewed(Change const& change, WhichCycle const& cycle)
        : Viewing{change, require_planning(change, cycle), accounts::cycles(change.db, change.member.organisation)} {}
};

// --- Looking

// A form sends its empty fields too: the address keeps those that say something.
std::optional<Response> tidied(Visit const& visit, Viewing const& viewing, View view) {
    auto const parameters = visit.request.parameters();
    if (std::ranges::none_of(parameters.fields(), [](auto const& field) { return field.second.empty(); })) return std::nullopt;
    auto address = view_url(viewing.planning.diagnostic, view);
    for (auto const& [name, value] : parameters.fields())
        if (!value.empty()) address = address.with(name, std::string_view{value});
    return web::see_other(address);
}

Response show_chapters(Visit& visit, WhichCycle cycle) {
    Viewed const viewing{visit, cycle};
    if (auto tidy = tidied(visit, viewing, View::chapters)) return *std::move(tidy);
    auto const& diagnostic = viewing.planning.diagnostic;
    auto const removed = find_removed(visit.db, diagnostic, visit.request.parameters().line("retire"), visit.now);
    auto const carry = html::when(viewing.planning.may_plan && viewing.planning.mandate.is_whole, [&] {
        return carry_notice(visit, diagnostic, viewing.planning.plan, find_earlier(visit.db, diagnostic),
            find_carried(visit.db, diagnostic, visit.now));
    });
    auto const chooses = is_choosing(visit.request.parameters());
    auto const above = visit.t.html("{}{}{}{}{}",
        html::when(removed.has_value(), [&] { return removal_notice(visit, viewing.planning, *removed); }),
        told_batch(visit, visit.db, viewing, View::chapters), carry,
        html::when(viewing.planning.may_plan,
            [&] { return namesakes_notice(visit.t, diagnostic.organisation(), viewing.planning.plan.people); }),
        html::when(chooses && viewing.planning.may_plan, [&] { return recent_changes(visit, visit.db, viewing); }));
    auto draft = chooses ? std::optional{BatchDraft{new_batch(visit)}} : std::nullopt;
    if (draft && ticks_all(visit.request.parameters()))
        for (auto const& pick : viewing.picks) draft->chosen.insert(pick.action->id);
    return chapters_page(visit, visit.member, viewing, diagnostic::ratings(visit.db, diagnostic), above, draft);
}

Response board_page(Caller const& caller, Member const& member, Viewing const& viewing, Html const& above, int status) {
    return view_page(caller, member, viewing, viewing.looking(View::states), above,
        board(caller, {viewing.planning, viewing.filter, viewing.picks, caller.today(), new_batch(caller)}), status);
}

Response show_board(Visit& visit, WhichCycle cycle) {
    Viewed const viewing{visit, cycle};
    if (auto tidy = tidied(visit, viewing, View::states)) return *std::move(tidy);
    return board_page(visit, visit.member, viewing, told_batch(visit, visit.db, viewing, View::states), 200);
}

Response show_calendar(Visit& visit, WhichCycle cycle) {
    Viewed const viewing{visit, cycle};
    if (auto tidy = tidied(visit, viewing, View::calendar)) return *std::move(tidy);
    auto const today = visit.today();
    auto const asked = parse<Month>(visit.request.parameters().line("mois"));
    auto looking = viewing.looking(View::calendar);
    if (asked) looking.kept.push_back({"mois", iso(*asked)});
    return view_page(visit, visit.member, viewing, looking, {},
        months_page(visit, {viewing.planning.diagnostic, viewing.planning.plan, viewing.filter, viewing.picks,
                               asked.value_or(month_of(today)), today}));
}

Response show_timeline(Visit& visit, WhichCycle cycle) {
    Viewed const viewing{visit, cycle};
    if (auto tidy = tidied(visit, viewing, View::timeline)) return *std::move(tidy);
    return view_page(visit, visit.member, viewing, viewing.looking(View::timeline), {},
        timeline_page(visit, {viewing.planning.diagnostic, viewing.planning.plan, viewing.picks, visit.today()}));
}

// --- Changing several at once

BatchId require_batch_id(Change const& change) {
    auto id = BatchId::parse(change.form.line("id"));
    if (!id) throw web::Refused{400};
    return *std::move(id);
}

actions::Acting acting(Change const& change) {
    return {change.member.user, change.now, change.today(), change.t, change.desk.chance};
}

// 403 where one of them is none of theirs to change; those that are gone meanwhile are passed over.
std::vector<Chosen> chosen_actions(Change const& change, Planning const& planning) {
    constexpr std::string_view prefix = "action-";
    std::vector<Chosen> all;
    for (auto const* action : actions(planning.plan)) {
        auto const base = parse<Revision>(change.form.line(std::string{prefix} + std::string{action->id.text()}));
        if (!base) continue;
        if (!planning.may_change(planning.plan.commitment_of(*action))) throw web::Refused{403};
        all.push_back({action, *base});
    }
    return all;
}

// What is to be done, or why not; the person that a name means is found only once nothing is wrong.
struct Asked {
    Edit edit;
    std::string value;
    std::vector<html::Problem> problems = {};
};

Asked asked_edit(Change const& change, accounts::Names const& names, BatchDraft const& draft, std::span<Chosen const> chosen) {
    auto const& t = change.t;
    auto const act = change.form.line("acte");
    auto const* without = act == without_responsible.act ? &without_responsible : act == without_due.act ? &without_due : nullptr;
    auto const kind = without ? without->kind : parse<Edit::Kind>(act);
    if (!kind) throw web::Refused{400};
    Asked asked{{*kind}, {}};
    if (draft.chosen.empty()) asked.problems.push_back({"lot", t.text("Cochez au moins une action dans le tableau")});
    if (without) return asked;
    switch (*kind) {
        case Edit::Kind::responsible:
            if (draft.responsible.empty())
                asked.problems.push_back({"lot-responsable", t.text("Dites à qui ces actions sont confiées")});
            else if (accounts::is_too_long(draft.responsible))
                asked.problems.push_back({"lot-responsable", t.text("Raccourcissez ce nom : quatre-vingts caractères au plus")});
            else if (auto asking = asking_who(t, names, draft.responsible))
                asked.problems.push_back({"lot-responsable", *std::move(asking)});
            asked.value = draft.responsible;
            break;
        case Edit::Kind::due:
            if (auto const month = read_month(draft.due)) asked.edit.due = Due{*month}, asked.value = iso(*month);
            else
                asked.problems.push_back(
                    {"lot-echeance", t.text("Écrivez un mois et une année, par exemple décembre 2026 ou 12/2026")});
            for (auto const& [action, base] : chosen)
                if (asked.problems.empty() && asked.edit.due && (*action)->start >= asked.edit.due->late_from())
                    asked.problems.push_back({"lot-echeance",
                        t.text("« {} » commence après cette échéance : corrigez l'une ou l'autre", {name_of(t, *action)})});
            break;
        case Edit::Kind::state:
            if (auto const state = state_of(draft.state)) asked.edit.state = *state, asked.value = draft.state;
            else throw web::Refused{400};
            break;
        case Edit::Kind::trash: break;
    }
    return asked;
}

void find_responsible(Change& change, accounts::Names& names, Asked& asked) {
    if (asked.edit.kind == Edit::Kind::responsible)
        asked.edit.responsible = names.person(change.db, change.member.organisation, asked.value, change.now, change.desk.chance);
}

Response save_batch(Change& change, WhichCycle cycle) {
    Viewed const viewing{change, cycle};
    auto const& [diagnostic, plan, mandate, may_plan] = viewing.planning;
    auto const id = require_batch_id(change);
    auto const there = plan_url(diagnostic);
    if (find_batch(change.db, diagnostic, id)) return web::see_other(with_batch(there, viewing.filter, id));

    auto const chosen = chosen_actions(change, viewing.planning);
    BatchDraft draft{std::string{id.text()}, {}, change.form.line("lot-responsable"), change.form.line("lot-echeance"),
        change.form.line("lot-etat")};
    for (auto const& one : chosen) draft.chosen.insert(one.action->id);
    auto names = names_for(change.db, diagnostic.organisation(), plan);
    auto asked = asked_edit(change, names, draft, chosen);
    if (!asked.problems.empty()) {
        draft.problems = asked.problems;
        return chapters_page(change, change.member, viewing, diagnostic::ratings(change.db, diagnostic), {}, draft);
    }
    find_responsible(change, names, asked);
    actions::change(change.db, change.trail, diagnostic, plan, chosen, asked.edit, id, asked.value, acting(change));
    return web::see_other(with_batch(there, viewing.filter, id));
}

// One card of the board, to another column.
Response pass(Change& change, WhichCycle cycle) {
    Viewed const viewing{change, cycle};
    auto const& [diagnostic, plan, mandate, may_plan] = viewing.planning;
    auto const id = require_batch_id(change);
    auto const passing = read_passing(change.form.line("passage"));
    if (!passing) throw web::Refused{400};
    auto const& action = require_action(change, viewing.planning, passing->action);
    if (!viewing.planning.may_change(plan.commitment_of(action))) throw web::Refused{403};
    auto const there = view_url(diagnostic, View::states);
    if (!find_batch(change.db, diagnostic, id)) {
        std::vector<Chosen> const chosen{{&action, passing->base}};
        actions::change(change.db, change.trail, diagnostic, plan, chosen, {.kind = Edit::Kind::state, .state = passing->state},
            id, std::string{slug(passing->state)}, acting(change));
    }
    return web::see_other(with_batch(there, viewing.filter, id).at(line_id(action)));
}

Response undo_batch(Change& change, WhichCycle cycle, BatchId id) {
    auto const planning = require_planning(change, cycle);
    auto const batch = web::require(find_batch(change.db, planning.diagnostic, id));
    if (!may_undo(planning, batch, removed_from(change.db, planning.diagnostic, change.now))) throw web::Refused{403};
    if (batch.may_be_undone(change.now)) undo(change.db, change.trail, planning.diagnostic, planning.plan, batch, acting(change));
    auto const view = change.form.line("vue") == "etats" ? View::states : View::chapters;
    return web::see_other(with_batch(view_url(planning.diagnostic, view), read_filter(change.request.parameters()), id));
}

} // namespace

void add_view_routes(accounts::Router& router) {
    router.get_in_cycle("/engagements", Right::read, show_chapters);
    router.get_in_cycle("/engagements/vue/etats", Right::read, show_board);
    router.post_in_cycle("/engagements/vue/etats", Right::rate, pass);
    router.get_in_cycle("/engagements/vue/calendrier", Right::read, show_calendar);
    router.get_in_cycle("/engagements/vue/chronologie", Right::read, show_timeline);
    router.post_in_cycle("/engagements/lot", Right::rate, save_batch);
    router.post_in_cycle("/engagements/lot/{}/annulation", Right::rate, undo_batch);
}

} // namespace actions
