#include "accounts/members.h"
#include "actions/plans.h"
#include "actions/timeline_views.h"
#include "support/counting.h"
#include "support/golden.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using namespace actions;
using support::Browser, support::check_golden, support::jobs, support::Office, support::plan_of, support::Planner, support::power,
    support::waste;

namespace {

Due due(std::string_view month) { return {parse<Month>(month).value()}; }
std::optional<Date> day(std::string_view text) { return parse<Date>(text); }

std::string const states = "/engagements/vue/etats", calendar = "/engagements/vue/calendrier",
                  timeline = "/engagements/vue/chronologie";

// An action of each state, one of them late and one without a month.
void fill(Office& office) {
    Planner planner{office};
    planner.commit({power, waste});
    auto const sophie = planner.person("Sophie Guéguen");
    planner.add(power, {.title = "Ouvrir le conseil", .responsible = sophie, .start = day("2025-09-01"), .due = due("2026-03")});
    planner.add(waste, {.title = "Trier <ensemble>",
                           .start = day("2026-10-15"),
                           .due = due("2027-02"),
                           .state = State::ongoing,
                           .progress = 30});
    planner.add(waste,
        {.title = "Peser les bennes", .due = due("2026-11"), .state = State::done, .progress = 100, .done = day("2026-11-05")});
    planner.add(waste, {.title = "Changer de camion", .state = State::abandoned});
}

// How often a page asks the database something, besides whose page it is.
int statements_of(Office& office, std::string const& path) {
    auto connection =
        std::make_unique<support::Counting>(support::connect(office.database_.address(), storage::Access::read_only));
    storage::Reader db{*connection};
    auto const member = accounts::find_member(db, office.deux_rives, office.maud).value();
    accounts::SignedIn const signed_in{
        office.maud, {new_id<accounts::Session>(office.now, office.chance), "", office.now, office.now}, "", office.now};
    web::Request request;
    request.method = "GET";
    request.path = path;
    accounts::Visit visit{{*office.desk, request, office.desk->french, {"key"}, office.now, signed_in}, member, db};
    auto const found = office.router.find("GET", path).value();
    connection->statements = 0;
    auto const answer = std::get<accounts::Router::Handler<accounts::Visit>>(found.route->handler)(visit, found.segments, {});
    REQUIRE(answer.status == 200);
    return connection->statements;
}

} // namespace

TEST_CASE("the same plan is shown by state, by month and along a line of months, and the filter goes along") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        fill(office);
        auto idriss = office.signed_in(office.idriss); // who only reads
        for (auto const& view : {states, calendar, timeline, std::string{"/engagements"}}) {
            CAPTURE(view);
            auto const page = idriss.get(office.structure_path(view));
            CHECK(page.status == 200);
            for (std::string const title : {"Trier &lt;ensemble&gt;", "Peser les bennes", "Changer de camion"})
                CHECK(page.shows(title));
            CHECK_FALSE(page.says("Tout afficher"));

            auto const some = idriss.get(office.structure_path(view) + "?chapitre=environnement&texte=trier");
            CHECK(some.says("1 action affichée sur 4."));
            CHECK(some.says("« trier »"));
            CHECK(some.shows("Trier &lt;ensemble&gt;"));
            CHECK_FALSE(some.shows("Peser les bennes"));
            CHECK(some.shows("href=\"" + office.cycle_path(calendar) + "?chapitre=environnement&amp;texte=trier\""));
            CHECK(some.says("Tout afficher"));

            auto const none = idriss.get(office.structure_path(view) + "?texte=introuvable");
            CHECK(none.status == 200);
            CHECK(none.says("Aucune action ne correspond"));
        }
    });
}

TEST_CASE("an empty plan says what to do in each of its views") {
    Office office;
    auto maud = office.signed_in(office.maud);
    for (auto const& view : {states, calendar, timeline}) {
        CHECK(maud.get(office.structure_path(view)).says("Le plan est encore vide"));
        CHECK_FALSE(maud.get(office.structure_path(view)).says("Par chapitre"));
    }
}

TEST_CASE("changing the cycle keeps the view and the filter") {
    Office office;
    fill(office);
    auto const path = office.cycle_path(states) + "?etat=en-cours";
    office.db().write([&](storage::Writer& db) {
        auto const cycle = accounts::current_cycle(db, office.deux_rives).value();
        db.change("UPDATE cycles SET closed = $2 WHERE organisation_id = $1", {office.deux_rives, office.now});
        auto const next = accounts::add_cycle(db, office.deux_rives, "2027", office.now, office.chance);
        diagnostic::open(db, office.deux_rives, next, *office.library.latest("ess-complet"), office.now, office.chance);
        CHECK(cycle.label == "2026");
    });
    auto maud = office.signed_in(office.maud);
    auto const page = maud.get(path);
    auto const links = support::links_of(page);
    auto const former = std::ranges::count_if(
        links, [](std::string const& link) { return link.ends_with("/engagements/vue/etats?etat=en-cours"); });
    CHECK(former == 3); // the view itself, and that of both cycles
    CHECK(page.shows("Démarches"));

    auto const empty = maud.get(office.structure_path(states) + "?etat=en-cours"); // of the new cycle
    CHECK(empty.says("Le plan est encore vide"));
    CHECK(std::ranges::count(support::links_of(empty), path) == 1);
}

TEST_CASE("the calendar shows twelve months from the one that is chosen, and tells what lies outside") {
    Office office;
    fill(office);
    auto maud = office.signed_in(office.maud);
    auto const page = maud.get(office.cycle_path(calendar));
    CHECK(page.says("novembre 2026"));
    CHECK(page.says("octobre 2027"));
    CHECK_FALSE(page.says("novembre 2027"));
    CHECK(page.says("1 action avant novembre 2026"));
    CHECK(page.says(", dont 1 en retard"));
    CHECK_FALSE(page.shows("Ouvrir le conseil"));
    CHECK(page.says("Sans échéance"));

    auto const before = maud.get(office.cycle_path(calendar) + "?mois=2025-11&retard=oui");
    CHECK(before.shows("Ouvrir le conseil"));
    CHECK_FALSE(before.shows("Trier"));
    CHECK(before.shows("name=\"mois\" value=\"2025-11\"")); // filtering again stays there
    CHECK(before.says("Revenir à ce mois-ci"));
    CHECK(maud.get(office.cycle_path(calendar) + "?mois=2025-13").says("novembre 2026"));
}

TEST_CASE("the timeline draws all that has a month, a page at a time, and says the same in a table") {
    Office office;
    Planner planner{office};
    planner.commit({waste, jobs});
    for (int i = 1; i <= 20; ++i) planner.add(waste, {.title = "Action " + std::to_string(i), .due = due("2027-01")});
    planner.add(jobs, {.title = "Former", .start = day("2026-06-01")});
    planner.add(jobs, {.title = "Un jour"});

    auto const plan = plan_of(office);
    auto const today = office.desk->zone.day(office.now);
    auto const all = picks(html::Language{}, plan, {}, today);
    std::vector<charts::Timeline> drawings;
    office.db().read([&](storage::Reader& db) {
        auto const diagnostic = support::diagnostic_of(office, db);
        drawings = timelines(html::Language{}, {diagnostic, plan, all, today});
    });
    REQUIRE(drawings.size() == 3); // the plan keeps the order of the référentiel
    CHECK(drawings[0].bars.size() == 1);
    CHECK(drawings[1].bars.size() == 10); // no more than fourteen fit, and none is left alone
    CHECK(drawings[2].bars.size() == 10);
    CHECK(drawings[2].title == "Environnement (suite)");
    CHECK(drawings[2].first == drawings[0].first);

    auto const page = office.signed_in(office.maud).get(office.cycle_path(timeline));
    CHECK(page.says("Sans début ni échéance, dans le tableau seulement : 1 action."));
    CHECK(page.shows("Un jour</a>")); // in the table
    CHECK_FALSE(page.shows("Un jour</tspan>"));
}

TEST_CASE("a card passes to another state by its button, and back by « Annuler »") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        fill(office);
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(states);
        auto const page = maud.get(path + "?retard=oui");
        auto const sorting = actions::actions(plan_of(office))[1]->id;
        auto const passage = "terminee.1." + std::string{sorting.text()};
        CHECK(maud.get(path).shows("value=\"" + passage + "\" data-to=\"terminee\""));

        Browser::Fields const fields{{"id", page.field("id")}, {"passage", passage}};
        auto const done = maud.post(path, fields);
        CHECK(done.status == 303);
        CHECK(done.location().ends_with("#action-2"));
        CHECK(maud.post(path, fields).location() == done.location()); // sent twice
        CHECK(plan_of(office).find(sorting)->content.state == State::done);
        CHECK(plan_of(office).find(sorting)->content.progress == 100);
        CHECK(plan_of(office).find(sorting)->content.done == day("2026-11-21"));
        CHECK(plan_of(office).find(sorting)->revision.number == 2);

        auto const told = maud.get(done.location().substr(0, done.location().find('#')));
        CHECK(told.says("1 action passée à l'état « terminée »."));
        auto const undo = told.body.substr(told.body.find("/engagements/lot/"));
        auto const back = maud.post(office.cycle_path(undo.substr(0, undo.find('"'))), {{"vue", "etats"}});
        CHECK(back.status == 303);
        CHECK(maud.get(back.location()).says("1 action comme avant."));
        CHECK(plan_of(office).find(sorting)->content.state == State::ongoing);
        CHECK(plan_of(office).find(sorting)->content.progress == 30);
        CHECK_FALSE(plan_of(office).find(sorting)->content.done);
    });
}

TEST_CASE("a card that somebody changed meanwhile stays where it is, and the page says so") {
    Office office;
    fill(office);
    auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
    auto const path = office.cycle_path(states);
    auto const id = std::string{actions::actions(plan_of(office))[0]->id.text()};
    auto const key = maud.get(path).field("id"), other = solene.get(path).field("id");
    REQUIRE(maud.post(path, {{"id", key}, {"passage", "en-cours.1." + id}}).status == 303);

    auto const late = solene.post(path, {{"id", other}, {"passage", "abandonnee.1." + id}});
    CHECK(solene.get(late.location().substr(0, late.location().find('#')))
              .says("Ont changé entre-temps, et restent ainsi : « Ouvrir le conseil »."));
    CHECK(actions::actions(plan_of(office))[0]->content.state == State::ongoing);
    CHECK(solene.post(path, {{"id", other}, {"passage", "perdue.1." + id}}).status == 400);
}

TEST_CASE("who only reads sees the board without a button, and a closed cycle changes no more") {
    Office office;
    fill(office);
    auto const path = office.cycle_path(states);
    CHECK_FALSE(office.signed_in(office.idriss).get(path).says("Passer à"));
    auto maud = office.signed_in(office.maud);
    auto const page = maud.get(path);
    office.db().write([&](storage::Writer& db) {
        db.change("UPDATE cycles SET closed = $2 WHERE organisation_id = $1", {office.deux_rives, office.now});
    });
    auto const id = std::string{actions::actions(plan_of(office))[0]->id.text()};
    CHECK(maud.post(path, {{"id", page.field("id")}, {"passage", "en-cours.1." + id}}).status == 403);
    CHECK_FALSE(maud.get(path).says("Passer à"));
}

TEST_CASE("each view asks the database as often, whatever the size of the plan") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        fill(office);
        std::map<std::string, int> few;
        for (auto const& view : {states, calendar, timeline, std::string{"/engagements"}})
            few[view] = statements_of(office, office.cycle_path(view));
        Planner planner{office};
        for (int i = 0; i < 30; ++i) planner.add(waste, {.title = "Une action", .due = due("2027-01")});
        for (auto const& one : few) {
            CAPTURE(one.first);
            CHECK(statements_of(office, office.cycle_path(one.first)) == one.second);
            CHECK(one.second <= (one.first == "/engagements" ? 9 : 7));
        }
    });
}

TEST_CASE("the views of a plan read as they did") {
    Office office;
    fill(office);
    auto maud = office.signed_in(office.maud);
    check_golden("plan-states", maud.get(office.cycle_path(states)));
    check_golden("plan-calendar", maud.get(office.cycle_path(calendar) + "?retard=oui"));
    check_golden("plan-timeline", maud.get(office.cycle_path(timeline)));
}

TEST_CASE("a plan of sixty actions with a hundred and eighty indicators weighs less than a hundred kilobytes") {
    auto const library = referentiel::embedded_library();
    Office office{storage::Engine::sqlite, library};
    office.db().write([&](storage::Writer& db) {
        db.change("UPDATE diagnostics SET version = $2 WHERE organisation_id = $1",
            {office.deux_rives, library.latest("ess-complet")->hash});
    });
    Planner planner{office};
    std::vector<std::string> keys;
    for (auto const* criterion : rated(*office.library.latest("ess-complet"))) keys.emplace_back(criterion->key.text());
    keys.resize(20);
    planner.commit(keys);
    std::vector<accounts::PersonId> people;
    for (std::string const name : {"Sophie Guéguen", "Marc Le Goff", "Aïcha Benali", "Yann Morvan"})
        people.push_back(planner.person(name));
    for (std::size_t i = 0; i < 60; ++i) {
        Content content{.title = "Améliorer ce que nous faisons déjà, point " + std::to_string(i + 1),
            .text =
                "Chaque trimestre nous en parlons en réunion d'équipe, sans ordre du jour écrit.\n\nUne personne en est chargée, "
                "et elle rend compte au conseil d'administration une fois l'an.",
            .responsible = people[i % people.size()],
            .start = parse<Date>("2026-01-15"),
            .due = due(i % 3 == 0 ? "2026-06" : "2027-09"),
            .state = i % 2 == 0 ? State::ongoing : State::planned,
            .progress = static_cast<int>(i % 4) * 20};
        for (int one = 0; one < 3; ++one) {
            content.indicators.push_back(planner.figure("Personnes concernées dans l'année", "123", "456"));
            content.indicators.back().unit = one == 0 ? "%" : "";
        }
        planner.add(keys[i % keys.size()], content);
    }

    auto const page = office.signed_in(office.maud).get(office.cycle_path("/engagements"));

    CHECK(page.shows("point 60"));
    CHECK(page.body.size() < 100'000);
}

TEST_CASE("on the board a step says what it is a step of, and what is counted says how many there are of each") {
    Office office;
    Planner planner{office};
    planner.commit({support::waste});
    auto const whole = planner.add(support::waste, {.title = "Trier"});
    planner.add(support::waste, {.title = "Acheter les bacs"}, whole);
    planner.add(support::waste, {.title = "Peser", .state = actions::State::done, .progress = 100});
    auto maud = office.signed_in(office.maud);

    auto const page = maud.get(office.cycle_path(states));

    CHECK(page.says("2 actions, 1 étape pour 1 critère."));
    CHECK(page.says("Étape de « Trier »"));
    CHECK(page.says("Prévues <span class=\"number quiet\">1 action, 1 étape</span>"));
    CHECK(page.says("Terminées <span class=\"number quiet\">1 action</span>"));
    CHECK(maud.get(office.cycle_path(states) + "?etat=prevue").says("À l'écran : 1 action, 1 étape, sur 2 actions, 1 étape."));
    CHECK(maud.get(office.cycle_path("/engagements")).says("2 actions, 1 étape pour 1 critère."));
}

TEST_CASE("calendar and timeline count steps apart from actions too, and say what each is a step of") {
    Office office;
    Planner planner{office};
    planner.commit({support::waste});
    Due const december{parse<Month>("2026-12").value()};
    auto const whole = planner.add(support::waste, {.title = "Trier", .due = december});
    planner.add(support::waste, {.title = "Acheter les bacs", .due = december}, whole);
    planner.add(support::waste, {.title = "Les poser"}, whole);
    auto maud = office.signed_in(office.maud);

    auto const months = maud.get(office.cycle_path("/engagements/vue/calendrier"));
    auto const lines = maud.get(office.cycle_path("/engagements/vue/chronologie"));

    CHECK(months.says("<p class=\"month__count small quiet\">1 action, 1 étape</p>"));
    CHECK(months.says("<p class=\"month__count small quiet\">1 étape</p>")); // without a due month
    CHECK(months.says("Étape de « Trier »"));
    CHECK(lines.says("Sans début ni échéance, dans le tableau seulement : 1 étape."));
    CHECK(lines.says("Étape : Acheter les bacs"));
    CHECK(lines.says("Étape de « Trier »"));
}

TEST_CASE("a filtered view says how much of the plan it shows, at an address that holds what was chosen alone") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({support::waste});
        planner.add(support::waste, {.title = "Trier"});
        planner.add(support::waste, {.title = "Peser"});
        auto maud = office.signed_in(office.maud);

        for (auto const* view : {"", "/vue/etats", "/vue/calendrier", "/vue/chronologie"}) {
            auto const path = office.cycle_path("/engagements") + view;
            auto const sent = maud.get(path + "?chapitre=&responsable=&etat=&de=&a=&texte=peser");
            CHECK(sent.status == 303);
            CHECK(sent.location() == path + "?texte=peser");
            auto const page = maud.get(sent.location());
            CHECK(page.says("<p class=\"lead\">1 action affichée sur 2.</p>"));
            CHECK_FALSE(page.says("2 actions pour 1 critère"));
            CHECK(maud.get(path + "?texte=").location() == path);
        }
    });
}
