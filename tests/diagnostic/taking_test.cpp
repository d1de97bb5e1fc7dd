// « Reprendre ce texte »: what another wrote of a criterion is taken, kept out or joined by a button, without script.
#include "diagnostic/draft.h"
#include "diagnostic/rated_chapter.h"

#include <doctest/doctest.h>

#include <array>

using support::Browser, support::chosen, support::for_each_engine, support::form_of, support::governance, support::jobs,
    support::life, support::Office, support::Page, support::power, support::rate, support::rating, support::social;

namespace {

std::string const own_opinion = "/diagnostic/gouvernance/avis";

// Solène's page, where Maud was faster.
struct Conflict {
    explicit Conflict(storage::Engine engine)
        : office{engine}, solene{office.signed_in(office.solene)}, path{office.cycle_path(social)} {
        auto maud = office.signed_in(office.maud);
        auto mine = form_of(solene.get(path));
        rate(maud, path, jobs, "2", "Le texte de Maud.");
        mine["level-" + jobs] = "4";
        mine["comment-" + jobs] = "Le texte de Solène.";
        page = solene.post(path, mine);
    }

    Page press(std::string const& name) {
        auto form = form_of(page);
        form[name] = jobs;
        return solene.post(path, form);
    }

    Office office;
    Browser solene;
    std::string path;
    Page page;
};

std::string opinion_of(accounts::User const& user) { return power + "/" + std::string{user.id.text()}; }

} // namespace

TEST_CASE("both texts are joined where two people wrote, and joined once") {
    using diagnostic::joined;
    CHECK(joined("Le sien.", "L'autre.") == "Le sien.\n\nL'autre.");
    CHECK(joined("", "L'autre.") == "L'autre.");
    CHECK(joined("Le sien.", "") == "Le sien.");
    CHECK(joined("Le sien.\n\nL'autre.", "L'autre.") == "Le sien.\n\nL'autre.");
}

TEST_CASE("whoever meets a colleague's answer keeps their own, takes the other, or joins both texts") {
    for_each_engine([](storage::Engine engine) {
        for (auto const& [button, level, comment] :
            std::vector<std::array<std::string, 3>>{{"garder", "4", "Le texte de Solène."},
                {"reprendre", "2", "Le texte de Maud."}, {"joindre", "4", "Le texte de Solène.\n\nLe texte de Maud."}}) {
            CAPTURE(button);
            Conflict conflict{engine};
            REQUIRE(conflict.page.status == 409);
            CHECK(conflict.page.shows("name=\"" + button + "\" value=\"" + jobs + "\""));

            auto const answer = conflict.press(button);

            CHECK(answer.status == 303);
            CHECK(answer.location() == conflict.path + "#critere-" + jobs);
            CHECK(rating(conflict.office, jobs)->rating.level.code() == level);
            CHECK(rating(conflict.office, jobs)->rating.comment == comment);
        }
    });
}

TEST_CASE("taking the colleague's answer saves what else the form holds") {
    Conflict conflict{storage::Engine::sqlite};
    auto form = form_of(conflict.page);
    form["reprendre"] = jobs;
    form["level-" + life] = "3";

    CHECK(conflict.solene.post(conflict.path, form).status == 303);

    CHECK(rating(conflict.office, jobs)->by == "Maud Martin");
    CHECK(rating(conflict.office, life)->rating.level.code() == "3");
}

TEST_CASE("what one person says becomes the answer of the structure by a button, below what stands there") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(governance);
        rate(maud, office.cycle_path(own_opinion), power, "2", "L'avis de Maud.");
        rate(solene, office.cycle_path(own_opinion), power, "4", "L'avis de Solène.");
        auto const take = [&](accounts::User const& user) {
            auto form = form_of(solene.get(path));
            form["reprendre-avis"] = opinion_of(user);
            return solene.post(path, form);
        };
        CHECK(solene.get(path).shows("name=\"reprendre-avis\" value=\"" + opinion_of(office.maud) + "\""));

        CHECK(take(office.maud).location() == path + "#critere-" + power);
        CHECK(rating(office, power)->rating.level.code() == "2");
        CHECK(rating(office, power)->rating.comment == "L'avis de Maud.");

        CHECK(take(office.solene).status == 303);
        CHECK(rating(office, power)->rating.level.code() == "2");
        CHECK(rating(office, power)->rating.comment == "L'avis de Maud.\n\nL'avis de Solène.");
        auto const before = rating(office, power)->revision;
        CHECK(take(office.maud).status == 303);
        CHECK(rating(office, power)->revision == before);
        CHECK(rating(office, power)->rating.comment == "L'avis de Maud.\n\nL'avis de Solène.");
    });
}

TEST_CASE("an opinion that one may not read yet, that nobody gave, or for a criterion of others, is not taken") {
    Office office;
    auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(governance);
    rate(maud, office.cycle_path(own_opinion), power, "2", "L'avis de Maud.");
    auto form = form_of(solene.get(path));
    CHECK(!solene.get(path).shows("reprendre-avis"));

    form["reprendre-avis"] = opinion_of(office.maud);
    CHECK(solene.post(path, form).status == 404);
    form["reprendre-avis"] = opinion_of(office.idriss);
    CHECK(solene.post(path, form).status == 404);
    form["reprendre-avis"] = power + "/personne";
    CHECK(solene.post(path, form).status == 404);
    CHECK(!rating(office, power));
    CHECK(!office.signed_in(office.idriss).get(path).shows("reprendre-avis"));
}
