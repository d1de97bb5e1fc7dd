#include "actions/plans.h"
#include "actions/removal.h"
#include "referentiel/files.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace actions;
using support::Browser, support::Office, support::Page, support::plan_of;
namespace json = boost::json;

namespace {

// Of a référentiel with imperative criteria, whose structure receives people: one of them is asked.
std::string const item = "aller-et-venir-1", chapter = "/diagnostic/les-professionnels",
                  critique = "/engagements/criteres/" + item + "/critique";

referentiel::Library imperative_library() {
    std::ifstream stream{SOURCE_FOLDER "/tests/fixtures/referentiel/essms.extract.yaml"};
    return files::library(std::string{std::istreambuf_iterator{stream}, {}});
}

void receives_people(Office& office, Browser& browser) {
    REQUIRE(browser.post(office.cycle_path("/diagnostic/profil"), {{"profil-lieu-de-vie-ou-d-accueil", "oui"}}).status == 303);
}

void rate(Office& office, Browser& browser, std::string const& level) {
    auto const page = browser.get(office.cycle_path(chapter));
    Browser::Fields form{{"editor", ""}, {"level-" + item, level}};
    for (std::string const name : {"revision-", "shown-", "reason-", "comment-"}) form[name + item] = page.field(name + item);
    REQUIRE(browser.post(office.cycle_path(chapter), form).status == 303);
}

Browser::Fields answer(Page const& page) {
    return {{"id", page.field("id")}, {"revision", "0"}, {"governance", "Le conseil a été informé le 4 novembre."},
        {"causes", "La porte du jardin est fermée la nuit, par habitude."}, {"title", "Ouvrir la porte du jardin la nuit"},
        {"text", "Avec une lampe."}, {"responsible", "Sophie Guéguen"}, {"due-month", "décembre"}, {"due-year", "2026"}};
}

// The form of its page, as a browser would send it back.
Browser::Fields form_of(Page const& page) {
    auto form = answer(page);
    for (auto const* name : {"revision", "state", "progress"}) form[name] = page.field(name);
    for (auto const* group : {"critical", "what", "who", "when", "state", "means", "indicators"})
        form["shown-" + std::string{group}] = page.field("shown-" + std::string{group});
    return form;
}

std::string text(ActionId const& id) { return std::string{id.text()}; }

} // namespace

TEST_CASE(
    "an imperative criterion that falls short leads to a critical action: what is known, why, what is done, by whom, when") {
    auto const library = imperative_library();
    support::for_each_engine([&](storage::Engine engine) {
        Office office{engine, library};
        auto solene = office.signed_in(office.solene);
        receives_people(office, solene);
        rate(office, solene, "4");
        CHECK(solene.get(office.cycle_path(chapter)).shows("data-short=\"1 2 3\" hidden"));
        rate(office, solene, "2");
        auto const card = solene.get(office.cycle_path(chapter));
        CHECK(card.shows("data-short=\"1 2 3\">"));
        CHECK(card.says("Ce critère impératif n'atteint pas le niveau 4."));
        CHECK(card.shows("href=\"" + office.cycle_path(critique) + "\""));
        auto const results = office.cycle_path("/diagnostic/resultats");
        CHECK(solene.get(results).says("1 critère impératif non satisfait sans action critique"));
        CHECK(solene.get(results).says("Engager une action critique"));

        auto const page = solene.get(office.cycle_path(critique));
        CHECK(page.says("Il est au niveau 2 ; un critère impératif est satisfait au niveau 4."));
        auto const action = solene.post(office.cycle_path(critique), answer(page));
        REQUIRE(action.status == 303);
        CHECK(solene.post(office.cycle_path(critique), answer(page)).location() == action.location()); // sent twice
        auto const plan = plan_of(office);
        REQUIRE(actions::actions(plan).size() == 1);
        auto const& kept = *actions::actions(plan).front();
        CHECK(plan.commitment_of(kept).node == item);
        CHECK(kept->critical ==
              Critical{"Le conseil a été informé le 4 novembre.", "La porte du jardin est fermée la nuit, par habitude."});
        CHECK(kept->title == "Ouvrir la porte du jardin la nuit");
        CHECK(plan.name_of(*kept->responsible) == "Sophie Guéguen");
        CHECK(iso(kept->due->month) == "2026-12");

        CHECK(solene.get(results).says("Action n° 1</a>, décembre 2026"));
        CHECK_FALSE(solene.get(results).says("sans action critique"));
        CHECK(solene.get(office.cycle_path("/engagements")).says("<b class=\"tag\">Critique</b>"));
        CHECK(solene.get(office.cycle_path("/engagements?critique=oui")).says("1 action affichée sur 1"));
        CHECK(solene.get(office.cycle_path(critique)).says("Une action critique existe déjà pour ce critère."));
        CHECK(solene.get(action.location()).says("La porte du jardin est fermée la nuit"));
        auto idriss = office.signed_in(office.idriss);
        CHECK(idriss.get(action.location()).says("Le conseil a été informé le 4 novembre."));
        CHECK(idriss.get(results).says("Action n° 1</a>, décembre 2026"));
        CHECK(idriss.get(office.cycle_path(critique)).status == 403);
    });
}

TEST_CASE("what lacks in a critical action is told at its field, and nothing typed is lost") {
    auto const library = imperative_library();
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);
    receives_people(office, solene);
    auto const page = solene.get(office.cycle_path(critique));
    CHECK(page.says("Il n'est pas encore évalué."));
    auto form = answer(page);
    for (auto const* empty : {"responsible", "due-month", "due-year"}) form[empty] = "";
    form["causes"] = " \n "; // blanks say nothing
    auto const refused = solene.post(office.cycle_path(critique), form);
    CHECK(refused.status == 422);
    for (auto const* field : {"causes", "responsible", "due-month"}) CHECK(refused.shows("href=\"#" + std::string{field} + "\""));
    CHECK_FALSE(refused.shows("href=\"#governance\""));
    CHECK(refused.says("Le conseil a été informé le 4 novembre."));
    CHECK(plan_of(office).commitments.empty());
}

TEST_CASE("a criterion that is not imperative has no critical action") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const path = office.cycle_path("/engagements/criteres/" + support::waste + "/critique");
    CHECK(solene.get(path).status == 303);
    auto form = answer(solene.get(office.cycle_path("/engagements/criteres")));
    form["id"] = text(new_id<Action>(office.now, office.chance));
    auto const refused = solene.post(path, form);
    CHECK(refused.status == 422);
    CHECK(refused.says("Ce critère n'est pas impératif"));
    CHECK(plan_of(office).commitments.empty());
}

TEST_CASE("what is known of a critical action is written on in its page, and comes back from the trash with it") {
    auto const library = imperative_library();
    support::for_each_engine([&](storage::Engine engine) {
        Office office{engine, library};
        auto solene = office.signed_in(office.solene);
        receives_people(office, solene);
        auto const address = solene.post(office.cycle_path(critique), answer(solene.get(office.cycle_path(critique)))).location();
        auto const id = actions::actions(plan_of(office)).front()->id;
        auto const critical = [&] { return actions::actions(plan_of(office)).front()->content.critical.value(); };

        auto form = form_of(solene.get(address));
        form["causes"] = "Personne n'avait la clé.";
        CHECK(solene.post(address, form).status == 303);
        CHECK(critical().causes == "Personne n'avait la clé.");
        form = form_of(solene.get(address));
        form["governance"] = "";
        CHECK(solene.post(address, form).status == 422);
        CHECK(critical().governance == "Le conseil a été informé le 4 novembre.");

        REQUIRE(solene.post(office.cycle_path("/engagements/" + text(id) + "/retrait")).status == 303);
        REQUIRE(solene.post(office.cycle_path("/engagements/corbeille"), {{"id", text(id)}}).status == 303);
        CHECK(critical().causes == "Personne n'avait la clé.");
    });
}

TEST_CASE("what went to the trash before actions could be critical comes back") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        support::Planner planner{office};
        planner.commit({support::waste});
        auto const id = planner.add(support::waste, {.title = "Trier"});
        auto maud = office.signed_in(office.maud);
        REQUIRE(maud.post(office.cycle_path("/engagements/" + text(id) + "/retrait")).status == 303);
        office.db().write([&](storage::Writer& db) {
            auto const content = db.row("SELECT content FROM trash WHERE organisation_id = $1 AND id = $2",
                {office.deux_rives, id}, [](storage::Row& row) { return row.next<std::string>(); });
            auto all = json::parse(*content);
            auto& row = all.at("actions").as_array().at(0).as_array();
            row.resize(row.size() - 3);
            db.change("UPDATE trash SET content = $3 WHERE organisation_id = $1 AND id = $2",
                {office.deux_rives, id, json::serialize(all)});
        });

        CHECK(maud.post(office.cycle_path("/engagements/corbeille"), {{"id", text(id)}}).status == 303);

        CHECK(plan_of(office).find(id)->content.title == "Trier");
        CHECK_FALSE(plan_of(office).find(id)->content.critical);
    });
}

TEST_CASE("programs read what a critical action answers for, and may engage one for an imperative criterion alone") {
    auto const library = imperative_library();
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);
    receives_people(office, solene);
    auto program = office.visitor();
    program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.solene)}};
    auto const path = "/api/v1" + office.cycle_path("/actions");
    auto const send = [&](std::string const& method, std::string const& to, std::string const& body) {
        web::Request request;
        request.method = method;
        request.path = to;
        request.body = body;
        return program.send(request);
    };
    auto const made = send("POST", path,
        R"({"criterion": ")" + item +
            R"(", "title": "Ouvrir", "responsible": "Anne Bel", "due": "2026-12", "critical": {"governance": "Informée.", "causes": "Une habitude."}})");
    REQUIRE(made.status == 201);
    CHECK(send("POST", path,
              R"({"criterion": ")" + item + R"(", "title": "Ouvrir", "critical": {"governance": "Informée.", "causes": "Oui."}})")
              .status == 422); // neither who nor when
    auto const action = json::parse(made.body);
    CHECK(action.at("critical").at("causes").as_string() == "Une habitude.");
    auto const one = path + "/" + std::string{action.at("id").as_string()};
    CHECK(send("PUT", one, R"({"revision": 1, "critical": {"causes": "Deux habitudes."}})").status == 200);
    CHECK(json::parse(program.get(one).body).at("critical").at("governance").as_string() == "Informée.");
    CHECK(json::parse(program.get(one).body).at("critical").at("causes").as_string() == "Deux habitudes.");

    auto const plain = send("POST", path, R"({"criterion": ")" + item + R"(", "title": "Autre"})");
    auto const other = path + "/" + std::string{json::parse(plain.body).at("id").as_string()};
    CHECK(json::parse(plain.body).at("critical").is_null());
    CHECK(send("PUT", other, R"({"revision": 1, "critical": {"governance": "Oui.", "causes": "Oui."}})").status == 422);
}
