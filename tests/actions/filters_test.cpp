#include "actions/filters.h"
#include "actions/plans.h"
#include "web/request.h"

#include <doctest/doctest.h>

using namespace actions;
using support::jobs, support::Office, support::plan_of, support::Planner, support::power, support::waste;

namespace {

Due due(std::string_view month) { return {parse<Month>(month).value()}; }
Date const today = parse<Date>("2026-11-21").value();

// Five actions of three criteria, of two people.
struct Sample {
    explicit Sample(Office& office) {
        Planner planner{office};
        planner.commit({power, waste, jobs});
        sophie = planner.person("Sophie Guéguen");
        auto const ronan = planner.person("Ronan Le Goff");
        planner.add(power, {.title = "Ouvrir le conseil", .responsible = sophie, .due = due("2026-03")});
        planner.add(waste, {.title = "Trier",
                               .text = "Des **bacs** à l'étage",
                               .responsible = ronan,
                               .due = due("2026-12"),
                               .state = State::ongoing});
        planner.add(waste, {.title = "Peser",
                               .due = due("2026-03"),
                               .state = State::done,
                               .done = parse<Date>("2026-03-05"),
                               .indicators = {planner.figure("Déchets, en tonnes", "12", "10")}});
        planner.add(jobs, {.title = "Former", .responsible = sophie, .indicators = {planner.figure("Jours", "0", "3")}});
        planner.add(jobs, {.title = "Écouter", .responsible = ronan, .due = due("2027-06"), .state = State::abandoned});
        plan = plan_of(office);
    }

    std::string titles(Filter const& filter) const {
        std::string all;
        for (auto const& pick : picks(html::Language{}, plan, filter, today))
            all += (all.empty() ? "" : ", ") + (*pick.action)->title;
        return all;
    }

    Plan plan;
    PersonId sophie = PersonId::parse("00000000-0000-7000-8000-000000000000").value();
};

} // namespace

TEST_CASE("a filter leaves what fits all of it, and an empty one leaves everything") {
    Office office;
    Sample const sample{office};
    std::string const all = "Ouvrir le conseil, Former, Écouter, Trier, Peser";
    CHECK(sample.titles({}) == all);
    CHECK(sample.titles({.chapter = "gouvernance"}) == "Ouvrir le conseil");
    CHECK(sample.titles({.chapter = std::string{former_chapter}}).empty());
    CHECK(sample.titles({.responsible = sample.sophie}) == "Ouvrir le conseil, Former");
    CHECK(sample.titles({.without_responsible = true}) == "Peser");
    CHECK(sample.titles({.from = due("2026-03"), .to = due("2026-03")}) == "Ouvrir le conseil, Peser");
    CHECK(sample.titles({.from = due("2026-04")}) == "Écouter, Trier");
    CHECK(sample.titles({.to = due("2026-12")}) == "Ouvrir le conseil, Trier, Peser");
    CHECK(sample.titles({.state = State::ongoing}) == "Trier");
    CHECK(sample.titles({.responsible = sample.sophie, .to = due("2026-12")}) == "Ouvrir le conseil");
}

TEST_CASE("what is over is neither late nor to be completed") {
    Office office;
    Sample const sample{office};
    CHECK(sample.titles({.is_late = true}) == "Ouvrir le conseil");
    CHECK(sample.titles({.is_incomplete = true}) == "Ouvrir le conseil, Former, Trier");
}

TEST_CASE("words are found in any order and without their accents, in the action, its criterion, its people and indicators") {
    Office office;
    Sample const sample{office};
    CHECK(sample.titles({.text = "ETAGE bacs"}) == "Trier");
    CHECK(sample.titles({.text = "tonnes"}) == "Peser");
    CHECK(sample.titles({.text = "gueguen"}) == "Ouvrir le conseil, Former");
    CHECK(sample.titles({.text = "déchets"}) == "Trier, Peser");
    CHECK(sample.titles({.text = "bacs tonnes"}).empty());
}

TEST_CASE("a filter goes into an address and comes back from it, and what cannot be read filters nothing") {
    Office office;
    Sample const sample{office};
    for (auto const& filter : {Filter{}, Filter{.chapter = "gouvernance", .responsible = sample.sophie, .from = due("2026-03")},
             Filter{.without_responsible = true, .to = due("2027-01"), .state = State::abandoned, .text = "l'été & co"},
             Filter{.is_late = true, .is_incomplete = true}}) {
        std::string const address{with(Url::page({"engagements"}), filter).text()};
        auto const query = address.find('?') == address.npos ? std::string{} : address.substr(address.find('?') + 1);
        CHECK(read_filter(*web::read_form(query)) == filter);
    }
    CHECK(read_filter(*web::read_form("responsable=x&de=2026-13&a=&etat=rien&retard=non")).is_empty());
}

TEST_CASE("a chapter that nothing of the plan belongs to is not called by its key") {
    Office office;
    Sample const sample{office};
    auto const page = office.signed_in(office.maud).get(office.cycle_path("/engagements?chapitre=ailleurs&de=2026-04"));
    CHECK(page.says("Choix : un chapitre sans critère au plan, dès avril 2026."));
    CHECK(page.says(">un chapitre sans critère au plan</option>"));
    CHECK_FALSE(page.shows(">ailleurs<"));
}
