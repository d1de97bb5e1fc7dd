#include "home/cycles.h"

#include "accounts/members.h"
#include "diagnostic/check_views.h"
#include "diagnostic/moves.h"
#include "diagnostic/opening.h"
#include "diagnostic/queries.h"
#include "diagnostic/snapshot.h"
#include "home/cycle_views.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "referentiel/imported.h"
#include "referentiel/offer.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>

namespace home {
namespace {

using accounts::Caller, accounts::Change, accounts::Cycle, accounts::CycleId, accounts::Member, accounts::Right, accounts::Visit;
using diagnostic::Diagnostic;
using html::Problem;
using web::Response, web::require;
namespace json = boost::json;

constexpr std::size_t longest_reason = 1'000; // in bytes, some more than a paragraph

Response to_cycles(Member const& member, std::string_view done) {
    return web::see_other(cycles_url(member.organisation).with("fait", done));
}

// --- The list

// The last one of each cycle, by its id; one whose words were erased is not told.
std::map<std::string, Reopening> reopenings(storage::Reader const& db, accounts::OrganisationId const& organisation) {
    std::map<std::string, Reopening> found;
    db.rows(R"(
        SELECT events.object, users.given, users.family, events.at, payloads.payload
        FROM audit_events AS events
        JOIN audit_payloads AS payloads ON payloads.organisation_id = events.organisation_id AND payloads.seq = events.seq
        LEFT JOIN users ON users.id = events.actor
        WHERE events.organisation_id = $1 AND events.verb = 'reopen_cycle' AND payloads.payload IS NOT NULL
        ORDER BY events.seq)",
        {organisation}, [&](storage::Row& row) {
            auto const cycle = row.next<std::string>();
            auto by = row.maybe<std::string>().value_or("");
            if (auto const family = row.maybe<std::string>().value_or(""); !family.empty()) by += " " + family;
            auto const at = row.next<Instant>();
            auto const payload = json::parse(row.next<std::string>());
            found[cycle] = {std::move(by), at, std::string{payload.at("reason").as_string()}};
            return 0;
        });
    return found;
}

Response show_cycles(Visit& visit) {
    auto const& t = visit.t;
    auto const diagnostics = diagnostic::find_all(visit.db, visit.desk.library, visit.member.organisation);
    auto const ratings = diagnostic::ratings(visit.db, diagnostics);
    std::vector<Round> rounds;
    for (std::size_t i = 0; i < diagnostics.size(); ++i)
        rounds.push_back({diagnostics[i], diagnostic::progress(diagnostics[i], ratings[i])});
    auto const reopened = reopenings(visit.db, visit.member.organisation);
    for (auto& round : rounds)
        if (auto const found = reopened.find(std::string{round.diagnostic.cycle().id.text()}); found != reopened.end())
            round.reopening = found->second;
    auto const opening = html::when(accounts::may(visit.member.role, Right::manage), [&] {
        return layout::button_link(
            t, Url::page({"structures", visit.member.organisation, "cycles", "nouvelle"}), t.text("Ouvrir une démarche"));
    });
    return layout::structure_page(visit, visit.member, {},
        {.heading = t.text("Vos démarches"),
            .lead = t.text("Une démarche par an, ou deux de front avec deux référentiels. Celles qui sont closes restent à lire, "
                           "et leurs chiffres ne bougent plus."),
            .actions = opening,
            .content = cycles_view(visit, visit.member, rounds)});
}

// --- Opening one

std::optional<int> year_of(Cycle const& cycle) {
    int year = 0;
    auto const& label = cycle.label;
    auto const [end, error] = std::from_chars(label.data(), label.data() + label.size(), year);
    if (error != std::errc{} || end != label.data() + label.size()) return std::nullopt;
    return year;
}

// The year after the last, or this one.
std::string next_label(Caller const& caller, std::vector<Cycle> const& cycles) {
    int const now{std::chrono::year_month_day{caller.today()}.year()};
    auto next = now;
    for (auto const& cycle : cycles)
        if (auto const year = year_of(cycle); year && *year >= now - 1) next = std::max(next, *year + 1);
    return std::to_string(next);
}

CycleChoices choices(Caller const& caller, storage::Reader const& db, Member const& member) {
    referentiel::learn(db, caller.desk.library);
    return {referentiel::choices(caller.desk.library), accounts::cycles(db, member.organisation),
        diagnostic::find_all(db, caller.desk.library, member.organisation)};
}

Response opening_page(Caller const& caller, Member const& member, CycleDraft const& draft, CycleChoices const& choices) {
    auto const& t = caller.t;
    return layout::structure_page(caller, member, {},
        {.heading = t.text("Ouvrir une démarche"),
            .lead = t.text("Une démarche commence par un autodiagnostic. Celles qui sont déjà ouvertes le restent."),
            .trail = {{t.text("Vos démarches"), cycles_url(member.organisation)}, {t.text("Ouvrir une démarche")}},
            .content = opening_view(caller, member.organisation, draft, choices),
            .problems = draft.problems,
            .status = draft.problems.empty() ? 200 : 422,
            .width = layout::Width::narrow});
}

// What the last cycle used, where it is still offered.
Response show_opening(Visit& visit) {
    auto const offered = choices(visit, visit.db, visit.member);
    CycleDraft draft{.id = new_uuid(visit.now, visit.desk.chance), .label = next_label(visit, offered.earlier)};
    if (auto const last = diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, {}))
        draft.referentiel = last->version().code.text();
    return opening_page(visit, visit.member, draft, offered);
}

std::optional<Problem> problem_of_label(
    html::Language const& t, std::string_view label, std::vector<Cycle> const& cycles, std::optional<CycleId> const& own) {
    auto text = diagnostic::problem_of_label(t, label, cycles, own);
    if (!text) return std::nullopt;
    return Problem{"label", *std::move(text)};
}

Cycle const* find_cycle(std::vector<Cycle> const& cycles, std::string_view id) {
    auto const found = std::ranges::find(cycles, id, [](Cycle const& cycle) { return cycle.id.text(); });
    return found == cycles.end() ? nullptr : &*found;
}

Diagnostic const* find_start(CycleChoices const& choices, std::string_view cycle) {
    auto const found =
        std::ranges::find(choices.starts, cycle, [](Diagnostic const& diagnostic) { return diagnostic.cycle().id.text(); });
    return found == choices.starts.end() ? nullptr : &*found;
}

// Answers only go where their référentiel leads.
std::optional<Problem> problem_of_start(Caller const& caller, CycleDraft const& draft, CycleChoices const& choices) {
    auto const& t = caller.t;
    if (draft.start.empty()) return std::nullopt;
    auto const* start = find_start(choices, draft.start);
    if (!start) return Problem{"start", t.text("Choisissez un point de départ dans la liste")};
    auto const* version = caller.desk.library.latest(draft.referentiel);
    if (!version || referentiel::passages(caller.desk.library, start->version(), *version).lead_somewhere()) return std::nullopt;
    return Problem{
        "start", t.text("Les réponses de {} ne mènent pas à ce référentiel : ne reprenez rien, ou choisissez-en un autre",
                     {start->cycle().label})};
}

std::vector<Problem> problems_of(Caller const& caller, CycleDraft const& draft, CycleChoices const& choices) {
    auto const& t = caller.t;
    std::vector<Problem> problems;
    if (auto problem = problem_of_label(t, draft.label, choices.earlier, {})) problems.push_back(*std::move(problem));
    auto const is_chosen = [&](referentiel::Version const* version) { return version->code.text() == draft.referentiel; };
    if (std::ranges::none_of(choices.referentiels, is_chosen))
        problems.push_back({"referentiel", t.text("Choisissez un référentiel dans la liste")});
    if (auto problem = problem_of_start(caller, draft, choices)) problems.push_back(*std::move(problem));
    return problems;
}

Response save_opening(Change& change) {
    auto const& form = change.form;
    CycleDraft draft{form.line("id"), form.line("label"), form.line("referentiel"), form.line("start")};
    auto const id = CycleId::parse(draft.id);
    if (!id) throw web::Refused{400};
    auto const offered = choices(change, change.db, change.member);
    if (find_cycle(offered.earlier, draft.id)) return to_cycles(change.member, "ouverture");

    draft.problems = problems_of(change, draft, offered);
    if (!draft.problems.empty()) return opening_page(change, change.member, draft, offered);

    diagnostic::open_cycle(change.db, change.trail, require(change.desk.library.latest(draft.referentiel)),
        change.member.organisation, {*id, draft.label, draft.referentiel}, change.now, change.desk.chance);
    if (auto const* start = find_start(offered, draft.start)) {
        auto const opened = require(diagnostic::find(change.db, change.desk.library, change.member.organisation, {*id}));
        diagnostic::carry_over(change.db, change.trail, change.desk, *start, opened, {change.member.user, change.now});
    }
    return web::see_other(cycle_url(change.member.organisation, *id, ""));
}

// --- Its name

Response name_page(
    Caller const& caller, Member const& member, Cycle const& cycle, std::string const& label, std::vector<Problem> problems) {
    auto const& t = caller.t;
    return layout::structure_page(caller, member, {.cycle = cycle},
        {.heading = t.text("Renommer la démarche {}", {cycle.label}),
            .trail = {{t.text("Vos démarches"), cycles_url(member.organisation)}, {t.text("Renommer")}},
            .content = name_view(caller, member.organisation, cycle, label, problems),
            .problems = problems,
            .status = problems.empty() ? 200 : 422,
            .width = layout::Width::narrow});
}

Response show_name(Visit& visit, CycleId id) {
    auto const cycle = require(accounts::find_cycle(visit.db, visit.member.organisation, id));
    return name_page(visit, visit.member, cycle, cycle.label, {});
}

Response save_name(Change& change, CycleId id) {
    auto const cycle = require(accounts::find_cycle(change.db, change.member.organisation, id));
    auto const label = change.form.line("label");
    auto problem = problem_of_label(change.t, label, accounts::cycles(change.db, change.member.organisation), id);
    if (problem) return name_page(change, change.member, cycle, label, {*std::move(problem)});

    if (label != cycle.label) {
        accounts::rename_cycle(change.db, change.member.organisation, id, label);
        change.trail.add("rename_cycle", id.text(), json::serialize(json::object{{"label", label}}));
    }
    return to_cycles(change.member, "nom");
}

// --- Closing and reopening

Response show_closing(Visit& visit, CycleId id) {
    auto const& t = visit.t;
    auto const diagnostic = require(diagnostic::find(visit.db, visit.desk.library, visit.member.organisation, {id}));
    if (!diagnostic.is_open()) return to_cycles(visit.member, "cloture");
    auto const found =
        diagnostic::checks(diagnostic, diagnostic::ratings(visit.db, diagnostic), diagnostic::grounds(visit, diagnostic));
    return layout::structure_page(visit, visit.member, {.cycle = diagnostic.cycle(), .version = &diagnostic.version()},
        {.heading = t.text("Clore la démarche {} ?", {diagnostic.cycle().label}),
            .trail = {{t.text("Vos démarches"), cycles_url(visit.member.organisation)}, {t.text("Clore")}},
            .content = closing_view(visit, diagnostic,
                diagnostic::checks_section(t, diagnostic, visit.desk.slots.of<diagnostic::Beside>(), found,
                    cycle_url(visit.member.organisation, id, "cloture").at("avant-de-clore"))),
            .width = layout::Width::narrow});
}

Response save_closing(Change& change, CycleId id) {
    auto const diagnostic = require(diagnostic::find(change.db, change.desk.library, change.member.organisation, {id}));
    if (diagnostic.is_open()) {
        diagnostic::take_snapshot(change.db, change.trail, diagnostic,
            {new_id<diagnostic::Snapshot>(change.now, change.desk.chance), change.t.text("Clôture"), change.member.user,
                change.now, change.desk.slots.of<diagnostic::Beside>().envisaged(change.db, diagnostic)});
        accounts::close_cycle(change.db, change.member.organisation, id, change.now);
        change.trail.add("close_cycle", id.text());
    }
    return web::see_other(cycles_url(change.member.organisation).with("demarche", id).with("fait", "cloture"));
}

Response reopening_page(
    Caller const& caller, Member const& member, Cycle const& cycle, std::string const& reason, std::vector<Problem> problems) {
    auto const& t = caller.t;
    return layout::structure_page(caller, member, {},
        {.heading = t.text("Rouvrir la démarche {}", {cycle.label}),
            .lead = t.text("Ses réponses pourront de nouveau changer. L'instantané pris à la clôture reste tel qu'il est."),
            .trail = {{t.text("Vos démarches"), cycles_url(member.organisation)}, {t.text("Rouvrir")}},
            .content = reopening_view(caller, member.organisation, cycle, reason, problems),
            .problems = problems,
            .status = problems.empty() ? 200 : 422,
            .width = layout::Width::narrow});
}

Response show_reopening(Visit& visit, CycleId id) {
    auto const cycle = require(accounts::find_cycle(visit.db, visit.member.organisation, id));
    if (!cycle.closed) return to_cycles(visit.member, "reouverture");
    return reopening_page(visit, visit.member, cycle, "", {});
}

Response save_reopening(Change& change, CycleId id) {
    auto const cycle = require(accounts::find_cycle(change.db, change.member.organisation, id));
    if (!cycle.closed) return to_cycles(change.member, "reouverture");
    auto const reason = change.form.text("reason");
    auto const refused = [&](std::string text) {
        return reopening_page(change, change.member, cycle, reason, {{"reason", std::move(text)}});
    };
    if (reason.find_first_not_of(" \n\t") == reason.npos)
        return refused(change.t.text("Dites en une phrase pourquoi cette démarche est rouverte"));
    if (reason.size() > longest_reason) return refused(change.t.text("Dites-le plus court, en mille caractères au plus"));

    accounts::reopen_cycle(change.db, change.member.organisation, id);
    change.trail.add("reopen_cycle", id.text(), json::serialize(json::object{{"reason", reason}}));
    return to_cycles(change.member, "reouverture");
}

} // namespace

void add_cycle_routes(accounts::Router& router) {
    router.get("/structures/{}/cycles", Right::read, show_cycles);
    router.get("/structures/{}/cycles/nouvelle", Right::manage, show_opening);
    router.post("/structures/{}/cycles", Right::manage, save_opening);
    router.get("/structures/{}/cycles/{}/nom", Right::manage, show_name);
    router.post("/structures/{}/cycles/{}/nom", Right::manage, save_name);
    router.get("/structures/{}/cycles/{}/cloture", Right::manage, show_closing);
    router.post("/structures/{}/cycles/{}/cloture", Right::manage, save_closing);
    router.get("/structures/{}/cycles/{}/reouverture", Right::manage, show_reopening);
    router.post("/structures/{}/cycles/{}/reouverture", Right::manage, save_reopening);
}

} // namespace home
