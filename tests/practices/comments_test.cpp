#include "practices/comments.h"
#include "practices/described_chapter.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::Browser, support::describe, support::jobs, support::Office, support::Page, support::power,
    support::practice_versions, support::practices_of_governance, support::practices_of_jobs, support::text_of;

namespace {

std::string const first = "01000000-0000-7000-8000-000000000001", second = "01000000-0000-7000-8000-000000000002";

std::string page_of(Office& office, std::string const& act = "") {
    return office.cycle_path("/pratiques/criteres/" + power + act);
}

Page say(Office& office, Browser& browser, std::string const& id, std::string const& text, std::string const& mention = {}) {
    return browser.post(page_of(office, "/commentaires"), {{"id", id}, {"text", text}, {"mention", mention}});
}

std::size_t mails_to(Office& office, std::string const& words) {
    std::size_t count = 0;
    for (auto const& mail : office.mails()) count += mail.find(words) != mail.npos;
    return count;
}

} // namespace

TEST_CASE("a team comments on a practice, and whoever is called is told by mail once in ten minutes") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        std::string const solene{office.solene.id.text()};

        CHECK(say(office, maud, first, "Qui a la **charte** ?", solene).status == 303);
        CHECK(say(office, maud, first, "Qui a la **charte** ?", solene).status == 303); // sent twice
        CHECK(say(office, maud, second, "Et le registre ?", solene).status == 303);

        auto const page = office.signed_in(office.idriss).get(page_of(office));
        CHECK(page.shows("<strong>charte</strong>"));
        CHECK(page.says("À l'attention de Solène Martin"));
        CHECK_FALSE(page.shows("<textarea"));
        CHECK(mails_to(office, "Maud Martin a écrit un commentaire") == 1);
        CHECK(office.dump().at("outbox").find(office.maud.email) != std::string::npos); // who is answered
        CHECK(office.trail(office.deux_rives) == std::vector<std::string>{"comment " + power, "comment " + power});
        CHECK(maud.get(office.cycle_path(practices_of_governance)).shows("2 commentaires"));

        office.let_pass(11min);
        say(office, maud, "01000000-0000-7000-8000-000000000003", "Une dernière chose.", solene);
        CHECK(mails_to(office, "Maud Martin a écrit un commentaire") == 2);
    });
}

TEST_CASE("a comment is resolved and opened again, and corrected by who wrote it within ten minutes") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto solene = office.signed_in(office.solene);
        say(office, maud, first, "Une fote.");
        auto const at = "/commentaires/" + first;

        CHECK(solene.post(page_of(office, at + "/resolution")).status == 303);
        CHECK(maud.get(page_of(office)).says("Résolu par Solène Martin"));
        CHECK(maud.post(page_of(office, at + "/reouverture")).status == 303);
        CHECK_FALSE(maud.get(page_of(office)).says("Résolu par Solène Martin"));

        CHECK(solene.post(page_of(office, at), {{"text-" + first, "Autre chose."}}).status == 422);
        CHECK(maud.post(page_of(office, at), {{"text-" + first, "Une faute."}}).status == 303);
        CHECK(maud.get(page_of(office)).says("Une faute."));
        office.let_pass(11min);
        auto const late = maud.post(page_of(office, at), {{"text-" + first, "Trop tard."}});
        CHECK(late.status == 422);
        CHECK(late.shows("Trop tard."));
        CHECK(late.says("Une faute."));
    });
}

TEST_CASE("a comment without words, or to somebody else than the team, comes back with what was written") {
    Office office;
    auto maud = office.signed_in(office.maud);
    CHECK(say(office, maud, first, "  \n").status == 422);
    auto const page = say(office, maud, first, "Bonjour.", std::string{office.nadia.id.text()});
    CHECK(page.status == 422);
    CHECK(page.says("Choisissez une personne de l'équipe dans la liste"));
    CHECK(page.field("text") == "Bonjour.");
    CHECK(office.mails().empty());
}

TEST_CASE("an earlier version is compared with what is there, and taken back as a new one") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(practices_of_governance);
        describe(maud, path, power, "Un conseil.\n\nDes statuts.");
        office.let_pass(11min);
        describe(maud, path, power, "Un conseil.\n\nUne charte.");

        auto const page = maud.get(page_of(office) + "?version=1");
        CHECK(page.shows("<del>Des statuts.</del>"));
        CHECK(page.shows("<ins>Une charte.</ins>"));
        auto const revision = page.field("revision");

        CHECK(maud.post(page_of(office, "/reprise"), {{"number", "1"}, {"revision", "1"}}).status == 409);
        CHECK(maud.post(page_of(office, "/reprise"), {{"number", "9"}, {"revision", revision}}).status == 404);
        // Minutes after the last one was written, and it stays all the same.
        CHECK(maud.post(page_of(office, "/reprise"), {{"number", "1"}, {"revision", revision}}).status == 303);
        CHECK(text_of(office, power) == "Un conseil.\n\nDes statuts.");
        CHECK(practice_versions(office, power).size() == 3);
    });
}

TEST_CASE("one description serves two criteria until one of them gets its own") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        describe(maud, office.cycle_path(practices_of_governance), power, "Le livret.");
        describe(maud, office.cycle_path(practices_of_jobs), jobs, "Les entretiens.");
        auto const at = office.cycle_path("/pratiques/criteres/" + jobs);

        CHECK(maud.post(at + "/partage", {{"with", power}}).status == 303);
        CHECK(text_of(office, jobs) == "Le livret.\n\nLes entretiens.");
        CHECK(text_of(office, power) == "Le livret.\n\nLes entretiens.");
        describe(maud, office.cycle_path(practices_of_jobs), jobs, "Le livret, et tout le reste.");
        CHECK(text_of(office, power) == "Le livret, et tout le reste.");

        CHECK(maud.post(at + "/separation").status == 303);
        describe(maud, office.cycle_path(practices_of_jobs), jobs, "À part.");
        CHECK(text_of(office, jobs) == "À part.");
        CHECK(text_of(office, power) == "Le livret, et tout le reste.");
    });
}

TEST_CASE("what a criterion said before its description was shared stays among the versions, and when it gets its own again") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        describe(maud, office.cycle_path(practices_of_governance), power, "Le livret.");
        office.let_pass(2h);
        describe(solene, office.cycle_path(practices_of_jobs), jobs, "Les entretiens.");
        office.let_pass(2h);
        auto const at = office.cycle_path("/pratiques/criteres/" + jobs);
        auto const texts = [&] {
            std::vector<std::string> all;
            for (auto const& one : practice_versions(office, jobs)) all.push_back(one.by);
            return all;
        };

        CHECK(maud.post(at + "/partage", {{"with", power}}).status == 303);
        CHECK(texts() == std::vector<std::string>{"Maud Martin", "Solène Martin", "Maud Martin"}); // the newest first
        auto page = maud.get(at + "?version=2");
        CHECK(page.says("<b>Solène Martin</b>"));
        CHECK(page.says("De la version 2 à aujourd'hui"));
        CHECK(maud.post(at + "/reprise", {{"number", "2"}, {"revision", page.field("revision")}}).status == 303);
        CHECK(text_of(office, jobs) == "Les entretiens.");

        CHECK(maud.post(at + "/separation").status == 303);
        CHECK(texts() == std::vector<std::string>{"Maud Martin", "Maud Martin", "Solène Martin", "Maud Martin"});
        CHECK(text_of(office, jobs) == "Les entretiens.");
        CHECK(maud.post(at + "/partage", {{"with", power}}).status == 303); // nothing comes twice
        CHECK(practice_versions(office, jobs).size() == 4);
        describe(solene, office.cycle_path(practices_of_jobs), jobs, "Tout.");
        CHECK(practice_versions(office, power).size() == 5);
    });
}

TEST_CASE("a version that was chosen before another criterion's came between is asked about again") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        describe(maud, office.cycle_path(practices_of_governance), power, "Rien encore.");
        office.let_pass(2h);
        describe(solene, office.cycle_path(practices_of_jobs), jobs, "Le livret.");
        office.let_pass(2h);
        describe(maud, office.cycle_path(practices_of_governance), power, "Le livret.\n\nUne charte.");
        office.let_pass(2h);
        describe(maud, office.cycle_path(practices_of_governance), power, "Le livret.\n\nUne charte.\n\nUn guide.");
        auto const open = maud.get(page_of(office) + "?version=2");

        CHECK(solene.post(office.cycle_path("/pratiques/criteres/" + jobs + "/partage"), {{"with", power}}).status == 303);

        CHECK(practice_versions(office, power).size() == 4);
        CHECK(maud.post(page_of(office, "/reprise"), {{"number", "2"}, {"revision", open.field("revision")}}).status == 409);
        CHECK(text_of(office, power) == "Le livret.\n\nUne charte.\n\nUn guide.");
    });
}

TEST_CASE("« @ » and a name in a comment call that person of the team, and nobody else") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);

        CHECK(say(office, maud, first, "@solene MARTIN, et @Nadia : qui a la charte ?").status == 303);

        CHECK(maud.get(page_of(office)).says("À l'attention de Solène Martin"));
        CHECK(mails_to(office, "Maud Martin a écrit un commentaire") == 1);
        CHECK(office.mails().size() == 1);
        office.let_pass(11min);
        say(office, maud, second, "Sans nom.");
        CHECK(office.mails().size() == 1);
        CHECK(maud.post(page_of(office, "/commentaires/" + second), {{"text-" + second, "Et @Solène Martin ?"}}).status == 303);
        CHECK(office.mails().size() == 2);
    });
    CHECK(practices::names("(@Anne Roux)", "Anne Roux"));
    CHECK_FALSE(practices::names("@Anne Rouxel, @Anne Roux-Petit, jo@Anne Roux", "Anne Roux"));
}

TEST_CASE("a correction that is refused stays where it was written") {
    Office office;
    auto maud = office.signed_in(office.maud);
    say(office, maud, first, "Une fote.");
    std::string const text(100'001, 'a');
    auto const page = maud.post(page_of(office, "/commentaires/" + first), {{"text-" + first, text}});
    CHECK(page.status == 422);
    CHECK(page.field("text-" + first) == text);
    CHECK(page.field("text").empty());
    CHECK(page.says("Raccourcissez ce commentaire"));
}

TEST_CASE("who is held to one criterion shares no description that others write") {
    Office office;
    auto maud = office.signed_in(office.maud);
    describe(maud, office.cycle_path(practices_of_governance), power, "Le livret.");
    describe(maud, office.cycle_path(practices_of_jobs), jobs, "Les entretiens.");
    support::hold_to(office, office.maud, jobs);
    auto const at = office.cycle_path("/pratiques/criteres/" + jobs);
    CHECK_FALSE(maud.get(at).says("Partager cette description"));
    CHECK(maud.post(at + "/partage", {{"with", power}}).status == 403);
    CHECK(text_of(office, power) == "Le livret.");
}

TEST_CASE("no description is shared before a criterion is chosen") {
    Office office;
    auto maud = office.signed_in(office.maud);
    describe(maud, office.cycle_path(practices_of_governance), power, "Le livret.");
    auto const at = office.cycle_path("/pratiques/criteres/" + jobs);

    CHECK(maud.get(at).shows(R"(<option value="" selected>)"));
    auto const page = maud.post(at + "/partage", {{"with", ""}});
    CHECK(page.status == 422);
    CHECK(page.says("Choisissez le critère dont la description convient ici aussi"));
}

TEST_CASE("two descriptions that are too long together stay apart") {
    Office office;
    auto maud = office.signed_in(office.maud);
    describe(maud, office.cycle_path(practices_of_governance), power, std::string(60'000, 'a'));
    describe(maud, office.cycle_path(practices_of_jobs), jobs, std::string(60'000, 'b'));
    auto const page = maud.post(office.cycle_path("/pratiques/criteres/" + jobs + "/partage"), {{"with", power}});
    CHECK(page.status == 422);
    CHECK(page.says("Raccourcissez l'une des deux descriptions"));
    CHECK(text_of(office, jobs) == std::string(60'000, 'b'));
}

TEST_CASE("two texts become one where one of them says all of the other, in whole lines") {
    CHECK(practices::joined("Un conseil élu.", "un") == "Un conseil élu.\n\nun");
    CHECK(practices::joined("Un.\n\nDeux.", "Deux.") == "Un.\n\nDeux.");
    CHECK(practices::joined("Deux.", "Un.\n\nDeux.") == "Un.\n\nDeux.");
    CHECK(practices::joined("", "Un.") == "Un.");
    CHECK(practices::joined("Un.", "") == "Un.");
}

TEST_CASE("a comment that is written while the cycle is closed is shown, to be taken along") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        say(office, maud, first, "Une fote.");
        support::close_cycle(office);
        auto const page = say(office, maud, second, "Qui a la charte ?");
        CHECK(page.status == 403);
        CHECK(page.says("Qui a la charte ?"));
        CHECK(maud.post(page_of(office, "/commentaires/" + first), {{"text-" + first, "Une faute."}}).says("Une faute."));
        auto const gone =
            maud.post(office.cycle_path("/pratiques/criteres/parti/commentaires"), {{"id", second}, {"text", "Ici ?"}});
        CHECK(gone.says("Ici ?"));
    });
}
