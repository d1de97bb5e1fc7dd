#include "actions/action_pages.h"

#include "accounts/members.h"
#include "actions/action_views.h"
#include "actions/addresses.h"
#include "actions/planning.h"
#include "actions/removal.h"
#include "actions/signs.h"
#include "core/unicode.h"
#include "evidence/attachments.h"

#include <boost/json.hpp>

#include <algorithm>

namespace actions {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using html::Problem;
using web::Response;
namespace json = boost::json;

// --- The page

template <typename Context>
html::Html documents(Context const& context, Planning const& planning, Action const& action) {
    std::vector const objects{evidence::action_object(action.id.text())};
    auto const attached = evidence::attached(context.db, context.member.organisation, objects);
    return evidence::attachments(context, context.member, objects.front(), attached,
        action_url(planning.diagnostic, action.id).at("documents"), planning.may_change(planning.plan.commitment_of(action)));
}

struct Shown {
    ActionDraft draft;
    std::string part_title = {};
    int status = 200;
};

template <typename Context>
Response action_answer(Context const& context, Planning const& planning, Action const& action, Shown const& shown) {
    auto const& t = context.t;
    auto const suggested = suggested_names(names_for(context.db, context.member.organisation, planning.plan, &action));
    auto const& commitment = planning.plan.commitment_of(action);
    ActionSheet const sheet{planning.diagnostic, planning.plan, action, shown.draft, suggested, context.today(),
        planning.may_change(commitment), std::string{context.member.user.id.text()},
        std::string{new_id<Action>(context.now, context.desk.chance).text()}, shown.part_title,
        documents(context, planning, action)};
    return layout::structure_page(context, context.member, standing(planning.diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = name_of(t, action),
            .trail = {{t.text("Plan d'actions"), plan_url(planning.diagnostic)},
                {title_of(t, commitment), commitment_url(planning.diagnostic, commitment)}, {name_of(t, action)}},
            .content = action_page(context, sheet),
            .problems = shown.draft.problems,
            .status = shown.status});
}

// « ?indicateur=figure » opens with a row more.
void add_blank_row(ActionDraft& draft, Caller const& caller, std::string const& kind) {
    if (!parse<Indicator::Kind>(kind)) return;
    draft.indicators.push_back({.id = std::string{new_id<Indicator>(caller.now, caller.desk.chance).text()}, .kind = kind});
}

Response show_action(Visit& visit, WhichCycle cycle, ActionId id) {
    auto const planning = require_planning(visit, cycle);
    auto const& action = planning.require_action(id);
    Shown shown{draft_of(visit.t, planning.plan, action)};
    add_blank_row(shown.draft, visit, visit.request.parameters().line("indicateur"));
    return action_answer(visit, planning, action, shown);
}

// --- Saving

Action const& require_changeable(Change const& change, Planning const& planning, ActionId const& id) {
    auto const& action = require_action(change, planning, id);
    if (!planning.may_change(planning.plan.commitment_of(action))) throw web::Refused{403};
    return action;
}

// The buttons of a row work without script too: the whole form comes with them.
void act_on_rows(web::Form const& form, std::vector<IndicatorDraft>& rows) {
    auto const at = [&](std::string_view act) { return std::ranges::find(rows, form.line(act), &IndicatorDraft::id); };
    if (auto const row = at("indicateur-retirer"); row != rows.end()) rows.erase(row);
    if (auto const row = at("indicateur-monter"); row != rows.end() && row != rows.begin()) std::iter_swap(row, row - 1);
    if (auto const row = at("indicateur-descendre"); row != rows.end() && row + 1 != rows.end()) std::iter_swap(row, row + 1);
}

struct Saved {
    ActionDraft draft; // as the page shows it next
    Revision revision;
};

// Each group that was touched is saved for itself: what is wrong in one, or was overtaken there, keeps no other back.
Saved save_groups(Change& change, Planning const& planning, Action const& action, ActionDraft draft) {
    auto const before = draft_of(change.t, planning.plan, action);
    auto said = told(change.t, draft, change.today());
    auto names = names_for(change.db, change.member.organisation, planning.plan, &action);
    judge_people(change.t, names, said);
    judge_done(change.t, before, draft, said);
    Writing writing{change.member.user, change.now, shortened(change.form.line("editor"), 64), draft.revision};
    auto const is_on_top = stands_on(change.db, planning.diagnostic, action, writing);

    auto content = action.content;
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto const group = groups[i];
        auto const sent = fingerprint(draft, group), kept = fingerprint(before, group);
        if (sent == draft.shown[i]) continue;
        if (!said.is_sound(group)) {
            for (auto const& problem : said.problems)
                if (group_of(problem.field) == group) problems.push_back(problem);
            continue;
        }
        if (!is_on_top && kept != draft.shown[i] && kept != sent) {
            draft.overtaken.push_back(group);
            draft.shown[i] = kept;
            continue;
        }
        if (group == Group::who) find_people(change.db, change.member.organisation, names, said, change.now, change.desk.chance);
        if (group == Group::indicators && are_elsewhere(change.db, planning.diagnostic, action.id, said.content.indicators))
            throw web::Refused{400};
        take(content, said.content, group);
        draft.shown[i] = sent;
    }
    draft.problems = std::move(problems);
    writing.base = action.revision; // overtaken groups were taken out
    auto const revision = save(change.db, change.trail, planning.diagnostic, action, content, writing);
    if (!revision) throw web::Refused{409};
    draft.revision = *revision;
    return {std::move(draft), *revision};
}

int status_of(ActionDraft const& draft) { return !draft.overtaken.empty() ? 409 : !draft.problems.empty() ? 422 : 200; }

// What the script of the page is told. A group that was overtaken goes on standing on what its page showed, with the revision
// that it was sent with, until somebody has chosen: saving by itself would write over what the other wrote.
Response script_answer(
    Change& change, Planning const& planning, Action const& before, ActionDraft const& draft, Revision const& sent) {
    auto const& t = change.t;
    auto const shown_now = [&](Group group) {
        return draft.shown.at(static_cast<std::size_t>(std::ranges::find(groups, group) - groups.begin()));
    };
    json::object shown;
    for (auto const group : groups)
        if (std::ranges::count(draft.overtaken, group) == 0) shown[to_text(group)] = shown_now(group);
    auto const revision = draft.overtaken.empty() ? draft.revision : sent;
    json::object answer{{"revision", revision.number}, {"shown", std::move(shown)}};
    json::array problems, overtaken;
    for (auto const& problem : draft.problems) problems.push_back({{"field", problem.field}, {"text", problem.text}});
    auto const theirs = draft_of(t, planning.plan, before);
    for (auto const group : draft.overtaken) {
        json::array lines;
        for (auto const& line : lines_of(t, theirs, group)) lines.push_back({{"label", line.label}, {"value", line.value}});
        overtaken.push_back({{"group", to_text(group)}, {"shown", shown_now(group)}, {"lines", std::move(lines)}});
    }
    answer["problems"] = std::move(problems);
    answer["overtaken"] = std::move(overtaken);
    answer["saved"] = t.text("Enregistré à {}", {t.time(change.local(change.now))});
    return web::json(json::serialize(answer), status_of(draft));
}

Response save_action(Change& change, WhichCycle cycle, ActionId id) {
    auto const planning = require_planning(change, cycle);
    auto const& action = require_changeable(change, planning, id);
    auto read = read_draft(change.form);
    if (!read) throw web::Refused{400};
    act_on_rows(change.form, read->indicators);
    auto const sent = read->revision;
    auto saved = save_groups(change, planning, action, *std::move(read));
    if (!change.form.line("editor").empty()) return script_answer(change, planning, action, saved.draft, sent);
    auto const status = status_of(saved.draft);
    auto const added = change.form.line("indicateur-ajouter");
    if (status == 200) {
        auto const back = action_url(planning.diagnostic, id);
        return web::see_other(added.empty() ? back : back.with("indicateur", std::string_view{added}).at("indicateurs"));
    }
    add_blank_row(saved.draft, change, added);
    return action_answer(change, planning, action, {std::move(saved.draft), {}, status});
}

// --- Its parts

Response add_part(Change& change, WhichCycle cycle, ActionId id) {
    auto const& t = change.t;
    auto const planning = require_planning(change, cycle);
    auto const& action = require_changeable(change, planning, id);
    auto const part = ActionId::parse(change.form.line("id"));
    if (!part || action.parent) throw web::Refused{400};
    auto const back = action_url(planning.diagnostic, id).at("etapes");
    if (planning.plan.find(*part)) return web::see_other(back);
    auto const title = change.form.line("part");
    std::vector<Problem> problems;
    if (title.empty()) problems.push_back({"part", t.text("Dites en une ligne ce que fait cette étape")});
    else if (length(title) > longest_title)
        problems.push_back({"part", t.text("Raccourcissez ce titre : deux cents caractères au plus")});
    else if (!planning.has_room()) problems.push_back({"part", too_many_actions(t)});
    if (!problems.empty()) {
        Shown shown{draft_of(t, planning.plan, action), title, 422};
        shown.draft.problems = std::move(problems);
        return action_answer(change, planning, action, shown);
    }
    add(change.db, change.trail, planning.diagnostic, NewAction{free_id(change, *part), action.commitment, id, {.title = title}},
        change.member.user, change.now);
    return web::see_other(back);
}

// --- Going out

Response show_action_removal(Visit& visit, WhichCycle cycle, ActionId id) {
    auto const& t = visit.t;
    auto const planning = require_planning(visit, cycle);
    auto const& action = planning.require_action(id);
    if (!planning.may_change(planning.plan.commitment_of(action))) return web::see_other(action_url(planning.diagnostic, id));
    return layout::structure_page(visit, visit.member, standing(planning.diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = t.text("Retirer l'action « {} » ?", {name_of(t, action)}),
            .trail = {{t.text("Plan d'actions"), plan_url(planning.diagnostic)},
                {name_of(t, action), action_url(planning.diagnostic, id)}, {t.text("Retirer")}},
            .content = action_removal(visit, planning.diagnostic, planning.plan, action),
            .width = layout::Width::narrow});
}

// Sent twice, it finds nothing left to remove.
Response remove_action(Change& change, WhichCycle cycle, ActionId id) {
    auto const planning = require_planning(change, cycle);
    auto const back = plan_url(planning.diagnostic).with("retire", id);
    if (!planning.plan.find(id) && find_removed(change.db, planning.diagnostic, id.text(), change.now))
        return web::see_other(back);
    auto const& action = require_changeable(change, planning, id);
    remove(change.db, change.trail, planning.diagnostic, planning.plan, action, change.t, change.member.user, change.now);
    return web::see_other(back);
}

} // namespace

std::vector<std::string> suggested_names(accounts::Names const& names) {
    std::vector<std::string> all;
    for (auto const& known : names.all()) all.push_back(known.name);
    return all;
}

void add_action_routes(accounts::Router& router) {
    router.get_in_cycle("/engagements/{}", Right::read, show_action);
    router.post_in_cycle("/engagements/{}", Right::rate, save_action);
    router.post_in_cycle("/engagements/{}/etapes", Right::rate, add_part);
    router.get_in_cycle("/engagements/{}/retrait", Right::rate, show_action_removal);
    router.post_in_cycle("/engagements/{}/retrait", Right::rate, remove_action);
}

} // namespace actions
