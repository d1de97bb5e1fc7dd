#include "diagnostic/rated_chapter.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::Browser, support::chosen, support::close_cycle, support::form_of, support::governance, support::jobs,
    support::life, support::Office, support::power, support::rate, support::rating, support::social, support::versions;

TEST_CASE("a chapter is saved in one form, and read back as it was written") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(social);
        auto form = form_of(maud.get(path));
        form["level-" + jobs] = "4";
        form["comment-" + jobs] = "\r\nDeux lignes,\r\nune <balise> & « l'accent » e\u0301.";
        form["level-" + life] = "NC";
        form["reason-" + life] = "Personne n'est salarié.";

        auto const answer = maud.post(path, form);

        CHECK(answer.status == 303);
        CHECK(answer.location() == path);
        CHECK(office.ratings().size() == 2);
        CHECK(rating(office, jobs)->rating.comment == "\nDeux lignes,\nune <balise> & « l'accent » é.");
        CHECK(rating(office, jobs)->by == "Maud Martin");
        CHECK(rating(office, jobs)->revision.number == 1);
        auto const page = office.signed_in(office.solene).get(path);
        CHECK(chosen(page, jobs) == "4");
        CHECK(chosen(page, life) == "NC");
        CHECK(page.field("comment-" + jobs) == "\nDeux lignes,\nune <balise> & « l'accent » é.");
        CHECK(page.field("reason-" + life) == "Personne n'est salarié.");
        CHECK(page.says("Enregistré à 10 h 00 par Maud Martin"));
        CHECK(office.trail(office.deux_rives) == std::vector<std::string>{"rate " + jobs, "rate " + life});
    });
}

TEST_CASE("the same chapter is saved without naming its cycle") {
    Office office;
    auto maud = office.signed_in(office.maud);
    CHECK(rate(maud, office.structure_path(governance), power, "3").location() == office.cycle_path(governance));
    CHECK(rating(office, power)->rating.level.code() == "3");
}

TEST_CASE("what is wrong with one criterion is said beside it, and the others are saved") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(social);
        auto form = form_of(maud.get(path));
        form["level-" + jobs] = "4";
        form["comment-" + life] = "Un texte sans <niveau>.";

        auto const page = maud.post(path, form);

        CHECK(page.status == 422);
        CHECK(page.header("Content-Type") == "text/html; charset=utf-8");
        CHECK(page.shows("<title>Erreur"));
        CHECK(page.says("16. Choisissez un degré de maturité pour garder ce texte"));
        CHECK(page.shows("href=\"#level-" + life + "-1\""));
        CHECK(page.field("comment-" + life) == "Un texte sans <niveau>.");
        CHECK(rating(office, jobs)->rating.level.code() == "4");
        CHECK(!rating(office, life));

        auto again = form_of(page);
        again["level-" + life] = "2";
        CHECK(maud.post(path, again).status == 303);
        CHECK(rating(office, life)->rating.comment == "Un texte sans <niveau>.");
        CHECK(rating(office, jobs)->revision.number == 1);
    });
}

TEST_CASE("a criterion that does not concern us is not saved without its reason") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(governance);
        CHECK(rate(maud, path, power, "3", "Avant.").status == 303);

        auto const page = rate(maud, path, power, "NC", "Après.", "  ");
        CHECK(page.status == 422);
        CHECK(page.shows("Il manque la raison"));
        CHECK(page.shows("href=\"#reason-" + power + "\""));
        CHECK(chosen(page, power) == "NC");
        CHECK(page.field("comment-" + power) == "Après.");
        CHECK(rating(office, power)->rating.comment == "Avant.");

        auto again = form_of(page);
        again["reason-" + power] = "Pas de conseil.";
        CHECK(maud.post(path, again).status == 303);
        CHECK(rating(office, power)->rating.reason == "Pas de conseil.");
        CHECK(rating(office, power)->revision.number == 2);
    });
}

TEST_CASE("a level that is none is refused in words") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const page = rate(maud, office.cycle_path(governance), power, "6");
    CHECK(page.status == 422);
    CHECK(page.says("1. Choisissez l'un des degrés proposés pour ce critère"));
    CHECK(office.ratings().empty());
}

TEST_CASE("a colleague's answer is not overwritten unseen: both are shown, and saving again chooses") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(social);
        auto mine = form_of(solene.get(path));
        CHECK(rate(maud, path, jobs, "2", "Le texte de <Maud>.").status == 303);

        mine["level-" + jobs] = "4";
        mine["comment-" + jobs] = "Le texte de Solène.";
        mine["level-" + life] = "3";
        auto const page = solene.post(path, mine);

        CHECK(page.status == 409);
        CHECK(page.says("Maud Martin a aussi modifié ce critère, à 10 h 00."));
        CHECK(page.shows("Le texte de &lt;Maud&gt;."));
        CHECK(page.field("comment-" + jobs) == "Le texte de Solène.");
        CHECK(chosen(page, jobs) == "4");
        CHECK(rating(office, jobs)->rating.comment == "Le texte de <Maud>.");
        CHECK(rating(office, life)->rating.level.code() == "3");

        CHECK(solene.post(path, form_of(page)).status == 303);
        CHECK(rating(office, jobs)->rating.comment == "Le texte de Solène.");
        CHECK(rating(office, jobs)->revision.number == 2);
        CHECK(versions(office, jobs) ==
              std::vector<std::string>{"1 2 Le texte de <Maud>. Maud Martin", "2 4 Le texte de Solène. Solène Martin"});
    });
}

TEST_CASE("whoever keeps the colleague's answer saves nothing") {
    Office office;
    auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(governance);
    auto mine = form_of(solene.get(path));
    rate(maud, path, power, "2", "Le texte de Maud.");
    mine["level-" + power] = "4";
    auto theirs = form_of(solene.post(path, mine));
    theirs["level-" + power] = "2";
    theirs["comment-" + power] = "Le texte de Maud.";

    CHECK(solene.post(path, theirs).status == 303);
    CHECK(rating(office, power)->by == "Maud Martin");
    CHECK(rating(office, power)->revision.number == 1);
}

TEST_CASE("what nobody touched is left alone, whatever others saved meanwhile") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(social);
        rate(maud, path, jobs, "1", "Au début.");
        auto mine = form_of(solene.get(path));
        rate(maud, path, jobs, "2", "Le texte de Maud.");

        mine["level-" + life] = "3";
        CHECK(solene.post(path, mine).status == 303);

        CHECK(rating(office, jobs)->rating.comment == "Le texte de Maud.");
        CHECK(rating(office, life)->by == "Solène Martin");
    });
}

TEST_CASE("saying the same again disturbs no one") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(governance);
        auto first = form_of(solene.get(path));
        first["level-" + power] = "3";
        first["comment-" + power] = "Pareil.";
        rate(maud, path, power, "3", "Pareil.");
        office.let_pass(1h);
        auto const before = office.dump();

        CHECK(solene.post(path, first).status == 303);
        CHECK(maud.post(path, form_of(maud.get(path))).status == 303);
        CHECK(office.dump() == before);
    });
}

TEST_CASE("a form that was sent twice saves once") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(governance);
    auto form = form_of(maud.get(path));
    form["level-" + power] = "3";
    CHECK(maud.post(path, form).status == 303);
    CHECK(maud.post(path, form).status == 303);
    CHECK(rating(office, power)->revision.number == 1);
    CHECK(office.trail(office.deux_rives).size() == 1);
}

TEST_CASE("an answer goes on from an older one of the same open page, unless somebody else wrote in between") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(governance);
        auto open_page = form_of(solene.get(path), "a-page-of-solene");
        auto const say = [&](std::string const& comment) {
            open_page["level-" + power] = "3";
            open_page["comment-" + power] = comment;
            return solene.post(path, open_page).status;
        };
        CHECK(say("Un") == 303);
        CHECK(say("Un, deux") == 303);
        CHECK(say("Un, deux, trois") == 303);
        CHECK(rating(office, power)->revision.number == 3);

        auto other_page = form_of(solene.get(path), "another-page-of-solene");
        other_page["comment-" + power] = "Un, deux, trois, quatre";
        CHECK(solene.post(path, other_page).status == 303);
        CHECK(say("Un, deux, trois, soleil") == 409);

        auto last = form_of(solene.get(path), "a-third-page");
        last["comment-" + power] = "Cinq";
        CHECK(solene.post(path, last).status == 303);
        CHECK(rate(maud, path, power, "5", "Maud").status == 303);
        last["comment-" + power] = "Cinq, six";
        CHECK(solene.post(path, last).status == 409);
        CHECK(rating(office, power)->rating.comment == "Maud");
    });
}

TEST_CASE("pages without script never go on from an older answer") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const path = office.cycle_path(governance);
    auto form = form_of(solene.get(path));
    form["level-" + power] = "3";
    CHECK(solene.post(path, form).status == 303);
    form["comment-" + power] = "Autre chose.";
    CHECK(solene.post(path, form).status == 409);
}

TEST_CASE("one person in one criterion is one version and one event, until ten minutes of silence or somebody else") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(governance);
        CHECK(rate(solene, path, power, "1", "a").status == 303);
        office.let_pass(10min - 1ms);
        CHECK(rate(solene, path, power, "2", "ab").status == 303);
        office.let_pass(10min - 1ms);
        CHECK(rate(solene, path, power, "3", "abc").status == 303);
        CHECK(versions(office, power) == std::vector<std::string>{"1 3 abc Solène Martin"});
        CHECK(office.trail(office.deux_rives).size() == 1);

        office.let_pass(10min);
        CHECK(rate(solene, path, power, "4", "abcd").status == 303);
        CHECK(rate(maud, path, power, "4", "m").status == 303);
        CHECK(rate(solene, path, power, "4", "abcde").status == 303);
        CHECK(versions(office, power) == std::vector<std::string>{"1 3 abc Solène Martin", "2 4 abcd Solène Martin",
                                             "3 4 m Maud Martin", "4 4 abcde Solène Martin"});
        CHECK(office.trail(office.deux_rives).size() == 4);
        CHECK(rating(office, power)->revision.number == 6);
    });
}

TEST_CASE("twenty who save one criterion at once: one is kept, the others see it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const path = office.cycle_path(governance);
        std::vector<Browser> browsers(20, office.signed_in(office.solene));
        auto const form = form_of(browsers[0].get(path));
        std::atomic<int> kept = 0, shown = 0;

        support::at_once(20, [&](int i) {
            auto mine = form;
            mine["level-" + power] = "3";
            mine["comment-" + power] = "Texte " + std::to_string(i);
            auto const page = browsers[static_cast<std::size_t>(i)].post(path, mine);
            kept += page.status == 303;
            shown += page.status == 409 && page.field("comment-" + power) == mine["comment-" + power];
        });

        CHECK(kept.load() == 1);
        CHECK(shown.load() == 19);
        CHECK(rating(office, power)->revision.number == 1);
        CHECK(versions(office, power).size() == 1);
    });
}

TEST_CASE("twenty who save twenty criteria of one structure at once are all kept") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const cycle =
            office.db().found([&](storage::Reader const& db) { return accounts::current_cycle(db, office.deux_rives).value(); });
        auto const path = "/api/v1/structures/" + std::string{office.deux_rives.text()} + "/cycles/" +
                          std::string{cycle.id.text()} + "/ratings/";
        auto const criteria = rated(*office.library.latest("ess-complet"));
        auto const times = static_cast<int>(std::min<std::size_t>(criteria.size(), 20));
        auto const key = office.key_of(office.maud);
        std::atomic<int> kept = 0;

        support::at_once(times, [&](int i) {
            auto program = office.visitor();
            program.extra_headers = {{"authorization", "Bearer " + key}};
            web::Request put;
            put.method = "PUT";
            put.path = path + criteria[static_cast<std::size_t>(i)]->number;
            put.body = R"({"level": 3, "revision": 0})";
            kept += program.send(put).status == 200;
        });

        CHECK(kept.load() == times);
        CHECK(office.trail(office.deux_rives).size() == static_cast<std::size_t>(times));
        office.db().read([&](storage::Reader& db) { CHECK(!audit::first_broken(db, office.deux_rives.text())); });
    });
}

TEST_CASE("a closed cycle is read, and no longer written") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const path = office.cycle_path(governance);
        rate(solene, path, power, "3", "Un texte.");
        auto form = form_of(solene.get(path));
        close_cycle(office);

        auto const page = solene.get(path);
        CHECK(page.status == 200);
        CHECK(page.shows("Un texte."));
        CHECK(!page.shows("name=\"level-"));
        CHECK(!page.shows("Enregistrer le chapitre"));
        form["level-" + power] = "5";
        CHECK(solene.post(path, form).status == 403);
        CHECK(solene.fetch_post(path, support::one_of(form, power)).status == 409);
        CHECK(rating(office, power)->rating.level.code() == "3");
    });
}

TEST_CASE("a reader sees what is kept, and no form") {
    Office office;
    auto solene = office.signed_in(office.solene), idriss = office.signed_in(office.idriss);
    auto const path = office.cycle_path(social);
    rate(solene, path, jobs, "4", "Un texte.");

    auto const page = idriss.get(path);
    CHECK(page.shows("Un texte."));
    CHECK(page.shows("Pas encore évalué"));
    CHECK(!page.shows("name=\"level-"));
    CHECK(!page.shows("<textarea"));
    CHECK(!page.shows("Enregistrer le chapitre"));
    CHECK(!idriss.get(office.structure_path()).shows("Reprendre au critère"));
}

TEST_CASE("a form whose revision cannot be read is refused rather than lost") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(governance);
    auto form = form_of(maud.get(path));
    form["level-" + power] = "3";
    for (std::string const bad : {"", "x", "-1"}) {
        form["revision-" + power] = bad;
        CHECK(maud.post(path, form).status == 400);
        CHECK(maud.fetch_post(path, support::one_of(form, power)).status == 400);
    }
    CHECK(office.ratings().empty());
}

TEST_CASE("a text of a hundred thousand signs is kept whole, a longer one comes back") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(governance);
        std::string longest;
        for (int i = 0; i < 9'090; ++i) longest += "é\n<&\"'{{}} "; // eleven signs
        longest += std::string(10, '.');
        CHECK(rate(maud, path, power, "3", longest).status == 303);
        CHECK(maud.get(path).field("comment-" + power) == longest);

        auto const page = rate(maud, path, power, "3", longest + "!");
        CHECK(page.status == 422);
        CHECK(page.shows("Raccourcissez ce texte"));
        auto const id = "comment-" + power;
        CHECK(page.shows("<a href=\"#" + id + "\">1. Raccourcissez ce texte"));
        CHECK(page.shows("<p class=\"error\" id=\"" + id + "-error\">"));
        CHECK(page.shows(
            "id=\"" + id + "\" name=\"" + id + "\" rows=\"3\" aria-invalid=\"true\" aria-describedby=\"" + id + "-error\">"));
        CHECK(!page.shows("level-" + power + "-error"));
        CHECK(page.field("comment-" + power) == longest + "!");
        CHECK(rating(office, power)->rating.comment == longest);
    });
}
