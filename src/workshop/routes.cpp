#include "workshop/routes.h"

#include "core/unicode.h"
#include "diagnostic/addresses.h"
#include "diagnostic/chapter.h"
#include "diagnostic/profile.h"
#include "diagnostic/queries.h"
#include "layout/closed.h"
#include "layout/frame.h"
#include "layout/parts.h"
#include "workshop/addresses.h"
#include "workshop/minutes.h"
#include "workshop/minutes_views.h"
#include "workshop/plan_views.h"
#include "workshop/queries.h"
#include "workshop/screen.h"
#include "workshop/seats.h"
#include "workshop/taking_part.h"
#include "workshop/topic_views.h"

#include <algorithm>

namespace workshop {
namespace {

using accounts::Caller, accounts::Change, accounts::Member, accounts::Right, accounts::Visit, accounts::WhichCycle;
using diagnostic::Diagnostic;
using html::Problem;
using referentiel::Criterion;
using web::Response, web::require;

Diagnostic require_diagnostic(storage::Reader const& db, Caller const& caller, Member const& member, WhichCycle const& cycle) {
    return require(diagnostic::find(db, caller.desk.library, member.organisation, cycle));
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
    layout::require_open(visit, diagnostic.cycle());
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
    layout::require_open(change, diagnostic.cycle());
    auto const plan = read_plan(change.form, diagnostic);
    auto const rest = not_rated(change.db, diagnostic);
    auto const criteria = criteria_of(plan, diagnostic, rest);
    if (auto problems = problems_of(change.t, plan, criteria.size()); !problems.empty())
        return plan_page(change, change.member, diagnostic, plan, rest.size(), std::move(problems));
    add(change.db, diagnostic, {plan.id, plan.title, criteria}, change.member.user, change.now, change.desk.chance);
    remember_place(change.db, plan.id, change.request.address, change.now);
    change.trail.add("open_workshop", plan.id.text());
    return web::see_other(Url::page({"structures", diagnostic.organisation(), "ateliers", plan.id}));
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

} // namespace

void add_routes(accounts::Router& router) {
    router.get_in_cycle("/ateliers", Right::read, show_list);
    router.get_in_cycle("/ateliers/nouveau", Right::rate, show_plan);
    router.post_in_cycle("/ateliers", Right::rate, open_workshop);
    add_screen_routes(router);
    router.get("/structures/{}/ateliers/{}/compte-rendu", Right::read, show_minutes);
    router.get("/structures/{}/ateliers/{}/compte-rendu.csv", Right::read, send_minutes);
    add_seat_routes(router);
}

} // namespace workshop
