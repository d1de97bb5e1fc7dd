#include "api/plan_routes.h"

#include "actions/draft.h"
#include "actions/queries.h"
#include "actions/removal.h"
#include "api/body.h"
#include "api/list.h"
#include "api/problem.h"
#include "api/repeated.h"
#include "api/sent_action.h"
#include "core/typed_date.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/teamwork.h"
#include "referentiel/referentiel.h"

#include <boost/json.hpp>

#include <algorithm>

namespace api {
namespace {

using accounts::Caller, accounts::Change, accounts::CycleId, accounts::Member, accounts::Right, accounts::Visit,
    accounts::WhichCycle;
using actions::Action, actions::ActionId, actions::Commitment, actions::Indicator, actions::Plan;
using diagnostic::Diagnostic;
using web::Response, web::require;
namespace json = boost::json;

// --- What is answered

template <typename Value>
json::value text_or_null(std::optional<Value> const& value) {
    if (!value) return nullptr;
    return json::value(iso(*value));
}

json::array texts(std::vector<std::string> const& all) { return json::array(all.begin(), all.end()); }

json::object described(Plan const& plan, actions::PersonId const& id) {
    auto const& person = plan.people.of(id);
    return {{"id", person.id.text()}, {"name", person.called}};
}

json::object described(Indicator const& indicator) {
    return {{"id", indicator.id.text()}, {"kind", to_text(indicator.kind)}, {"label", indicator.label},
        {"steps", texts(indicator.steps)}, {"unit", indicator.unit}, {"direction", to_text(direction(indicator))},
        {"baseline", or_null(indicator.baseline)}, {"baseline_month", text_or_null(indicator.baseline_month)},
        {"target", or_null(indicator.target)}};
}

json::value described(std::optional<actions::Critical> const& critical) {
    if (!critical) return nullptr;
    return json::object{{"governance", critical->governance}, {"causes", critical->causes}};
}

json::object described(Plan const& plan, Action const& action, Date today) {
    json::array people, indicators;
    for (auto const& person : action->people) people.push_back(described(plan, person));
    for (auto const& indicator : action->indicators) indicators.push_back(described(indicator));
    auto const due = action->due ? std::optional{action->due->month} : std::nullopt;
    return {{"id", action.id.text()}, {"number", action.number}, {"criterion", plan.commitment_of(action).node},
        {"parent", action.parent ? json::value(action.parent->text()) : json::value(nullptr)}, {"title", action->title},
        {"text", action->text},
        {"responsible", action->responsible ? json::value(described(plan, *action->responsible)) : json::value(nullptr)},
        {"people", std::move(people)}, {"start", text_or_null(action->start)}, {"due", text_or_null(due)},
        {"critical", described(action->critical)}, {"cost", or_null(action->cost)}, {"effort", action->effort},
        {"funder", action->funder}, {"state", to_text(action->state)}, {"progress", action->progress},
        {"done", text_or_null(action->done)}, {"punctuality", to_text(actions::punctuality(action, today))},
        {"indicators", std::move(indicators)}, {"revision", action.revision.number}, {"by", action.by},
        {"at", in_utc(action.at)}};
}

json::object described(Commitment const& commitment, std::string_view language) {
    auto const* criterion = commitment.criterion;
    return {{"id", commitment.id.text()}, {"criterion", commitment.node},
        {"number", criterion ? json::value(criterion->number) : json::value(nullptr)},
        {"title", criterion ? criterion->title.in(language) : commitment.former_title},
        {"envisaged", commitment.envisaged ? json::value(commitment.envisaged->code()) : json::value(nullptr)},
        {"actions", commitment.actions.size()}, {"revision", commitment.revision.number}, {"by", commitment.by},
        {"at", in_utc(commitment.at)}};
}

Diagnostic require_diagnostic(Caller const& caller, storage::Reader const& db, Member const& member, WhichCycle const& cycle) {
    return require(diagnostic::find(db, caller.desk.library, member.organisation, cycle));
}

// --- Lists

Response show_actions(Visit& visit, WhichCycle cycle) {
    auto const plan = actions::plan(visit.db, require_diagnostic(visit, visit.db, visit.member, cycle));
    json::array all;
    for (auto const* action : actions::actions(plan)) all.push_back(described(plan, *action, visit.today()));
    return list(all, page_of(visit.request));
}

Response show_commitments(Visit& visit, WhichCycle cycle) {
    auto const plan = actions::plan(visit.db, require_diagnostic(visit, visit.db, visit.member, cycle));
    json::array all;
    for (auto const& commitment : plan.commitments) all.push_back(described(commitment, visit.t.code()));
    return list(all, page_of(visit.request));
}

Response show_indicators(Visit& visit, WhichCycle cycle) {
    auto const plan = actions::plan(visit.db, require_diagnostic(visit, visit.db, visit.member, cycle));
    json::array all;
    for (auto const* action : actions::actions(plan))
        for (auto const& indicator : (*action)->indicators) {
            auto one = described(indicator);
            one["action"] = action->id.text();
            all.push_back(std::move(one));
        }
    return list(all, page_of(visit.request));
}

Response show_open_actions(Visit& visit) { return show_actions(visit, {}); }
Response show_actions_of(Visit& visit, CycleId cycle) { return show_actions(visit, {cycle}); }
Response show_open_commitments(Visit& visit) { return show_commitments(visit, {}); }
Response show_commitments_of(Visit& visit, CycleId cycle) { return show_commitments(visit, {cycle}); }
Response show_open_indicators(Visit& visit) { return show_indicators(visit, {}); }
Response show_indicators_of(Visit& visit, CycleId cycle) { return show_indicators(visit, {cycle}); }

// --- Writing

constexpr std::string_view new_action = R"({"criterion": "14", "title": "…", "due": "2026-12"})",
                           changed_action = R"({"title": "…", "due": "2026-12", "revision": 4})";

Response not_yours(html::Language const& t) {
    return problem(403, t.text("Ce critère est confié à quelqu'un d'autre"),
        t.text("Vous planifiez seulement pour les critères qui vous sont confiés."));
}

Response refused(html::Language const& t, std::string const& why) {
    return problem(422, t.text("Cette action n'est pas enregistrée"), why);
}

// What forms say of a day is said here as programs write it, and an indicator says what it shows.
std::optional<std::string> fault_of(html::Language const& t, actions::ActionDraft const& draft) {
    for (auto const& [name, value] : {std::pair{"start", draft.start}, {"done", draft.done}})
        if (!value.empty() && !read_day(value)) return t.text("« {} » s'écrit ainsi : {}", {std::string{name}, "2026-03-05"});
    auto const is_due_month = (draft.due_month.empty() && draft.due_year.empty()) || read_month(draft.due_month, draft.due_year);
    if (!is_due_month) return t.text("« {} » s'écrit ainsi : {}", {"due", "2026-12"});
    for (auto const& one : draft.indicators) {
        if (one.label.empty()) return t.text("Dites ce que cet indicateur montre");
        if (!one.baseline_month.empty() && !read_month(one.baseline_month))
            return t.text("« {} » s'écrit ainsi : {}", {"baseline_month", "2026-12"});
    }
    return std::nullopt;
}

std::string never_critical(html::Language const& t) {
    return t.text("Une action est critique quand elle est créée ainsi, pour un critère impératif");
}

std::string words_of(std::vector<html::Problem> const& problems) {
    std::string all;
    for (auto const& one : problems) all += (all.empty() ? "" : " · ") + one.text;
    return all;
}

std::function<actions::IndicatorId()> ids_of(Change const& change) {
    return [&change] { return new_id<Indicator>(change.now, change.desk.chance); };
}

// What of it changes: groups that come to what is kept are neither judged nor written anew.
std::vector<actions::Group> changed_groups(actions::ActionDraft const& before, actions::ActionDraft const& sent) {
    std::vector<actions::Group> all;
    for (auto const group : actions::groups)
        if (fingerprint(before, group) != fingerprint(sent, group)) all.push_back(group);
    return all;
}

// May this program's user plan for its criterion?
bool may_change(Change const& change, Diagnostic const& diagnostic, Plan const& plan, Action const& action) {
    auto const* criterion = plan.commitment_of(action).criterion;
    auto const mandate = diagnostic::mandate(change.db, diagnostic, change.member);
    return criterion ? mandate.allows(*criterion) : mandate.is_whole;
}

// The commitment of a criterion, which comes into the plan where it is not there yet.
Commitment commitment_of(Change& change, Diagnostic const& diagnostic, referentiel::Criterion const& criterion) {
    actions::commit(
        change.db, change.trail, diagnostic, std::vector{&criterion}, change.member.user, change.now, change.desk.chance);
    return *actions::plan(change.db, diagnostic).find(criterion);
}

Response add_action(Change& change, CycleId const& cycle) {
    auto const& t = change.t;
    auto const diagnostic = require_diagnostic(change, change.db, change.member, {cycle});
    if (!diagnostic.is_open()) return closed(t, diagnostic.cycle());
    if (auto const refusal = strict_objection(t, change.request.body, "NewAction")) return *refusal;
    auto const sent = read_action(change.request.body, {}, ids_of(change));
    if (!sent) return unreadable(t, new_action);
    if (auto const fault = fault_of(t, sent->draft)) return refused(t, *fault);
    auto const* criterion = find_rated(diagnostic.version(), sent->criterion);
    if (!criterion) return refused(t, t.text("Aucun critère de ce numéro ou de ce titre dans ce référentiel"));
    if (!diagnostic::mandate(change.db, diagnostic, change.member).allows(*criterion)) return not_yours(t);
    if (sent->draft.is_critical && !criterion->is_imperative) return refused(t, never_critical(t));
    auto const before = actions::plan(change.db, diagnostic);
    auto names = actions::names_for(change.db, change.member.organisation, before);
    auto told = actions::told(t, sent->draft, change.today());
    actions::judge_done(t, {}, sent->draft, told);
    actions::judge_people(t, names, told);
    if (!told.problems.empty()) return refused(t, words_of(told.problems));
    if (actions::actions(before).size() >= actions::most_actions)
        return refused(t, t.text("Un plan compte mille actions au plus"));
    auto const parent = ActionId::parse(sent->parent);
    auto const* whole = parent ? before.find(*parent) : nullptr;
    auto const is_part = !sent->parent.empty();
    if (is_part && (!whole || whole->parent || before.commitment_of(*whole).criterion != criterion))
        return refused(t, t.text("L'action dont celle-ci serait une étape n'est pas dans ce critère du plan"));

    for (auto& indicator : told.content.indicators) indicator.id = new_id<Indicator>(change.now, change.desk.chance);
    actions::find_people(change.db, change.member.organisation, names, told, change.now, change.desk.chance);
    auto const id = new_id<Action>(change.now, change.desk.chance);
    auto const commitment = commitment_of(change, diagnostic, *criterion);
    actions::add(change.db, change.trail, diagnostic,
        actions::NewAction{id, commitment.id, is_part ? parent : std::nullopt, std::move(told.content)}, change.member.user,
        change.now);
    auto const plan = actions::plan(change.db, diagnostic);
    auto response = answer(described(plan, *plan.find(id), change.today()), 201);
    auto const address =
        Url::page({"api", "v1", "structures", change.member.organisation, "cycles", diagnostic.cycle().id, "actions", id});
    response.headers.emplace_back("Location", address.text());
    return response;
}

Response post_action(Change& change, CycleId cycle) {
    return once(change, [&] { return add_action(change, cycle); });
}

Response show_action(Visit& visit, CycleId cycle, ActionId id) {
    auto const plan = actions::plan(visit.db, require_diagnostic(visit, visit.db, visit.member, {cycle}));
    return answer(described(plan, require(plan.find(id)), visit.today()));
}

Response put_action(Change& change, CycleId cycle, ActionId id) {
    auto const& t = change.t;
    auto const diagnostic = require_diagnostic(change, change.db, change.member, {cycle});
    auto const plan = actions::plan(change.db, diagnostic);
    auto const& kept = require(plan.find(id));
    if (!diagnostic.is_open()) return closed(t, diagnostic.cycle());
    if (!may_change(change, diagnostic, plan, kept)) return not_yours(t);
    auto const before = actions::draft_of(t, plan, kept);
    if (auto const refusal = strict_objection(t, change.request.body, "ChangedAction")) return *refusal;
    auto const sent = read_action(change.request.body, before, ids_of(change));
    if (!sent || !sent->revision) return unreadable(t, changed_action);
    if (auto const fault = fault_of(t, sent->draft)) return refused(t, *fault);
    if (sent->draft.is_critical && !before.is_critical) return refused(t, never_critical(t));
    auto names = actions::names_for(change.db, change.member.organisation, plan, &kept);
    auto told = actions::told(t, sent->draft, change.today());
    actions::judge_done(t, before, sent->draft, told);
    actions::judge_people(t, names, told);
    auto const groups = changed_groups(before, sent->draft);
    std::erase_if(
        told.problems, [&](html::Problem const& one) { return std::ranges::count(groups, actions::group_of(one.field)) == 0; });
    if (!told.problems.empty()) return refused(t, words_of(told.problems));
    if (actions::are_elsewhere(change.db, diagnostic, id, told.content.indicators))
        return refused(t, t.text("Un de ces indicateurs est celui d'une autre action : envoyez-le sans son identifiant"));
    if (std::ranges::count(groups, actions::Group::who) > 0)
        actions::find_people(change.db, change.member.organisation, names, told, change.now, change.desk.chance);
    auto content = kept.content;
    for (auto const group : groups) take(content, told.content, group);

    auto const saved = actions::save(
        change.db, change.trail, diagnostic, kept, content, {change.member.user, change.now, "", {*sent->revision}});
    if (saved) return answer(json::object{{"revision", saved->number}});
    boost::system::error_code ignored;
    return conflict(t.text("Une autre personne a changé cette action entre-temps"),
        t.text("L'action « {} » n'en est plus à la révision {} : « theirs » dit ce qui y est.",
            {kept->title, std::to_string(*sent->revision)}),
        json::parse(change.request.body, ignored), described(plan, kept, change.today()));
}

// To the trash, from where it comes back by the page.
Response delete_action(Change& change, CycleId cycle, ActionId id) {
    auto const diagnostic = require_diagnostic(change, change.db, change.member, {cycle});
    auto const plan = actions::plan(change.db, diagnostic);
    auto const& kept = require(plan.find(id));
    if (!diagnostic.is_open()) return closed(change.t, diagnostic.cycle());
    if (!may_change(change, diagnostic, plan, kept)) return not_yours(change.t);
    actions::remove(change.db, change.trail, diagnostic, plan, kept, change.t, change.member.user, change.now);
    return answer(json::object{{"kept_until", in_utc(change.now + accounts::trash_is_kept)}});
}

// --- The level that a criterion aims at

struct SentAim {
    std::string level; // its code; empty where it aims at none
    actions::Revision base;
};

// Nothing where it is no such JSON. Codes, or the numbers that look the same.
std::optional<SentAim> read_aim(std::string_view body) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view{body.data(), body.size()}, error);
    if (error || !value.is_object()) return std::nullopt;
    auto const* level = value.get_object().if_contains("envisaged");
    auto const* base = value.get_object().if_contains("revision");
    if (!level || !base || !base->is_int64() || base->get_int64() < 0) return std::nullopt;
    if (level->is_null()) return SentAim{"", {base->get_int64()}};
    if (level->is_int64()) return SentAim{std::to_string(level->get_int64()), {base->get_int64()}};
    if (!level->is_string() || level->get_string().empty()) return std::nullopt;
    return SentAim{std::string{level->get_string()}, {base->get_int64()}};
}

// A criterion that is not in the plan yet has revision 0, and comes in.
Response put_commitment(Change& change, CycleId cycle, std::string which) {
    auto const& t = change.t;
    auto const diagnostic = require_diagnostic(change, change.db, change.member, {cycle});
    auto const* asked = find_rated(diagnostic.version(), which);
    if (!asked || !diagnostic::is_asked(diagnostic, *asked)) return unknown_criterion(t, which);
    auto const& criterion = *asked;
    if (!diagnostic.is_open()) return closed(t, diagnostic.cycle());
    if (!diagnostic::mandate(change.db, diagnostic, change.member).allows(criterion)) return not_yours(t);
    if (auto const refusal = objection(t, change.request.body, "NewAim")) return *refusal;
    auto const sent = read_aim(change.request.body);
    if (!sent) return unreadable(t, R"({"envisaged": "4", "revision": 2})");
    auto const levels = criterion.scale->levels();
    auto const level = std::ranges::find(levels, sent->level, &referentiel::Level::code);
    if (level == levels.end() && !sent->level.empty())
        return problem(
            422, t.text("Cet engagement n'est pas enregistré"), t.text("Ce niveau n'est pas sur l'échelle de ce critère"));

    auto const before = actions::plan(change.db, diagnostic);
    auto const* kept = before.find(criterion);
    auto const is_new = !kept && sent->base.number == 0;
    if (!kept && !is_new) throw web::Refused{404};
    auto const commitment = kept ? *kept : commitment_of(change, diagnostic, criterion);
    auto const saved =
        actions::aim(change.db, change.trail, diagnostic, commitment, sent->level.empty() ? std::nullopt : std::optional{*level},
            {change.member.user, change.now, "", is_new ? commitment.revision : sent->base});
    if (saved) return answer(json::object{{"revision", saved->number}});
    boost::system::error_code ignored;
    return conflict(t.text("Une autre personne a changé cet engagement entre-temps"),
        t.text("L'engagement du critère {} n'en est plus à la révision {} : « theirs » dit ce qui y est.",
            {criterion.number, std::to_string(sent->base.number)}),
        json::parse(change.request.body, ignored), described(saved.error().current, t.code()));
}

} // namespace

void add_plan_routes(accounts::Router& router) {
    std::string const structure = "/api/v1/structures/{}", cycle = structure + "/cycles/{}";
    router.get(structure + "/actions", Right::api_read, show_open_actions);
    router.get(structure + "/commitments", Right::api_read, show_open_commitments);
    router.get(structure + "/indicators", Right::api_read, show_open_indicators);
    router.get(cycle + "/actions", Right::api_read, show_actions_of);
    router.get(cycle + "/commitments", Right::api_read, show_commitments_of);
    router.get(cycle + "/indicators", Right::api_read, show_indicators_of);
    router.put(cycle + "/commitments/{}", Right::api_write, put_commitment);
    router.post(cycle + "/actions", Right::api_write, post_action);
    router.get(cycle + "/actions/{}", Right::api_read, show_action);
    router.put(cycle + "/actions/{}", Right::api_write, put_action);
    router.remove(cycle + "/actions/{}", Right::api_write, delete_action);
}

} // namespace api
