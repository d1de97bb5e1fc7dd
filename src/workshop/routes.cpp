#include "workshop/routes.h"

#include "accounts/attempts.h"
#include "core/secret.h"
#include "core/unicode.h"
#include "diagnostic/addresses.h"
#include "diagnostic/chapter.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "diagnostic/teamwork.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "workshop/addresses.h"
#include "workshop/minutes.h"
#include "workshop/minutes_views.h"
#include "workshop/plan_views.h"
#include "workshop/queries.h"
#include "workshop/screen_views.h"
#include "workshop/seat_views.h"
#include "workshop/topic_views.h"

#include <algorithm>
#include <charconv>

namespace workshop {
namespace {

using accounts::Caller, accounts::Change, accounts::Guest, accounts::GuestChange, accounts::Member, accounts::Right,
    accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic;
using html::Problem;
using referentiel::Criterion;
using web::Response, web::require;

// Wrong codes from one place: enough for a room that mistypes, and none of 887 million is found so.
constexpr accounts::Limit join_by_address{30, std::chrono::minutes{15}};

Diagnostic require_diagnostic(storage::Reader const& db, Caller const& caller, Member const& member, WhichCycle const& cycle) {
    return require(diagnostic::find(db, caller.desk.library, member.organisation, cycle));
}

Workshop require_workshop(storage::Reader const& db, Caller const& caller, Member const& member, WorkshopId const& id) {
    return require(find(db, caller.desk.library, member.organisation, id));
}

// --- The list, and opening one

std::vector<layout::Crumb> trail_to(Caller const& caller, Diagnostic const& diagnostic, std::string last) {
    auto const& t = caller.t;
    return {{t.text("Autodiagnostic"), diagnostic::overview_url(diagnostic)},
        {t.text("Ateliers"), list_url(diagnostic.organisation(), diagnostic.cycle().id)}, {std::move(last)}};
}

Response show_list(Visit& visit, WhichCycle cycle) {
    auto const& t = visit.t;
    auto const diagnostic = require_diagnostic(visit.db, visit, visit.member, cycle);
    auto const all = workshops(visit.db, visit.member.organisation, diagnostic.cycle().id);
    auto const may_open = accounts::may(visit.member.role, Right::rate) && diagnostic.is_open();
    auto const open_at =
        Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "ateliers", "nouveau"});
    return layout::structure_page(visit, visit.member, diagnostic::standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = t.text("Ateliers"),
            .lead =
                t.text("Évaluez à plusieurs, dans la même salle : chaque personne vote sur son téléphone, sans compte, et les "
                       "votes restent cachés jusqu'à ce que vous les dévoiliez."),
            .trail = {{t.text("Autodiagnostic"), diagnostic::overview_url(diagnostic)}, {t.text("Ateliers")}},
            .actions = html::when(may_open, [&] { return layout::button_link(t, open_at, t.text("Préparer un atelier")); }),
            .content = list_page(visit, diagnostic.organisation(), all, may_open)});
}

std::vector<Criterion const*> not_rated(storage::Reader const& db, Diagnostic const& diagnostic) {
    auto const kept = diagnostic::ratings(db, diagnostic);
    std::vector<Criterion const*> rest;
    for (auto const* criterion : diagnostic::asked(diagnostic))
        if (!diagnostic::find_rating(kept, *criterion)) rest.push_back(criterion);
    return rest;
}

Response plan_page(Caller const& caller, Member const& member, Diagnostic const& diagnostic, Plan const& plan,
    std::size_t not_rated, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = plan_form(caller, diagnostic, plan, static_cast<int>(not_rated), problems);
    auto const status = problems.empty() ? 200 : 422;
    return layout::structure_page(caller, member, diagnostic::standing(diagnostic),
        {.section = t.text("Autodiagnostic"),
            .heading = t.text("Préparer un atelier"),
            .lead = t.text("À l'étape suivante, l'écran à projeter montre un code à taper ou à scanner."),
            .trail = trail_to(caller, diagnostic, t.text("Préparer un atelier")),
            .content = form,
            .problems = std::move(problems),
            .status = status,
            .width = layout::Width::narrow});
}

Response show_plan(Visit& visit, WhichCycle cycle) {
    auto const diagnostic = require_diagnostic(visit.db, visit, visit.member, cycle);
    if (!diagnostic.is_open()) throw web::Refused{403};
    auto const rest = not_rated(visit.db, diagnostic).size();
    Plan const plan{.id = new_id<Workshop>(visit.now, visit.desk.chance), .what = rest > 0 ? "restants" : "chapitre"};
    return plan_page(visit, visit.member, diagnostic, plan, rest, {});
}

Plan read_plan(web::Form const& form, Diagnostic const& diagnostic) {
    auto id = WorkshopId::parse(form.line("id"));
    if (!id) throw web::Refused{400};
    Plan plan{*std::move(id), form.line("title"), form.line("what"), form.line("chapter"), {}};
    for (auto const* criterion : diagnostic::asked(diagnostic))
        if (form.has("critere-" + std::string{criterion->key.text()})) plan.chosen.emplace(criterion->key.text());
    return plan;
}

std::vector<Criterion const*> criteria_of(Plan const& plan, Diagnostic const& diagnostic, std::vector<Criterion const*> rest) {
    if (plan.what == "restants") return rest;
    std::vector<Criterion const*> found;
    auto const* chapter = plan.what == "chapitre" ? find_chapter(diagnostic.version(), plan.chapter) : nullptr;
    if (chapter) found = diagnostic::asked(diagnostic, *chapter);
    if (plan.what == "choix")
        for (auto const* one : diagnostic::asked(diagnostic))
            if (plan.chosen.contains(one->key.text())) found.push_back(one);
    return found;
}

std::vector<Problem> problems_of(html::Language const& t, Plan const& plan, std::size_t criteria) {
    std::vector<Problem> problems;
    if (plan.title.empty()) problems.push_back({"title", t.text("Donnez un titre à l'atelier")});
    if (length(plan.title) > longest_title)
        problems.push_back({"title", t.text("Raccourcissez le titre : 120 caractères au plus")});
    if (criteria == 0) problems.push_back({"quoi-chapitre", t.text("Choisissez au moins un critère sur lequel voter")});
    return problems;
}

Response open_workshop(Change& change, WhichCycle cycle) {
    auto const diagnostic = require_diagnostic(change.db, change, change.member, cycle);
    if (!diagnostic.is_open()) throw web::Refused{403};
    auto const plan = read_plan(change.form, diagnostic);
    auto const rest = not_rated(change.db, diagnostic);
    auto const criteria = criteria_of(plan, diagnostic, rest);
    if (auto problems = problems_of(change.t, plan, criteria.size()); !problems.empty())
        return plan_page(change, change.member, diagnostic, plan, rest.size(), std::move(problems));
    add(change.db, diagnostic, {plan.id, plan.title, criteria}, change.member.user, change.now, change.desk.chance);
    change.trail.add("open_workshop", plan.id.text());
    return web::see_other(Url::page({"structures", diagnostic.organisation(), "ateliers", plan.id}));
}

// --- The facilitator's screen

// The diagnostic that the workshop is about, unless another took its place meanwhile.
std::optional<Diagnostic> diagnostic_of(storage::Reader const& db, Caller const& caller, Workshop const& workshop) {
    auto found = diagnostic::find(db, caller.desk.library, workshop.organisation(), {workshop->cycle.id});
    if (found && found->id() != workshop->diagnostic) return std::nullopt;
    return found;
}

// The form before anyone wrote in it: what most chose, and what is said of the criterion so far.
Decision first_decision(Topic const& topic, std::optional<diagnostic::SavedRating> const& kept) {
    Decision decision;
    if (auto const level = favourite(*topic.criterion, topic.last_round()->counts)) decision.level = level->code();
    if (!kept) return decision;
    decision.revision = kept->revision;
    decision.why = kept->rating.reason.empty() ? kept->rating.comment : kept->rating.reason;
    return decision;
}

Response screen_answer(Caller const& caller, storage::Reader const& db, Member const& member, Workshop const& workshop,
    std::optional<Decision> written = {}, std::vector<Problem> problems = {}, int status = 200) {
    auto const all = topics(db, workshop);
    auto const there = participants(db, workshop);
    auto const pulse = require(find_pulse(db, workshop.organisation(), workshop->id));
    auto const* topic = current_topic(workshop, all);
    std::optional<diagnostic::SavedRating> kept;
    auto may_retain = true;
    if (topic && topic->stage == Stage::revealed)
        if (auto const diagnostic = diagnostic_of(db, caller, workshop)) {
            kept = diagnostic::find_rating(db, *diagnostic, *topic->criterion);
            may_retain = diagnostic::mandate(db, *diagnostic, member).allows(*topic->criterion);
        }
    Decision decision;
    if (written) decision = *std::move(written);
    else if (topic && topic->stage == Stage::revealed) decision = first_decision(*topic, kept);
    auto const content = screen(caller, {workshop, all, there, pulse, topic, kept, decision, problems, may_retain});
    return layout::bare_page(caller, {.title = workshop->title,
                                         .section = caller.t.text("Atelier"),
                                         .content = content,
                                         .problems = std::move(problems),
                                         .status = status,
                                         .width = layout::Width::free});
}

Response show_screen(Visit& visit, WorkshopId id) {
    auto const workshop = require_workshop(visit.db, visit, visit.member, id);
    if (workshop.is_over()) return web::see_other(minutes_url(workshop));
    return screen_answer(visit, visit.db, visit.member, workshop);
}

// A few bytes with a name of their own, so that nothing is sent while nothing moves.
Response pulse_answer(std::string const& pulse) {
    auto response = web::text(pulse);
    response.headers.emplace_back("ETag", "\"" + pulse + "\"");
    response.headers.emplace_back("Cache-Control", "private, no-cache");
    return response;
}

Response show_pulse(Visit& visit, WorkshopId id) {
    return pulse_answer(words_of(require(find_pulse(visit.db, visit.member.organisation, id))));
}

int number_of(web::Form const& form, std::string_view name) {
    auto const text = form.line(name);
    int number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0) throw web::Refused{400};
    return number;
}

At read_at(web::Form const& form) { return {number_of(form, "place"), number_of(form, "round")}; }

// Each act ends on the screen as it now is; an act on what has moved on does nothing. In a closed cycle a workshop may only end.
template <typename Act>
Response acted(Change& change, WorkshopId const& id, Act const& act) {
    auto const workshop = require_workshop(change.db, change, change.member, id);
    auto const at = read_at(change.form);
    if (!workshop.is_over() && workshop->cycle.closed) throw web::Refused{403};
    if (!workshop.is_over() && at.place == workshop->place) act(workshop, at);
    return web::see_other(workshop_url(workshop));
}

Response reveal_votes(Change& change, WorkshopId id) {
    return acted(change, id, [&](Workshop const& workshop, At at) { reveal(change.db, workshop, at, change.now); });
}

Response open_next_round(Change& change, WorkshopId id) {
    return acted(change, id, [&](Workshop const& workshop, At at) { open_round(change.db, workshop, at, change.now); });
}

Response go_on(Change& change, WorkshopId id) {
    return acted(change, id, [&](Workshop const& workshop, At at) {
        auto const all = topics(change.db, workshop);
        auto const* topic = current_topic(workshop, all);
        if (topic && topic->round != at.round) return;
        if (topic && !is_closed(topic->stage)) skip(change.db, workshop, at, change.now);
        open_topic(change.db, workshop, at.place + 1, change.now);
    });
}

Response end_workshop(Change& change, WorkshopId id) {
    auto const workshop = require_workshop(change.db, change, change.member, id);
    if (!workshop.is_over()) change.trail.add("end_workshop", id.text());
    end(change.db, workshop, change.now);
    return web::see_other(minutes_url(workshop));
}

Result<diagnostic::Rating, diagnostic::RatingProblem> rating_of(
    Decision const& decision, Criterion const& criterion, std::optional<diagnostic::SavedRating> const& kept) {
    auto const level = criterion.scale->level(decision.level);
    auto const takes_reason = level && level->effect() == referentiel::Effect::not_concerned;
    if (!takes_reason) return diagnostic::make_rating(criterion, decision.level, {}, decision.why);
    return diagnostic::make_rating(criterion, decision.level, decision.why, kept ? kept->rating.comment : "");
}

Response retain_level(Change& change, WorkshopId id) {
    auto const workshop = require_workshop(change.db, change, change.member, id);
    auto const at = read_at(change.form);
    auto const all = topics(change.db, workshop);
    auto const* topic = current_topic(workshop, all);
    auto const is_asked = topic && topic->place == at.place && topic->round == at.round && topic->stage == Stage::revealed;
    if (workshop.is_over() || !is_asked) return web::see_other(workshop_url(workshop));
    auto const diagnostic = diagnostic_of(change.db, change, workshop);
    if (!diagnostic) throw web::Refused{403};
    auto const may = diagnostic::mandate(change.db, *diagnostic, change.member); // nothing once the cycle is closed
    if (!may.allows(*topic->criterion)) throw web::Refused{403};
    auto const revision = parse<diagnostic::Revision>(change.form.text("revision"));
    if (!revision) throw web::Refused{400};

    Decision decision{change.form.line("level"), change.form.text("why"), *revision, {}};
    auto const rating = rating_of(decision, *topic->criterion, find_rating(change.db, *diagnostic, *topic->criterion));
    if (!rating)
        return screen_answer(
            change, change.db, change.member, workshop, decision, {problem_of(change.t, rating.error(), *topic->criterion)}, 422);
    auto const saved =
        diagnostic::save(change.db, change.trail, *diagnostic, *rating, {change.member.user, "", decision.revision, change.now});
    if (!saved) {
        decision.theirs = saved.error().current;
        decision.revision = saved.error().current.revision;
        return screen_answer(change, change.db, change.member, workshop, decision,
            {{"niveau-1",
                change.t.text("Une autre personne a répondu à ce critère entre-temps : choisissez la réponse à garder")}},
            409);
    }
    retain(change.db, workshop, at, rating->level, decision.why, change.now);
    change.trail.add("retain_level", topic->criterion->key.text());
    return web::see_other(workshop_url(workshop));
}

// --- The minutes

Response show_minutes(Visit& visit, WorkshopId id) {
    auto const& t = visit.t;
    auto const workshop = require_workshop(visit.db, visit, visit.member, id);
    auto const diagnostic = require_diagnostic(visit.db, visit, visit.member, {workshop->cycle.id});
    auto const all = topics(visit.db, workshop);
    auto const there = participants(visit.db, workshop);
    auto const pdf = Url::page({"structures", workshop.organisation(), "ateliers", id, "compte-rendu.pdf"});
    auto const csv = Url::page({"structures", workshop.organisation(), "ateliers", id, "compte-rendu.csv"});
    return layout::structure_page(visit, visit.member, diagnostic::standing(diagnostic),
        {.title = t.text("Compte rendu : {}", {workshop->title}),
            .section = t.text("Ateliers"),
            .heading = workshop->title,
            .lead = t.text("Compte rendu de l'atelier."),
            .trail = trail_to(visit, diagnostic, t.text("Compte rendu")),
            .actions = t.html("{}{}", layout::second_button_link(t, pdf, t.text("Télécharger (PDF)"), "download"),
                layout::second_button_link(t, csv, t.text("Tableau (CSV)"), "download")),
            .content = minutes_page(visit, workshop, all, there)});
}

Response send_minutes(Visit& visit, WorkshopId id) {
    auto const workshop = require_workshop(visit.db, visit, visit.member, id);
    Response response{.body = minutes_csv(visit.t, topics(visit.db, workshop))};
    response.headers.emplace_back("Content-Type", "text/csv; charset=utf-8");
    response.headers.push_back(web::attachment(visit.t.text("Atelier {}.csv", {workshop->title})));
    return response;
}

// --- Telephones

constexpr std::string_view cookie_name = "atelier";

std::string digest_of(Caller const& caller) {
    auto const token = caller.request.cookie(caller.desk.settings.cookie(cookie_name)).value_or("");
    return token.empty() ? "" : token_digest(token);
}

// The code is in the address: no other site may learn it.
Response unreferred(Response response) {
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    return response;
}

Response join_page(Caller const& caller, Arrival const& arrival, std::vector<Problem> problems) {
    auto const& t = caller.t;
    auto const form = join_form(caller, arrival, problems);
    auto const status = problems.empty() ? 200 : 422;
    return unreferred(layout::bare_page(caller, {.section = t.text("Atelier"),
                                                    .heading = t.text("Rejoindre l'atelier"),
                                                    .content = form,
                                                    .problems = std::move(problems),
                                                    .status = status,
                                                    .width = layout::Width::narrow}));
}

Response show_join(Guest& guest) { return join_page(guest, {}, {}); }

// Whoever has no seat is shown the same page, whether the code opens something or not.
Response show_seat(Guest& guest, std::string typed) {
    auto const code = read_join_code(typed);
    auto const digest = digest_of(guest);
    auto const seat = code && !digest.empty() ? find_seat(guest.db, guest.desk.library, *code, digest, guest.now) : std::nullopt;
    if (!seat) return join_page(guest, {.code = code ? std::string{code->text()} : std::string{}}, {});

    auto const all = topics(guest.db, seat->workshop);
    auto const* topic = current_topic(seat->workshop, all);
    auto const vote = topic ? find_vote(guest.db, *seat, *topic) : std::nullopt;
    return unreferred(layout::bare_page(guest, {.title = seat->workshop->title,
                                                   .section = guest.t.text("Atelier"),
                                                   .content = seat_page(guest, *seat, topic, vote),
                                                   .width = layout::Width::free}));
}

std::vector<Problem> problems_of(html::Language const& t, Arrival const& arrival) {
    std::vector<Problem> problems;
    if (arrival.name.empty()) problems.push_back({"name", t.text("Indiquez un prénom ou un surnom")});
    if (length(arrival.name) > longest_name) problems.push_back({"name", t.text("Raccourcissez ce nom : 40 caractères au plus")});
    if (length(arrival.role) > longest_role)
        problems.push_back({"role", t.text("Raccourcissez ce rôle : 60 caractères au plus")});
    return problems;
}

Response take_seat(GuestChange& change) {
    auto const& t = change.t;
    auto const bucket = "workshop " + change.request.address;
    accounts::require_patience(change.db, bucket, join_by_address, change.now);
    Arrival const arrival{change.form.line("code"), change.form.line("name"), change.form.line("role")};
    auto const code = read_join_code(arrival.code);
    auto const workshop = code ? find_by_code(change.db, change.desk.library, *code, change.now) : std::nullopt;
    auto problems = problems_of(t, arrival);
    if (!workshop) {
        accounts::count_attempt(change.db, bucket, join_by_address, change.now);
        problems.insert(
            problems.begin(), {"code", t.text("Ce code n'ouvre aucun atelier en cours : vérifiez-le sur l'écran de la salle")});
    }
    if (!problems.empty()) return join_page(change, arrival, std::move(problems));

    auto const token = join(change.db, *workshop, arrival.name, arrival.role, change.now, change.desk.chance);
    if (!token) return join_page(change, arrival, {{"code", t.text("Cet atelier est complet : il compte 300 participants")}});
    auto response = web::see_other(seat_url(*code));
    auto const& settings = change.desk.settings;
    response.headers.emplace_back("Set-Cookie", settings.cookie(cookie_name) + '=' + *token +
                                                    "; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200" +
                                                    (settings.is_https() ? "; Secure" : ""));
    return unreferred(std::move(response));
}

Response save_vote(GuestChange& change, std::string typed) {
    auto const code = read_join_code(typed);
    auto const digest = digest_of(change);
    if (!code || digest.empty()) return unreferred(web::see_other(Url::page({"atelier", std::string_view{typed}})));
    auto const seat = find_seat(change.db, change.desk.library, *code, digest, change.now);
    if (!seat) return unreferred(web::see_other(seat_url(*code)));

    auto const at = read_at(change.form);
    auto const* criterion = find_criterion(change.db, seat->workshop, at.place);
    auto const level = change.form.line("level");
    if (!criterion || !change.form.has("level")) throw web::Refused{400};
    auto const allowed = criterion->scale->levels_for(*criterion);
    auto const is_known = level.empty() || std::ranges::count(allowed, level, &referentiel::Level::code) > 0;
    if (!is_known) throw web::Refused{400};
    vote(change.db, *seat, at.place, at.round, level);
    return unreferred(web::see_other(seat_url(*code)));
}

Response show_beat(Guest& guest, std::string typed) {
    auto const code = read_join_code(typed);
    auto const digest = digest_of(guest);
    auto const beat = code && !digest.empty() ? find_beat(guest.db, *code, digest) : std::nullopt;
    if (!beat) return unreferred(web::see_other(Url::page({"atelier", std::string_view{typed}})));
    return unreferred(pulse_answer(std::to_string(*beat)));
}

} // namespace

void add_routes(accounts::Router& router) {
    router.get_in_cycle("/ateliers", Right::read, show_list);
    router.get_in_cycle("/ateliers/nouveau", Right::rate, show_plan);
    router.post_in_cycle("/ateliers", Right::rate, open_workshop);

    router.get("/structures/{}/ateliers/{}", Right::rate, show_screen);
    router.get("/structures/{}/ateliers/{}/etat", Right::rate, show_pulse);
    router.post("/structures/{}/ateliers/{}/devoilement", Right::rate, reveal_votes);
    router.post("/structures/{}/ateliers/{}/tour", Right::rate, open_next_round);
    router.post("/structures/{}/ateliers/{}/niveau", Right::rate, retain_level);
    router.post("/structures/{}/ateliers/{}/suite", Right::rate, go_on);
    router.post("/structures/{}/ateliers/{}/cloture", Right::rate, end_workshop);
    router.get("/structures/{}/ateliers/{}/compte-rendu", Right::read, show_minutes);
    router.get("/structures/{}/ateliers/{}/compte-rendu.csv", Right::read, send_minutes);

    router.get("/atelier", Right::anyone, show_join);
    router.post("/atelier", Right::anyone, take_seat);
    router.get("/atelier/{}", Right::anyone, show_seat);
    router.get("/atelier/{}/etat", Right::anyone, show_beat);
    router.post("/atelier/{}/vote", Right::anyone, save_vote);
}

} // namespace workshop
