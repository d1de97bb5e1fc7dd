#include "diagnostic/rated_chapter.h"

#include <doctest/doctest.h>

#include <set>

using support::Browser, support::chosen, support::form_of, support::governance, support::jobs, support::life, support::Office,
    support::one_of, support::power, support::rate, support::rating, support::social;

namespace {

std::string const whole = "/diagnostic/tout";

// As a browser sends it back: this page has no field for comments.
Browser::Fields whole_form(support::Page const& page) {
    auto form = form_of(page);
    std::erase_if(form, [](auto const& field) { return field.first.starts_with("comment-"); });
    return form;
}

} // namespace

TEST_CASE("all criteria stand on one page, and are saved in one form") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(whole);
        auto const page = maud.get(path);
        CHECK(support::criteria_of(page).size() == rated(*office.library.offered().front()).size());
        auto form = whole_form(page);
        form["level-" + jobs] = "4";
        form["level-" + power] = "2";

        auto const answer = maud.post(path, form);

        CHECK(answer.status == 303);
        CHECK(answer.location() == path);
        CHECK(rating(office, jobs)->rating.level.code() == "4");
        CHECK(chosen(maud.get(path), power) == "2");
        CHECK(office.ratings().size() == 2);
    });
}

TEST_CASE("the page of all criteria leaves comments as they are") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        rate(maud, office.cycle_path(social), jobs, "2", "Un commentaire.");
        auto const path = office.cycle_path(whole);
        auto form = whole_form(maud.get(path));
        form["level-" + jobs] = "3";

        CHECK(maud.post(path, form).status == 303);
        CHECK(rating(office, jobs)->rating.level.code() == "3");
        CHECK(rating(office, jobs)->rating.comment == "Un commentaire.");

        auto const before = office.dump();
        CHECK(maud.post(path, whole_form(maud.get(path))).status == 303);
        CHECK(office.dump() == before);
    });
}

TEST_CASE("the page of all criteria asks for the reason that it did not show, and keeps the rest") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(whole);
    auto form = whole_form(maud.get(path));
    form["level-" + life] = "NC";
    form["level-" + jobs] = "3";

    auto const answer = maud.post(path, form);

    CHECK(answer.status == 422);
    CHECK(answer.says("Il manque la raison"));
    CHECK(chosen(answer, life) == "NC");
    CHECK(rating(office, jobs));
    auto again = whole_form(answer);
    again["reason-" + life] = "Personne n'est salarié.";
    CHECK(maud.post(path, again).status == 303);
    CHECK(rating(office, life)->rating.reason == "Personne n'est salarié.");
}

TEST_CASE("the page of all criteria tells what a colleague wrote meanwhile") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const path = office.cycle_path(whole);
        auto form = whole_form(maud.get(path));
        rate(solene, office.cycle_path(governance), power, "4", "De Solène.");
        form["level-" + power] = "2";
        form["level-" + jobs] = "1";

        auto const answer = maud.post(path, form);

        CHECK(answer.status == 409);
        CHECK(answer.says("De Solène."));
        CHECK(chosen(answer, power) == "2");
        CHECK(rating(office, power)->rating.level.code() == "4");
        CHECK(rating(office, jobs)->rating.level.code() == "1");
        CHECK(maud.post(path, whole_form(answer)).status == 303);
        CHECK(rating(office, power)->rating.level.code() == "2");
        CHECK(rating(office, power)->rating.comment == "De Solène.");
    });
}

TEST_CASE("the script of the page of all criteria saves one, and counts all") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(whole);
    auto form = whole_form(maud.get(path));
    form["level-" + power] = "2";
    auto const answer = maud.fetch_post(path, one_of(form, power));
    CHECK(answer.status == 200);
    CHECK(answer.shows("\"progress\":\"1\u00a0/\u00a0" + std::to_string(support::criteria_of(maud.get(path)).size()) + '"'));
}

TEST_CASE("a reader reads all criteria on one page, and nobody rates there in a closed cycle") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(whole);
    auto const form = whole_form(maud.get(path));
    CHECK(!office.signed_in(office.idriss).get(path).shows("name=\"level-"));
    support::close_cycle(office);
    CHECK(maud.post(path, form).status == 403);
    CHECK(!maud.get(path).shows("name=\"level-"));
}

TEST_CASE("whoever only reads, or comes to a closed cycle, is given figures and nothing to answer") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);
        rate(maud, office.cycle_path(support::governance), support::power, "2", "Écrit.");
        auto const is_free_of_tasks = [&](Browser& browser) {
            for (std::string const path : {"", "/diagnostic", "/diagnostic/gouvernance"}) {
                auto const page = browser.get(office.cycle_path(path));
                CHECK(page.status == 200);
                for (std::string const words : {"Il reste", "Évaluer le critère", "Voter en atelier"})
                    CHECK_MESSAGE(!page.says(words), std::string{path + " : " + words});
            }
            CHECK(browser.get(office.cycle_path()).says("1 critère évalué sur "));
            for (std::string const path : {"", "/diagnostic"})
                CHECK(browser.get(office.cycle_path(path)).says("Lire les résultats"));
        };
        CHECK(maud.get(office.cycle_path()).says("Évaluer le critère"));
        auto const overview = maud.get(office.cycle_path("/diagnostic"));
        CHECK(overview.says("Voter en atelier"));
        CHECK(!overview.shows("/diagnostic/question/" + support::power + "\"")); // answered: it begins at the next

        is_free_of_tasks(idriss);
        support::close_cycle(office);
        is_free_of_tasks(maud);
    });
}
