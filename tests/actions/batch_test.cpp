#include "actions/batches.h"
#include "actions/plans.h"
#include "support/golden.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using namespace actions;
using support::Browser, support::jobs, support::Office, support::Page, support::plan_of, support::Planner, support::waste;

namespace {

Due due(std::string_view month) { return {parse<Month>(month).value()}; }

std::string const path = "/engagements/lot", choosing = "/engagements?choisir=oui";

struct Sample {
    explicit Sample(Office& office) {
        Planner planner{office};
        planner.commit({waste, jobs});
        auto const sophie = planner.person("Sophie Guéguen");
        ids.push_back(planner.add(
            waste, {.title = "Trier", .responsible = sophie, .due = due("2026-12"), .state = State::ongoing, .progress = 40}));
        ids.push_back(planner.add(waste, {.title = "Peser"}));
        ids.push_back(planner.add(jobs, {.title = "Former", .due = due("2027-03")}));
    }

    Content const& content(Office& office, std::size_t which) {
        plan = plan_of(office);
        return plan.find(ids.at(which))->content;
    }

    std::vector<ActionId> ids;
    Plan plan;
};

// What the form of the page sends, these being ticked.
Browser::Fields ticked(Page const& page, Sample const& sample, std::vector<std::size_t> const& which, std::string const& act) {
    Browser::Fields fields{
        {"id", page.field("id")}, {"acte", act}, {"lot-responsable", ""}, {"lot-echeance", ""}, {"lot-etat", "prevue"}};
    for (auto const one : which) {
        auto const name = "action-" + std::string{sample.ids.at(one).text()};
        fields[name] = page.field(name);
    }
    return fields;
}

std::string undo_path(Page const& page) {
    auto const at = page.body.find("/structures/", page.body.find("notice"));
    return page.body.substr(at, page.body.find('"', at) - at);
}

} // namespace

TEST_CASE("several actions are given to one person at once, and taken back at once") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Sample sample{office};
        auto solene = office.signed_in(office.solene); // others wrote them
        auto const page = solene.get(office.cycle_path(choosing));
        auto const links = support::links_of(solene.get(office.cycle_path("/engagements") + "?texte=trier"));
        CHECK(std::ranges::count(links, office.cycle_path(choosing) + "&texte=trier") == 1);
        CHECK_FALSE(solene.get(office.cycle_path("/engagements")).shows("type=\"checkbox\" form="));
        auto fields = ticked(page, sample, {0, 1}, "responsible");
        fields["lot-responsable"] = "Ronan Le Goff";
        auto const done = solene.post(office.cycle_path(path) + "?chapitre=environnement", fields);
        REQUIRE(done.status == 303);
        CHECK(done.location().find("?chapitre=environnement&lot=") != std::string::npos);
        CHECK(
            solene.post(office.cycle_path(path) + "?chapitre=environnement", fields).location() == done.location()); // sent twice
        for (std::size_t const one : {0U, 1U}) {
            auto const& content = sample.content(office, one);
            CHECK(sample.plan.name_of(*content.responsible) == "Ronan Le Goff");
        }
        CHECK_FALSE(sample.content(office, 2).responsible);
        auto const trail = office.trail(office.deux_rives);
        CHECK(std::ranges::count_if(trail, [](auto const& line) { return line.starts_with("save_action "); }) == 2);
        CHECK(std::ranges::count_if(trail, [](auto const& line) { return line.starts_with("change_batch "); }) == 1);

        auto const told = solene.get(done.location());
        CHECK(told.says("2 actions confiées : Ronan Le Goff."));
        auto const back = solene.post(undo_path(told), {});
        CHECK(solene.get(back.location()).says("2 actions comme avant."));
        CHECK(sample.plan.people.of(*sample.content(office, 0).responsible).name == "Sophie Guéguen");
        CHECK_FALSE(sample.content(office, 1).responsible);
        auto const again = solene.post(undo_path(told), {}); // once is enough
        CHECK(again.location() == back.location());
    });
}

TEST_CASE("months and states are changed so too; what is done was done today, and comes back as it was") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Sample sample{office};
        auto maud = office.signed_in(office.maud);
        auto const plan = office.cycle_path(choosing);
        auto fields = ticked(maud.get(plan), sample, {0, 1, 2}, "due");
        fields["lot-echeance"] = "juin 2027";
        auto const fixed = maud.get(maud.post(office.cycle_path(path), fields).location());
        CHECK(fixed.says("3 échéances fixées : juin 2027."));
        CHECK(sample.content(office, 1).due == due("2027-06"));

        fields = ticked(maud.get(plan), sample, {0, 2}, "state");
        fields["lot-etat"] = "terminee";
        auto const done = maud.get(maud.post(office.cycle_path(path), fields).location());
        CHECK(done.says("2 actions passées à l'état « terminée »."));
        CHECK(sample.content(office, 0).progress == 100);
        CHECK(sample.content(office, 0).done == parse<Date>("2026-11-21"));
        maud.post(undo_path(done), {});
        CHECK(sample.content(office, 0).progress == 40);
        CHECK(sample.content(office, 0).state == State::ongoing);
        CHECK(sample.content(office, 0).due == due("2027-06")); // of the act before

        fields = ticked(maud.get(plan), sample, {0, 2}, "sans-echeance");
        auto const none = maud.get(maud.post(office.cycle_path(path), fields).location());
        CHECK(none.says("2 actions n'ont plus d'échéance."));
        CHECK_FALSE(sample.content(office, 2).due);
    });
}

TEST_CASE("several actions go to the trash at once, and come back from it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Sample sample{office};
        Planner planner{office};
        auto const part = planner.add(waste, {.title = "Une étape"}, sample.ids[0]);
        sample.ids.push_back(part);
        auto maud = office.signed_in(office.maud);
        auto const page = maud.get(office.cycle_path(choosing));
        auto const told = maud.get(maud.post(office.cycle_path(path), ticked(page, sample, {0, 2, 3}, "trash")).location());
        CHECK(told.says("2 actions mises à la corbeille.")); // the part went with its action
        CHECK(actions::actions(plan_of(office)).size() == 1);

        auto const back = maud.post(undo_path(told), {});
        CHECK(maud.get(back.location()).says("2 actions comme avant."));
        auto const plan = plan_of(office);
        CHECK(actions::actions(plan).size() == 4);
        CHECK(plan.find(part)->parent == sample.ids[0]);
    });
}

TEST_CASE("what somebody else changed meanwhile is left as it is, when changing and when taking back") {
    Office office;
    Sample sample{office};
    auto maud = office.signed_in(office.maud);
    auto const page = maud.get(office.cycle_path(choosing));
    Planner planner{office};
    auto const rename = [&](std::size_t which, std::string const& title) {
        planner.write([&](auto& db, auto& trail, auto const& diagnostic) {
            auto const plan = actions::plan(db, diagnostic);
            auto const& kept = *plan.find(sample.ids.at(which));
            auto content = kept.content;
            content.title = title;
            REQUIRE(actions::save(db, trail, diagnostic, kept, content, {office.solene, office.now, "", kept.revision}));
        });
    };
    rename(1, "Peser chaque mois");
    auto fields = ticked(page, sample, {0, 1, 2}, "due");
    fields["lot-echeance"] = "06/2027";
    auto const told = maud.get(maud.post(office.cycle_path(path), fields).location());
    CHECK(told.says("2 échéances fixées : juin 2027."));
    CHECK(told.says("Ont changé entre-temps, et restent ainsi : « Peser chaque mois »."));
    CHECK_FALSE(sample.content(office, 1).due);

    rename(2, "Former chacun");
    auto const back = maud.get(maud.post(undo_path(told), {}).location());
    CHECK(back.says("1 action comme avant."));
    CHECK(back.says("Ont changé depuis, et restent ainsi : « Former chacun »."));
    CHECK(sample.content(office, 0).due == due("2026-12"));
    CHECK(sample.content(office, 2).due == due("2027-06"));
}

TEST_CASE("what cannot be done comes back with what was ticked and typed") {
    Office office;
    Sample sample{office};
    auto maud = office.signed_in(office.maud);
    auto const page = maud.get(office.cycle_path(choosing));
    auto fields = ticked(page, sample, {1}, "due");
    fields["lot-echeance"] = "treizembre";
    auto const wrong = maud.post(office.cycle_path(path), fields);
    CHECK(wrong.status == 422);
    CHECK(wrong.says("Écrivez un mois et une année"));
    CHECK(wrong.field("lot-echeance") == "treizembre");
    auto const box = wrong.body.find("name=\"action-" + std::string{sample.ids[1].text()});
    CHECK(wrong.body.substr(box, wrong.body.find('>', box) - box).ends_with("checked"));

    Planner planner{office};
    sample.ids.push_back(planner.add(waste, {.title = "Composter", .start = parse<Date>("2027-05-01")}));
    fields = ticked(maud.get(office.cycle_path(choosing)), sample, {1, 3}, "due");
    fields["lot-echeance"] = "04/2027";
    CHECK(maud.post(office.cycle_path(path), fields).says("« Composter » commence après cette échéance"));
    CHECK_FALSE(sample.content(office, 1).due);
    sample.ids.pop_back();

    auto const nothing = maud.post(office.cycle_path(path), ticked(page, sample, {}, "trash"));
    CHECK(nothing.status == 422);
    CHECK(nothing.says("Cochez au moins une action dans le tableau"));
    CHECK(maud.post(office.cycle_path(path), ticked(page, sample, {1}, "autre")).status == 400);
    CHECK(actions::actions(plan_of(office)).size() == 4);
}

TEST_CASE("an empty field takes nothing away from several actions: that is asked for by a button of its own") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Sample sample{office};
        auto maud = office.signed_in(office.maud);
        auto const page = maud.get(office.cycle_path(choosing));
        auto const asked = [&](std::string const& act) {
            return maud.post(office.cycle_path(path), ticked(page, sample, {0, 2}, act));
        };

        auto const due = asked("due"), responsible = asked("responsible");
        CHECK(due.status == 422);
        CHECK(due.says("Écrivez un mois et une année"));
        CHECK(due.says("Tout cocher"));
        auto const box = due.body.find("name=\"action-" + std::string{sample.ids[2].text()});
        CHECK(due.body.substr(box, due.body.find('>', box) - box).ends_with("checked"));
        CHECK(responsible.status == 422);
        CHECK(responsible.says("Dites à qui ces actions sont confiées"));
        CHECK(sample.content(office, 0).due);
        CHECK(sample.content(office, 0).responsible);

        CHECK(maud.get(asked("sans-responsable").location()).says("1 action n'a plus de responsable."));
        CHECK_FALSE(sample.content(office, 0).responsible);
        CHECK(sample.content(office, 2).due);
    });
}

TEST_CASE("all actions that are looked at are ticked at once") {
    Office office;
    Sample sample{office};
    auto maud = office.signed_in(office.maud);
    auto const ticked_of = [&](std::string const& rest) {
        auto const page = maud.get(office.cycle_path(choosing) + rest);
        std::string all;
        for (std::size_t i = 0; i < sample.ids.size(); ++i) {
            auto const at = page.body.find("name=\"action-" + std::string{sample.ids[i].text()});
            if (at != page.body.npos && page.body.substr(at, page.body.find('>', at) - at).ends_with("checked"))
                all += std::to_string(i);
        }
        return all;
    };

    CHECK(ticked_of("") == "");
    CHECK(ticked_of("&cocher=tout") == "012");
    CHECK(ticked_of("&cocher=tout&texte=peser") == "1");
}

TEST_CASE("a change of several actions can be taken back for thirty days") {
    Office office;
    Sample sample{office};
    auto maud = office.signed_in(office.maud);
    auto fields = ticked(maud.get(office.cycle_path(choosing)), sample, {0}, "sans-echeance");
    auto const told = maud.post(office.cycle_path(path), fields).location();
    auto const undo = undo_path(maud.get(told));
    office.let_pass(31 * 24h);
    auto later = office.signed_in(office.maud);
    CHECK_FALSE(later.get(told).says("Annuler"));
    later.post(undo, {});
    CHECK_FALSE(sample.content(office, 0).due);
}

TEST_CASE("who only reads ticks nothing") {
    Office office;
    Sample const sample{office};
    auto const page = office.signed_in(office.idriss).get(office.cycle_path(choosing));
    CHECK_FALSE(page.shows("type=\"checkbox\" form="));
    CHECK_FALSE(page.says("Changer plusieurs actions"));
}

TEST_CASE("the last changes of several actions are listed, and each is taken back while nothing it touched has changed") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Sample sample{office};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const change = [&](Browser& browser, std::vector<std::size_t> const& which, std::string const& act,
                                std::string const& field, std::string const& value) {
            auto fields = ticked(browser.get(office.cycle_path(choosing)), sample, which, act);
            fields[field] = value;
            CHECK(browser.post(office.cycle_path(path), fields).status == 303);
            office.let_pass(1min);
        };
        change(solene, {0, 1}, "responsible", "lot-responsable", "Ronan Le Goff");
        change(solene, {1, 2}, "due", "lot-echeance", "06/2027");
        change(maud, {0}, "due", "lot-echeance", "08/2027");
        change(maud, {0, 2}, "trash", "lot-etat", "prevue");

        auto const page = maud.get(office.cycle_path(choosing));

        CHECK(page.says("Derniers changements groupés"));
        CHECK(page.says("2 actions mises à la corbeille."));
        CHECK(page.says("Maud Martin, le 21 novembre 2026 à 10 h 03."));
        CHECK(page.says("Modifié depuis, donc à reprendre à la main : une action supprimée, « Peser »."));
        CHECK(page.says("2 échéances fixées : juin 2027."));
        CHECK_FALSE(page.says("1 échéance fixée")); // one alone is none of several
        auto const count = [](Page const& shown) {
            std::size_t found = 0;
            for (auto at = shown.body.find("/annulation"); at != shown.body.npos; at = shown.body.find("/annulation", at + 1))
                ++found;
            return found;
        };
        CHECK(count(page) == 1); // the others touched what is in the trash now

        auto const at = page.body.find("/structures/", page.body.find("batch__recent"));
        auto const undo = page.body.substr(at, page.body.find('"', at) - at);
        CHECK(maud.post(undo, {}).status == 303);
        CHECK(plan_of(office).find(sample.ids[2]));
        auto const after = maud.get(office.cycle_path(choosing));
        CHECK(after.says("Annulé le 21 novembre 2026."));
        CHECK(after.says("Modifié depuis, donc à reprendre à la main : « Trier », « Peser »."));
        CHECK(count(after) == 1); // the due months, whose actions are as they were left
        CHECK_FALSE(office.signed_in(office.maud).get(office.cycle_path("/engagements")).says("Derniers changements groupés"));
    });
}
