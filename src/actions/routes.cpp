#include "actions/routes.h"

#include "actions/action_pages.h"
#include "actions/addresses.h"
#include "actions/carry_pages.h"
#include "actions/commitment_views.h"
#include "actions/critical_pages.h"
#include "actions/people_pages.h"
#include "actions/plan_views.h"
#include "actions/planning.h"
#include "actions/removal.h"
#include "actions/trash_views.h"
#include "actions/views_routes.h"
#include "core/unicode.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/saving.h"
#include "html/icon.h"
#include "layout/parts.h"

#include <algorithm>
#include <charconv>

namespace actions {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic;
using html::Problem;
using referentiel::Criterion, referentiel::CriterionKey;
using web::Response, web::require;

// --- Criteria that come in

std::vector<Criterion const*> not_in_plan(Planning const& planning) {
    std::vector<Criterion const*> rest;
    for (auto const* criterion : diagnostic::asked(planning.diagnostic))
        if (!planning.plan.find(*criterion) && planning.may_change(*criterion)) rest.push_back(criterion);
    return rest;
}

Response criteria_page(Caller const& caller, Member const& member, Planning const& planning,
    std::vector<diagnostic::SavedRating> const& ratings, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = criteria_form(caller, planning.diagnostic, not_in_plan(planning), ratings, problems);
    auto const status = problems.empty() ? 200 : 422;
    return layout::structure_page(caller, member, standing(planning.diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = t.text("Ajouter un critère au plan"),
            .lead = t.text("Choisissez ce que vous voulez améliorer. Quelques critères bien suivis valent mieux que beaucoup."),
            .trail = {{t.text("Plan d'actions"), plan_url(planning.diagnostic)}, {t.text("Ajouter un critère")}},
            .content = form,
            .problems = std::move(problems),
            .status = status,
            .width = layout::Width::narrow});
}

Response show_criteria(Visit& visit, WhichCycle cycle) {
    auto const planning = require_planning(visit, cycle);
    if (!planning.may_plan) return web::see_other(plan_url(planning.diagnostic));
    return criteria_page(visit, visit.member, planning, diagnostic::ratings(visit.db, planning.diagnostic), {});
}

Response save_criteria(Change& change, WhichCycle cycle) {
    auto const planning = require_planning(change, cycle);
    std::vector<Criterion const*> chosen;
    for (auto const* criterion : diagnostic::asked(planning.diagnostic)) {
        if (!change.form.has("critere-" + std::string{criterion->key.text()})) continue;
        if (!planning.may_change(*criterion)) throw web::Refused{403};
        chosen.push_back(criterion);
    }
    if (chosen.empty()) {
        auto const rest = not_in_plan(planning);
        if (rest.empty()) return web::see_other(plan_url(planning.diagnostic));
        return criteria_page(change, change.member, planning, diagnostic::ratings(change.db, planning.diagnostic),
            {{"critere-" + std::string{rest.front()->key.text()}, change.t.text("Cochez au moins un critère")}});
    }
    commit(change.db, change.trail, planning.diagnostic, chosen, change.member.user, change.now, change.desk.chance);
    return web::see_other(
        chosen.size() == 1 ? commitment_url(planning.diagnostic, *chosen.front()) : plan_url(planning.diagnostic));
}

// --- One criterion

// A new id for each action that its page may add.
std::vector<ActionId> new_ids(Caller const& caller, Commitment const& commitment) {
    std::vector<ActionId> ids;
    auto const count = 1 + (commitment.criterion ? commitment.criterion->examples.size() : 0);
    for (std::size_t i = 0; i < count; ++i) ids.push_back(new_id<Action>(caller.now, caller.desk.chance));
    return ids;
}

std::optional<referentiel::Level> level_now(
    storage::Reader const& db, Diagnostic const& diagnostic, Commitment const& commitment) {
    if (!commitment.criterion) return std::nullopt;
    auto const rating = diagnostic::find_rating(db, diagnostic, *commitment.criterion);
    return rating ? std::optional{rating->rating.level} : std::nullopt;
}

Response commitment_answer(
    Caller const& caller, Member const& member, Planning const& planning, CommitmentSheet sheet, int status) {
    auto const& t = caller.t;
    auto const& commitment = sheet.commitment;
    auto const content = commitment_page(caller, sheet);
    return layout::structure_page(caller, member, standing(planning.diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = title_of(t, commitment),
            .lead = commitment.criterion ? commitment.criterion->statement.in(t.code()) : std::string{},
            .trail = {{t.text("Plan d'actions"), plan_url(planning.diagnostic)}, {title_of(t, commitment)}},
            .content = content,
            .problems = std::move(sheet.problems),
            .status = status});
}

template <typename Context>
CommitmentSheet sheet_of(Context const& context, Planning const& planning, Commitment const& commitment) {
    CommitmentSheet sheet{planning.diagnostic, planning.plan, commitment, level_now(context.db, planning.diagnostic, commitment),
        context.today(), planning.may_change(commitment)};
    sheet.ids = new_ids(context, commitment);
    return sheet;
}

Response show_commitment(Visit& visit, WhichCycle cycle, CriterionKey key) {
    auto const planning = require_planning(visit, cycle);
    auto const& commitment = planning.require_commitment(key.text());
    return commitment_answer(visit, visit.member, planning, sheet_of(visit, planning, commitment), 200);
}

// 403 for who is held to other criteria.
Commitment const& require_changeable(Change const& change, Planning const& planning, CriterionKey const& key) {
    auto const& commitment = require_commitment(change, planning, key.text());
    if (!planning.may_change(commitment)) throw web::Refused{403};
    return commitment;
}

Response save_aim(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const planning = require_planning(change, cycle);
    auto const& commitment = require_changeable(change, planning, key);
    auto const base = parse<Revision>(change.form.line("revision"));
    auto const code = change.form.line("level");
    if (!base || !commitment.criterion) throw web::Refused{400};
    auto const levels = commitment.criterion->scale->levels();
    auto const level = std::ranges::find(levels, code, &referentiel::Level::code);
    if (level == levels.end() && !code.empty()) throw web::Refused{400};
    auto const wanted = code.empty() ? std::nullopt : std::optional{*level};

    auto const saved = aim(change.db, change.trail, planning.diagnostic, commitment, wanted,
        {change.member.user, change.now, shortened(change.form.line("editor"), 64), *base});
    if (saved) return web::see_other(commitment_url(planning.diagnostic, commitment));
    auto sheet = sheet_of(change, planning, commitment);
    sheet.is_overtaken = true;
    sheet.level = code;
    return commitment_answer(change, change.member, planning, std::move(sheet), 409);
}

std::optional<std::size_t> number_of(std::string_view text) {
    std::size_t number = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

// What was typed, or the example that was chosen.
Content new_content(Change const& change, Commitment const& commitment) {
    if (!change.form.has("example")) return {.title = change.form.line("title")};
    auto const place = number_of(change.form.line("example"));
    auto const& examples = commitment.criterion->examples;
    if (!place || *place >= examples.size()) throw web::Refused{400};
    return content_of(change.t, examples[*place]);
}

std::vector<Problem> problems_of(html::Language const& t, std::string const& field, std::string const& title) {
    if (title.empty()) return {{field, t.text("Dites en une ligne ce qui sera fait")}};
    if (length(title) > longest_title) return {{field, t.text("Raccourcissez ce titre : deux cents caractères au plus")}};
    return {};
}

Response add_action(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const planning = require_planning(change, cycle);
    auto const& commitment = require_changeable(change, planning, key);
    auto const id = ActionId::parse(change.form.line("id"));
    if (!id || !commitment.criterion) throw web::Refused{400};
    if (planning.plan.find(*id)) return web::see_other(action_url(planning.diagnostic, *id));

    auto const content = new_content(change, commitment);
    auto problems = problems_of(change.t, "title", content.title);
    if (!planning.has_room()) problems = {{"title", too_many_actions(change.t)}};
    if (!problems.empty()) {
        auto sheet = sheet_of(change, planning, commitment);
        sheet.title = content.title;
        sheet.problems = std::move(problems);
        return commitment_answer(change, change.member, planning, std::move(sheet), 422);
    }
    auto const added = free_id(change, *id);
    add(change.db, change.trail, planning.diagnostic, NewAction{added, commitment.id, std::nullopt, content}, change.member.user,
        change.now);
    return web::see_other(action_url(planning.diagnostic, added));
}

// By the buttons, one place; by the handle, as far as it was carried.
struct AskedMove {
    std::string action;
    std::optional<std::ptrdiff_t> places;
    std::string button = {};
};

AskedMove asked_move(web::Form const& form) {
    if (form.has("monter")) return {form.line("monter"), -1, "monter"};
    if (form.has("descendre")) return {form.line("descendre"), 1, "descendre"};
    auto const text = form.line("de");
    std::ptrdiff_t places = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), places);
    auto const is_number = fault == std::errc{} && end == text.data() + text.size();
    return {form.line("deplacer"), is_number ? std::optional{places} : std::nullopt};
}

Response move_action(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const planning = require_planning(change, cycle);
    auto const& commitment = require_changeable(change, planning, key);
    auto const asked = asked_move(change.form);
    auto const id = ActionId::parse(asked.action);
    if (!id || !asked.places) throw web::Refused{400};
    auto const& action = require_action(change, planning, *id);
    if (action.commitment != commitment.id) throw web::Refused{404};
    move(change.db, change.trail, planning.diagnostic, planning.plan, action, *asked.places);
    auto const back = commitment_url(planning.diagnostic, commitment);
    // A button that is named by the address has the focus, so that it may be pressed again.
    return web::see_other(back.at(asked.button.empty() ? line_id(action) : button_id(asked.button, action)));
}

// --- What goes out, and comes back

Response show_removal(Visit& visit, WhichCycle cycle, CriterionKey key) {
    auto const& t = visit.t;
    auto const planning = require_planning(visit, cycle);
    auto const& commitment = planning.require_commitment(key.text());
    if (!planning.may_change(commitment)) return web::see_other(commitment_url(planning.diagnostic, commitment));
    return layout::structure_page(visit, visit.member, standing(planning.diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = t.text("Retirer du plan « {} » ?", {title_of(t, commitment)}),
            .trail = {{t.text("Plan d'actions"), plan_url(planning.diagnostic)},
                {title_of(t, commitment), commitment_url(planning.diagnostic, commitment)}, {t.text("Retirer")}},
            .content = commitment_removal(visit, planning.diagnostic, commitment),
            .width = layout::Width::narrow});
}

// Sent twice, it finds nothing left to remove.
Response remove_commitment(Change& change, WhichCycle cycle, CriterionKey key) {
    auto const planning = require_planning(change, cycle);
    auto const& all = planning.plan.commitments;
    auto const commitment = std::ranges::find(all, key.text(), &Commitment::node);
    if (commitment == all.end()) {
        require(find_rated(planning.diagnostic.version(), key.text()));
        return web::see_other(plan_url(planning.diagnostic));
    }
    if (!planning.may_change(*commitment)) throw web::Refused{403};
    remove(change.db, change.trail, planning.diagnostic, planning.plan, *commitment, change.t, change.member.user, change.now);
    return web::see_other(plan_url(planning.diagnostic).with("retire", commitment->id));
}

template <typename Context>
Response trash_answer(Context const& context, Planning const& planning, std::vector<Problem> problems = {}) {
    auto const& t = context.t;
    auto const removed = removed_from(context.db, planning.diagnostic, context.now);
    auto const status = problems.empty() ? 200 : 422;
    return layout::structure_page(context, context.member, standing(planning.diagnostic),
        {.section = t.text("Plan d'actions"),
            .heading = t.text("Corbeille du plan"),
            .lead = t.text("Ce qui a été retiré du plan se garde trente jours, puis s'efface."),
            .trail = {{t.text("Plan d'actions"), plan_url(planning.diagnostic)}, {t.text("Corbeille")}},
            .content = trash_page(context, planning, removed),
            .problems = std::move(problems),
            .status = status,
            .width = layout::Width::narrow});
}

Response show_trash(Visit& visit, WhichCycle cycle) { return trash_answer(visit, require_planning(visit, cycle)); }

Response restore_removed(Change& change, WhichCycle cycle) {
    auto const planning = require_planning(change, cycle);
    auto const removed = find_removed(change.db, planning.diagnostic, change.form.line("id"), change.now);
    auto const back = web::see_other(plan_url(planning.diagnostic));
    if (!removed) return back;
    if (!planning.may_restore(*removed)) throw web::Refused{403};
    if (!planning.has_room(count_of_actions(*removed)))
        return trash_answer(change, planning, {{"corbeille", too_many_actions(change.t)}});
    restore(change.db, change.trail, planning.diagnostic, *removed, change.now, change.desk.chance);
    return back;
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get_in_cycle("/engagements/criteres", Right::rate, show_criteria);
    router.post_in_cycle("/engagements/criteres", Right::rate, save_criteria);
    router.get_in_cycle("/engagements/criteres/{}", Right::read, show_commitment);
    router.post_in_cycle("/engagements/criteres/{}", Right::rate, save_aim);
    router.post_in_cycle("/engagements/criteres/{}/actions", Right::rate, add_action);
    router.post_in_cycle("/engagements/criteres/{}/ordre", Right::rate, move_action);
    router.get_in_cycle("/engagements/criteres/{}/retrait", Right::rate, show_removal);
    router.post_in_cycle("/engagements/criteres/{}/retrait", Right::rate, remove_commitment);
    router.get_in_cycle("/engagements/corbeille", Right::read, show_trash);
    router.post_in_cycle("/engagements/corbeille", Right::rate, restore_removed);
    add_critical_routes(router);
    add_carry_routes(router);
    add_action_routes(router);
    add_view_routes(router);
    add_people_routes(router);
}

} // namespace actions
