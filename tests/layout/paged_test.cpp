#include "practices/described_chapter.h"

#include "mail/outbox.h"

#include <doctest/doctest.h>

using support::Browser, support::Office, support::Page;

namespace {

std::size_t times(Page const& page, std::string_view text) {
    std::size_t count = 0;
    for (auto at = page.body.find(text); at != std::string::npos; at = page.body.find(text, at + 1)) ++count;
    return count;
}

// Where « Voir plus » leads; empty where there is none.
std::string next_of(Page const& page) {
    auto const end = page.body.find("\" rel=\"next\"");
    if (end == page.body.npos) return {};
    auto const start = page.body.rfind("href=\"", end) + 6;
    return page.body.substr(start, end - start);
}

// How many lines each page of the list has, from its first to its last.
std::vector<std::size_t> lines(Browser& browser, std::string path, std::string_view line) {
    std::vector<std::size_t> counts;
    while (!path.empty() && counts.size() < 9) {
        auto const page = browser.get(path);
        CHECK(page.status == 200);
        counts.push_back(times(page, line));
        path = next_of(page);
    }
    return counts;
}

using Counts = std::vector<std::size_t>;

} // namespace

TEST_CASE("lists that grow show fifty lines a page, and the way to the next") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        for (int i = 0; i < 101; ++i) {
            auto const number = std::to_string(i);
            office.add_member(
                office.deux_rives, office.add_user("Ada" + number, "ada" + number + "@exemple.fr"), accounts::Role::reader);
            office.add_structure("Le Fil " + number, office.solene);
        }
        CHECK(lines(solene, office.structure_path("/equipe"), "@exemple.fr</td>") == Counts{50, 50, 1});
        CHECK(lines(solene, "/compte/structures", "<li class=\"line\">") == Counts{50, 50, 2});

        for (int i = 0; i < 60; ++i) office.signed_in(office.solene);
        CHECK(lines(solene, "/compte", "/fermeture\"").front() == 51); // and the button for all others

        office.db().write([&](storage::Writer& db) {
            for (int i = 0; i < 60; ++i)
                mail::post(db, {.to = {"une@exemple.fr"}, .subject = "Bonjour", .text = "Un mot.", .kind = "essai"}, office.now,
                    office.chance);
        });
        office.desk->settings.shows_mailbox = true;
        CHECK(lines(solene, "/boite-mails", "<th scope=\"row\">") == Counts{50, 10});
    });
}

TEST_CASE("a conversation shows its last fifty lines first, and the way to those before") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path("/diagnostic/criteres/exercice-du-pouvoir/relecture");
    for (int i = 0; i < 60; ++i) {
        office.let_pass(std::chrono::seconds{1});
        REQUIRE(
            maud.post(path, {{"id", maud.get(path).field("id")}, {"note", "Note n" + std::to_string(i) + "."}}).status == 303);
    }

    auto const last = maud.get(path);

    CHECK(times(last, "<p class=\"stream__note\">") == 50);
    CHECK(last.shows("Note n59."));
    CHECK(!last.shows("Note n9."));
    auto const before = maud.get(next_of(last));
    CHECK(times(before, "<p class=\"stream__note\">") == 10);
    CHECK(before.shows("Note n9."));
    CHECK(next_of(before).empty());
}

TEST_CASE("snapshots, versions and comments go on where their page ends, and what was just said is there") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const snapshots = office.cycle_path("/diagnostic/instantanes"),
               practice = office.cycle_path("/pratiques/criteres/" + support::power);
    for (int i = 0; i < 55; ++i) {
        auto const number = std::to_string(i);
        office.let_pass(std::chrono::minutes{11});
        auto const id = maud.get(snapshots).field("id");
        office.reception->write_touches(); // she has been there all day
        REQUIRE(maud.post(snapshots, {{"id", id}, {"label", "Instantané " + number}}).status == 303);
        support::describe(maud, office.cycle_path(support::practices_of_governance), support::power, "Texte " + number);
        auto const comment = maud.get(practice).field("id");
        REQUIRE(maud.post(practice + "/commentaires", {{"id", comment}, {"text", "Commentaire n" + number + "."}}).status == 303);
    }

    CHECK(lines(maud, snapshots, "<li class=\"round\">") == Counts{50, 5});
    auto const page = maud.get(practice);
    CHECK(times(page, "<li id=\"commentaire-") == 50);
    CHECK(page.shows("Commentaire n54."));
    CHECK(!page.shows("Commentaire n4."));
    CHECK(times(page, "rel=\"next\"") == 2);
    auto const older = maud.get(practice + "?avant-version=6");
    CHECK(older.says("Comparer la version 5 à celle d'aujourd'hui"));
    CHECK(!older.says("Comparer la version 7 à celle d'aujourd'hui"));
    auto const at = page.body.find("avant-commentaire=");
    REQUIRE(at != page.body.npos);
    auto const earlier = maud.get(practice + "?" + page.body.substr(at, page.body.find('#', at) - at));
    CHECK(times(earlier, "<li id=\"commentaire-") == 5);
    CHECK(earlier.shows("Commentaire n4."));

    // Who resolves or opens one again is still there.
    auto const found = earlier.body.find("<li id=\"commentaire-") + 20;
    auto const id = earlier.body.substr(found, 36);
    for (std::string const act : {"/resolution", "/reouverture"}) {
        auto const there = maud.post(practice + "/commentaires/" + id + act);
        CHECK(there.status == 303);
        CHECK(there.location().ends_with("#commentaire-" + id));
        CHECK(maud.get(there.location().substr(0, there.location().find('#'))).shows("<li id=\"commentaire-" + id));
    }
}
