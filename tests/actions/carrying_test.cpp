#include "accounts/members.h"
#include "actions/carrying.h"
#include "actions/following.h"
#include "actions/plans.h"
#include "diagnostic/moves.h"
#include "evidence/queries.h"
#include "evidence/uses.h"
#include "referentiel/passages.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using namespace actions;
using support::Browser, support::criterion, support::diagnostic_of, support::jobs, support::Office, support::open_cycle,
    support::plan_of, support::Planner, support::power, support::waste;

TEST_CASE("a new cycle takes up what the last one left undone, once, and may give it back") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste, power});
        auto const open = planner.add(waste, {.title = "Trier",
                                                 .responsible = planner.person("Paul Job"),
                                                 .progress = 20,
                                                 .indicators = {planner.figure("Sacs", "34", "12")}});
        planner.add(waste, {.title = "Une étape"}, open);
        planner.add(waste, {.title = "Une étape finie", .state = State::done}, open);
        planner.add(power, {.title = "Déjà faite", .state = State::done});
        planner.add(power, {.title = "Abandonnée", .state = State::abandoned});
        auto const other = planner.add(power, {.title = "Écrire le règlement"});
        office.let_pass(300 * 24h);
        auto const cycle = open_cycle(office, "2027");
        auto solene = office.signed_in(office.solene);
        CHECK(solene.get(cycle + "/engagements").says("Il reste 2 actions non terminées"));

        auto const preview = solene.get(cycle + "/engagements/reprise");
        CHECK(preview.shows("Trier"));
        CHECK(preview.shows("crire le r"));
        CHECK_FALSE(preview.says("Déjà faite"));
        Browser::Fields fields{{"id", preview.field("id")}, {"de", preview.field("de")}};
        CHECK(solene.post(cycle + "/engagements/reprise", fields).status == 422);
        fields["action-" + std::string{open.text()}] = "1";
        CHECK(solene.post(cycle + "/engagements/reprise", fields).status == 303);
        CHECK(solene.post(cycle + "/engagements/reprise", fields).status == 422); // that one is taken; nothing else was chosen

        auto plan = plan_of(office);
        REQUIRE(plan.commitments.size() == 1);
        REQUIRE(plan.commitments[0].actions.size() == 1);
        auto const& taken = plan.commitments[0].actions[0];
        CHECK(taken->title == "Trier");
        CHECK(taken.carried_from == open);
        CHECK(taken.parts.size() == 1);
        CHECK(taken->progress == 20);
        REQUIRE(taken->indicators.size() == 1);
        CHECK(figure_text(*taken->indicators[0].target) == "12");
        CHECK(plan.name_of(*taken->responsible) == "Paul Job");

        auto const shown = solene.get(cycle + "/engagements");
        CHECK(shown.says("Des actions de la démarche 2026 ont été reprises."));
        CHECK(solene.post(cycle + "/engagements/reprise-annulee", {{"id", shown.field("id")}}).status == 303);
        CHECK(plan_of(office).commitments[0].actions.empty());
        CHECK(solene.get(cycle + "/engagements/corbeille").shows("Trier"));
        CHECK(solene.get(cycle + "/engagements").says("Il reste 2 actions non terminées"));
        CHECK(other != open);
    });
}

TEST_CASE("the people named in a plan are joined to members and to each other, and separated again") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const sophie = planner.person("Sophie G."), whole = planner.person("Sophie Guéguen");
        auto const id = planner.add(waste, {.title = "Trier", .responsible = sophie, .people = {whole}});
        auto maud = office.signed_in(office.maud);
        auto const path = office.structure_path("/personnes");
        auto const page = maud.get(path);
        CHECK(page.says("Sophie G."));
        CHECK(page.says("1 action"));
        auto const merge = [&](accounts::PersonId const& who, std::string const& with) {
            return maud.post(path + "/" + std::string{who.text()} + "/fusion", {{"avec", with}});
        };

        CHECK(merge(sophie, "").status == 422);
        CHECK(merge(sophie, "personne " + std::string{whole.text()}).status == 303);
        CHECK(plan_of(office).name_of(*plan_of(office).find(id)->content.responsible) == "Sophie Guéguen");
        CHECK(plan_of(office).find(id)->content.people == std::vector{whole}); // the same one, and still told apart in the rows
        CHECK(merge(whole, "membre " + std::string{office.maud.id.text()}).status == 303);
        auto const plan = plan_of(office);
        CHECK(plan.people.of(sophie).user == office.maud.id);
        CHECK(maud.get(path).says("Déjà réunies"));

        CHECK(maud.post(path + "/" + std::string{whole.text()} + "/separation").status == 303);
        CHECK(plan_of(office).people.of(sophie).id == whole);
        office.let_pass(31 * 24h);
        auto later = office.signed_in(office.maud);
        CHECK(later.post(path + "/" + std::string{sophie.text()} + "/separation").status == 303);
        CHECK(plan_of(office).people.of(sophie).id == whole); // too late
        CHECK(office.signed_in(office.nadia).get(path).status == 404);
    });
}

namespace {

void join_document(Office& office, ActionId const& id, std::string const& title) {
    auto const document = new_id<evidence::Evidence>(office.now, office.chance);
    office.db().write([&](storage::Writer& db) {
        evidence::Version const version{.id = new_id<evidence::Version>(office.now, office.chance),
            .link = "https://exemple.fr/tri",
            .by = "Maud",
            .at = office.now};
        evidence::add(db, office.deux_rives, {document, evidence::Kind::link, title, std::nullopt, version}, office.maud,
            office.desk->zone.day(office.now));
        evidence::join(db, office.deux_rives, document, evidence::action_object(id.text()), office.maud, office.now);
    });
}

} // namespace

TEST_CASE("taking back what was taken up leaves what got a step or a document since") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        std::vector<ActionId> all;
        for (auto const* title : {"Trier", "Peser", "Former"}) all.push_back(planner.add(waste, {.title = title}));
        join_document(office, all[0], "La consigne"); // comes along, and is nobody's work here
        auto const cycle = open_cycle(office, "2027");
        auto solene = office.signed_in(office.solene);
        auto const page = solene.get(cycle + "/engagements/reprise");
        Browser::Fields fields{{"id", page.field("id")}, {"de", page.field("de")}};
        for (auto const& id : all) fields["action-" + std::string{id.text()}] = "1";
        REQUIRE(solene.post(cycle + "/engagements/reprise", fields).status == 303);
        auto const taken = plan_of(office).commitments.at(0).actions;
        REQUIRE(taken.size() == 3);
        office.let_pass(1h);
        auto const step = std::string{new_id<Action>(office.now, office.chance).text()};
        solene.post(cycle + "/engagements/" + std::string{taken[1].id.text()} + "/etapes", {{"id", step}, {"part", "Une"}});
        join_document(office, taken[2].id, "La feuille de présence");

        auto const shown = solene.get(cycle + "/engagements");
        CHECK(solene.post(cycle + "/engagements/reprise-annulee", {{"id", shown.field("id")}}).status == 303);

        auto const left = plan_of(office).commitments.at(0).actions;
        REQUIRE(left.size() == 2);
        CHECK(left[0]->title == "Peser");
        CHECK(left[1]->title == "Former");
    });
}

TEST_CASE("who takes up nothing is reminded no more, and may change their mind") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        planner.add(waste, {.title = "Trier"});
        auto const cycle = open_cycle(office, "2027"), plan = cycle + "/engagements";
        auto solene = office.signed_in(office.solene);
        CHECK(solene.get(plan).says("Il reste 1 action non terminée"));
        auto const page = solene.get(plan + "/reprise");
        Browser::Fields const nothing{{"id", page.field("id")}, {"de", page.field("de")}, {"rien", "1"}};

        CHECK(solene.post(plan + "/reprise", nothing).status == 303);
        CHECK(solene.post(plan + "/reprise", nothing).status == 303); // sent twice
        CHECK(plan_of(office).commitments.empty());
        auto const shown = solene.get(plan);
        CHECK_FALSE(shown.says("Il reste 1 action"));
        CHECK(shown.says("Rien n'est repris de la démarche 2026."));
        CHECK(solene.post(plan + "/reprise-annulee", {{"id", shown.field("id")}}).status == 303);
        CHECK(solene.get(plan).says("Il reste 1 action non terminée"));
        CHECK(solene.post(plan + "/reprise", nothing).status == 303);
        office.let_pass(31 * 24h);
        auto later = office.signed_in(office.solene);
        CHECK_FALSE(later.get(plan).says("démarche 2026"));
    });
}
