#include "diagnostic/checks.h"
#include "diagnostic/pace.h"
#include "diagnostic/rated_chapter.h"
#include "diagnostic/teamwork.h"

#include <doctest/doctest.h>

using support::Browser, support::chosen, support::close_cycle, support::criteria_of, support::form_of, support::governance,
    support::jobs, support::life, support::Office, support::one_of, support::power, support::rate, support::rating,
    support::social;

namespace {

std::string const question = "/diagnostic/question/", own_social = "/diagnostic/politique-sociale/avis";

std::string member_path(Office& office, accounts::User const& user) {
    return office.structure_path("/equipe/" + office.db().found([&](storage::Reader const& db) {
        return std::string{accounts::find_member(db, office.deux_rives, user).value().id.text()};
    }));
}

void assign(Office& office, std::string const& chapter, std::string const& criterion, accounts::User const& user) {
    auto solene = office.signed_in(office.solene);
    solene.get(office.cycle_path("/diagnostic/attribution"));
    Browser::Fields const fields{{"chapitre", chapter}, {"tout", ""}, {"a-" + criterion, std::string{user.id.text()}}};
    CHECK(solene.post(office.cycle_path("/diagnostic/attribution"), fields).status == 303);
}

void hold_to_assigned(Office& office, accounts::User const& user) {
    auto solene = office.signed_in(office.solene);
    solene.get(member_path(office, user));
    CHECK(solene.post(member_path(office, user), {{"role", "contributor"}, {"only_assigned", "1"}}).status == 303);
}

} // namespace

TEST_CASE("one criterion a page is saved by « Suivant », which leads to the next one and at last to the results") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const all = criteria_of(maud.get(office.cycle_path("/diagnostic/tout")));
        auto const path = office.cycle_path(question + all.front());
        auto form = form_of(maud.get(path));
        CHECK(criteria_of(maud.get(path)) == std::vector{all.front()});
        form["level-" + all.front()] = "3";
        form["comment-" + all.front()] = "Un texte.";

        auto const answer = maud.post(path, form);

        CHECK(answer.status == 303);
        CHECK(answer.location() == office.cycle_path(question + all[1]));
        CHECK(rating(office, all.front())->rating.comment == "Un texte.");
        auto const last = office.cycle_path(question + all.back());
        CHECK(maud.post(last, form_of(maud.get(last))).location() == office.cycle_path("/diagnostic/resultats"));
        CHECK(office.ratings().size() == 1);

        form["level-" + all.front()] = "NC";
        form["revision-" + all.front()] = "1";
        auto const refused = maud.post(path, form);
        CHECK(refused.status == 422);
        CHECK(refused.field("comment-" + all.front()) == "Un texte.");
    });
}

TEST_CASE("a question that a colleague answered meanwhile shows both answers") {
    Office office;
    auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
    auto const path = office.cycle_path(question + power);
    auto form = form_of(maud.get(path));
    rate(solene, office.cycle_path(governance), power, "4", "De Solène.");
    form["level-" + power] = "2";
    auto const answer = maud.post(path, form);
    CHECK(answer.status == 409);
    CHECK(answer.says("De Solène."));
    CHECK(chosen(answer, power) == "2");
    CHECK(maud.fetch_post(path, one_of(form, power)).status == 409);
    CHECK(maud.fetch_post(path, one_of(form_of(maud.get(path)), jobs)).status == 404);
}

TEST_CASE("whoever comes back goes on after the last criterion they saved") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const overview = office.cycle_path("/diagnostic");
    auto const all = criteria_of(maud.get(office.cycle_path("/diagnostic/tout")));
    CHECK(maud.get(overview).shows(office.cycle_path(question + all[0]) + "\">Commencer"));
    rate(maud, office.cycle_path(question + all[1]), all[1], "2");
    CHECK(maud.get(overview).shows("href=\"" + office.cycle_path(question + all[2]) + "\">Reprendre"));
    CHECK(!office.signed_in(office.idriss).get(overview).says("Commencer"));
}

TEST_CASE("the time that is left is told in minutes, and in steps of five from ten on") {
    CHECK(diagnostic::minutes_left(0) == 0);
    CHECK(diagnostic::minutes_left(1) == 2);
    CHECK(diagnostic::minutes_left(7) == 9);
    CHECK(diagnostic::minutes_left(10) == 15);
    CHECK(diagnostic::minutes_left(35) == 45);
    html::Language const t;
    CHECK(diagnostic::time_left(t, 0).empty());
    CHECK(!diagnostic::time_left(t, 2).empty());
}

TEST_CASE("a criterion is flagged for review along with what was typed, and cleared by a click") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);
        auto const path = office.cycle_path(social), list = office.cycle_path("/diagnostic?voir=a-reprendre");
        CHECK(maud.get(list).says("Rien à reprendre"));
        auto form = form_of(maud.get(path));
        form["level-" + life] = "2";
        form["a-reprendre"] = jobs;

        CHECK(maud.post(path, form).location() == path + "#critere-" + jobs);

        CHECK(rating(office, life));
        CHECK(idriss.get(path).says("Demandé par Maud Martin, le 21 novembre 2026."));
        CHECK(maud.get(list).shows("#critere-" + jobs + "\""));
        CHECK(!maud.get(list).shows("#critere-" + life + "\""));
        auto const before = office.dump();
        CHECK(maud.post(path, form_of(maud.get(path))).status == 303);
        CHECK(office.dump() == before);

        auto clear = form_of(maud.get(path));
        clear["repris"] = jobs;
        CHECK(maud.post(path, clear).status == 303);
        CHECK(maud.get(list).says("Rien à reprendre"));
        CHECK(office.trail(office.deux_rives) == std::vector<std::string>{"rate " + life, "flag " + jobs, "clear_flag " + jobs});
        clear["repris"] = power;
        CHECK(maud.post(path, clear).status == 404);
    });
}

TEST_CASE("a rereader's note is shown to the team until someone has dealt with it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const path = office.cycle_path("/diagnostic/criteres/" + jobs + "/relecture");
        auto const id = solene.get(path).field("id");
        CHECK(solene.post(path, {{"id", id}, {"note", " \n"}}).status == 422);
        Browser::Fields const note{{"id", id}, {"note", "Le <registre> manque."}};
        CHECK(solene.post(path, note).status == 303);
        CHECK(solene.post(path, note).status == 303);

        auto const shown = maud.get(office.cycle_path(social));
        CHECK(shown.says("Le &lt;registre&gt; manque."));
        CHECK(shown.says("Solène Martin, le 21 novembre 2026"));
        maud.get(path);
        CHECK(maud.post(path + "/" + id + "/resolution").status == 303);
        CHECK(!maud.get(office.cycle_path(social)).says("Le &lt;registre&gt; manque."));
        CHECK(maud.get(path).says("Traitée par Maud Martin"));
        CHECK(!office.signed_in(office.idriss).get(path).shows("name=\"note\""));
        CHECK(office.db().found([&](storage::Reader const& db) {
            return diagnostic::notes(db, diagnostic::find(db, office.library, office.deux_rives, {}).value()).size();
        }) == 1);
        close_cycle(office);
        CHECK(solene.post(path, {{"id", "00000000-0000-7000-8000-00000000abcd"}, {"note", "Trop tard."}}).status == 403);
    });
}

TEST_CASE("a criterion is assigned to one person, who finds it in their list") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        assign(office, "politique-sociale", jobs, office.maud);
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const own = office.cycle_path("/diagnostic/mes-criteres");
        CHECK(maud.get(own).shows(question + jobs + "\""));
        CHECK(maud.get(own).says("Il reste environ 2 minutes."));
        CHECK(solene.get(own).says("Aucun critère ne vous est confié"));
        CHECK(solene.get(office.cycle_path(social)).says("Confié à Maud Martin."));
        CHECK(maud.get(office.cycle_path(social)).says("Ce critère vous est confié."));

        auto const path = office.cycle_path("/diagnostic/attribution");
        solene.get(path);
        auto const to = [&](accounts::User const& user) {
            return solene.post(path, {{"chapitre", "politique-sociale"}, {"tout", std::string{user.id.text()}}}).status;
        };
        CHECK(to(office.idriss) == 404); // who may not rate
        CHECK(to(office.nadia) == 404);
        CHECK(to(office.solene) == 303);
        CHECK(maud.get(own).says("Aucun critère ne vous est confié"));
        CHECK(solene.get(own).shows(question + life + "\""));
        CHECK(maud.get(path).status == 403);
    });
}

TEST_CASE("a contributor may be held to the criteria assigned to them, and reads the rest") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(social), whole = office.cycle_path("/diagnostic/tout");
        auto const before = form_of(maud.get(path));
        auto const key = office.key_of(office.maud);
        hold_to_assigned(office, office.maud);
        assign(office, "politique-sociale", jobs, office.maud);

        auto const page = maud.get(path);
        CHECK(page.shows("name=\"level-" + jobs + "\""));
        CHECK(!page.shows("name=\"level-" + life + "\""));
        CHECK(!maud.get(whole).shows("name=\"level-" + life + "\""));
        CHECK(!maud.get(office.cycle_path(question + life)).shows("name=\"level-"));
        auto allowed = form_of(page);
        allowed.erase("revision-" + life);
        for (std::string const name : {"shown-", "reason-", "comment-"}) allowed.erase(name + life);
        allowed["level-" + jobs] = "3";
        CHECK(maud.post(path, allowed).status == 303);
        auto refused = before;
        refused["level-" + life] = "3";
        CHECK(maud.post(path, refused).status == 403);
        CHECK(maud.fetch_post(path, one_of(refused, life)).status == 403);
        CHECK(maud.post(office.cycle_path(question + life), one_of(refused, life)).status == 403);
        CHECK(!rating(office, life));
        CHECK(rating(office, jobs));
    });
}

TEST_CASE("a contributor held to a few criteria does not choose what the whole team is asked") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path("/diagnostic/profil");
    CHECK(maud.get(office.cycle_path("/diagnostic")).status == 200);
    CHECK(maud.post(path).status == 303);
    hold_to_assigned(office, office.maud);
    CHECK(maud.post(path).status == 403);
}

TEST_CASE("the switch of what a person is held to stands on the page of who contributes, and stays where the form lacks it") {
    Office office;
    auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
    auto const path = member_path(office, office.maud);
    auto const is_held = [&] { return !maud.get(office.cycle_path(social)).shows("name=\"level-"); };
    CHECK(solene.get(path).shows("name=\"only_assigned\""));
    CHECK(!solene.get(member_path(office, office.idriss)).shows("name=\"only_assigned\""));
    CHECK(!solene.get(member_path(office, office.solene)).shows("name=\"only_assigned\""));
    hold_to_assigned(office, office.maud);
    CHECK(is_held());
    CHECK(solene.post(path, {{"role", "contributor"}}).status == 303);
    CHECK(is_held());
    CHECK(solene.post(path, {{"role", "contributor"}, {"reach", "1"}}).status == 303);
    CHECK(!is_held());
}

TEST_CASE("everyone gives an opinion of their own, which retains nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const own = office.cycle_path(own_social), path = office.cycle_path(social);
        rate(maud, own, jobs, "2", "Avis de Maud.");

        CHECK(office.ratings().empty());
        CHECK(chosen(maud.get(own), jobs) == "2");
        CHECK(chosen(solene.get(own), jobs).empty());
        CHECK(!solene.get(path).says("Avis de Maud."));
        CHECK(solene.get(path).says("1 avis attend le vôtre pour se montrer."));
        rate(solene, own, jobs, "4", "Avis de Solène.");
        CHECK(solene.get(path).says("2 avis, de 2 à 4"));
        CHECK(solene.get(path).says("Avis de Maud."));
        CHECK(!office.signed_in(office.idriss).get(path).says("Avis de Maud."));
        CHECK(office.signed_in(office.idriss).get(own).status == 403);

        rate(solene, path, jobs, "3", "Ensemble, nous retenons 3.");
        CHECK(office.signed_in(office.idriss).get(path).says("2 avis, de 2 à 4"));
        CHECK(rating(office, jobs)->by == "Solène Martin");
        CHECK(office.ratings().size() == 1);
        CHECK(office.trail(office.deux_rives) ==
              std::vector<std::string>{"give_opinion " + jobs, "give_opinion " + jobs, "rate " + jobs});
    });
}

TEST_CASE("an opinion is saved by the script, and two pages of one person meet in it") {
    Office office;
    auto maud = office.signed_in(office.maud), elsewhere = office.signed_in(office.maud);
    auto const own = office.cycle_path(own_social);
    auto here = form_of(maud.get(own), "one"), there = form_of(elsewhere.get(own), "two");
    here["level-" + jobs] = "2";
    there["level-" + jobs] = "5";
    CHECK(maud.fetch_post(own, one_of(here, jobs)).status == 200);
    CHECK(elsewhere.fetch_post(own, one_of(there, jobs)).status == 409);
    close_cycle(office);
    CHECK(maud.post(own, here).status == 403);
    CHECK(!maud.get(own).shows("name=\"level-"));
}

TEST_CASE("before closing, each doubt leads to where it is mended, and none stands in the way") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        rate(maud, office.cycle_path(social), jobs, "4", "Nous comptons beaucoup.");
        rate(maud, office.cycle_path(governance), power, "5");
        auto flagged = form_of(maud.get(office.cycle_path(social)));
        flagged["a-reprendre"] = life;
        maud.post(office.cycle_path(social), flagged);

        auto const page = maud.get(office.cycle_path("/diagnostic/resultats"));
        CHECK(page.says("1 critère au niveau 4 sans mesure nommée"));
        CHECK(page.says("1 critère au niveau 5 : aucune preuve ni mention extérieure"));
        CHECK(page.says("1 critère sans commentaire"));
        CHECK(page.says("1 critère à reprendre"));
        CHECK(page.shows("#comment-" + jobs + "\""));
        CHECK(page.shows("/documents/joindre?objet=critere."));
        CHECK(page.shows("#level-" + life + "-1\""));
        CHECK(!office.signed_in(office.idriss).get(office.cycle_path("/diagnostic/resultats")).says("Avant de clore"));

        rate(maud, office.cycle_path(social), jobs, "4", "Nous comptons 12 accidents évités.");
        rate(maud, office.cycle_path(governance), power, "5", "Voir https://exemple.fr/prix.");
        auto const mended = maud.get(office.cycle_path("/diagnostic/resultats"));
        CHECK(!mended.says("sans mesure nommée"));
        CHECK(!mended.says("aucune preuve ni mention"));
    });
}

TEST_CASE("the results and their report show where opinions differ, to whom the card of the criterion shows it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene),
             idriss = office.signed_in(office.idriss);
        auto const results = office.cycle_path("/diagnostic/resultats"), heading = std::string{"Là où les avis diffèrent"};
        rate(maud, office.cycle_path(governance), power, "3");
        rate(maud, office.cycle_path(own_social), jobs, "2", "Avis de Maud.");
        rate(maud, office.cycle_path(governance + "/avis"), power, "3");
        rate(solene, office.cycle_path(governance + "/avis"), power, "3");
        CHECK(!maud.get(results).says(heading)); // they agree, or one speaks alone

        rate(solene, office.cycle_path(own_social), jobs, "4");
        auto const page = maud.get(results);
        CHECK(page.says(heading));
        CHECK(page.says("2 avis, de 2 à 4"));
        CHECK(page.shows("politique-sociale#" + std::string{"critere-"} + jobs + "\""));
        CHECK(!page.says("Avis de Maud."));
        CHECK(!idriss.get(results).says(heading)); // nothing is retained yet
        CHECK(!maud.get(results + ".pdf").says("2 avis, de 2 à 4"));

        rate(solene, office.cycle_path(social), jobs, "3", "Nous retenons 3.");
        for (auto* browser : {&idriss, &solene}) CHECK(browser->get(results).says("2 avis, de 2 à 4"));
        CHECK(idriss.get(results + ".pdf").says("\"opinions\":\"2 avis, de 2 à 4\""));
        close_cycle(office);
        CHECK(maud.get(results).says("2 avis, de 2 à 4"));
    });
}

TEST_CASE("a level that is retained against opinions far from one another asks for a word about it before closing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const results = office.cycle_path("/diagnostic/resultats");
        auto const says = [&](Browser& browser, std::string const& level) {
            rate(browser, office.cycle_path(governance + "/avis"), power, level);
        };
        rate(maud, office.cycle_path(governance), power, "3");
        says(maud, "2");
        says(solene, "3");
        CHECK(!maud.get(results).says("avis partagés"));

        says(solene, "4");
        auto const page = maud.get(results);
        CHECK(page.says("1 critère aux avis partagés : rien n'est dit du choix"));
        CHECK(page.shows("/diagnostic/gouvernance#comment-" + power + "\""));
        CHECK(!page.says("sans commentaire"));

        rate(maud, office.cycle_path(governance), power, "3", "Nous en avons parlé.");
        CHECK(!maud.get(results).says("avis partagés"));
    });
}

TEST_CASE("a measure is a number with what it counts beside it") {
    for (std::string const measure :
        {"87 % de réponses", "87\u00a0% de réponses", "87% de réponses", "+3 points en un an", "41 personnes formées",
            "1 200 heures", "1\u202f200 heures", "8 sur 10 sont satisfaits", "17/20 à l'enquête", "un écart de 3,5 %",
            "120 kWh par m²", "2 400 € de dons", "45€ par an", "12h de formation", "14 écarts relevés en 2025"})
        CHECK_MESSAGE(diagnostic::names_a_figure(measure), measure);
    for (std::string const none : {"", "Nous mesurons chaque année.", "+33 6", "+33 6 12 34 56 78", "06 12 34 56 78", "=1+1",
             "2024", "En 2024, nous avons compté.", "depuis 2019 et 2021", "Le 3 mars 2024", "le 1er mars", "03/2024",
             "Voir la norme ISO 9001", "article 5", "CO2", "le 2e conseil", "12", "4-5"})
        CHECK_MESSAGE(!diagnostic::names_a_figure(none), none);
}

TEST_CASE("a document is evidence, a figure of the plan is a measure, and a date is none") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const results = office.cycle_path("/diagnostic/resultats");
        rate(maud, office.cycle_path(social), jobs, "4", "Depuis le 3 mars 2024, et en 2025 aussi.");
        rate(maud, office.cycle_path(governance), power, "5");
        auto const before = maud.get(results);
        CHECK(before.says("sans mesure nommée"));
        CHECK(before.says("aucune preuve ni mention"));

        auto const begin = before.body.find("/documents/joindre?objet=") + std::string{"/documents/joindre?objet="}.size();
        auto const object = before.body.substr(begin, before.body.find("&amp;", begin) - begin);
        maud.post(office.structure_path("/documents/liens"),
            {{"id", "0190a3c2-0000-7000-8000-000000000001"}, {"link", "https://exemple.fr/prix"}, {"objet", object}});
        CHECK(!maud.get(results).says("aucune preuve ni mention"));

        maud.post(office.cycle_path("/engagements/criteres"), {{"critere-" + jobs, "1"}});
        auto const path = maud.post(office.cycle_path("/engagements/criteres/" + jobs + "/actions"),
                                  {{"id", "0190a3c2-0000-7000-8000-000000000002"}, {"title", "Compter"}})
                              .location();
        auto const page = maud.get(path);
        Browser::Fields form{{"state", "planned"}, {"text", ""}, {"people", ""}};
        for (std::string const name :
            {"revision", "title", "responsible", "due-month", "due-year", "start", "progress", "done", "cost", "effort", "funder",
                "shown-what", "shown-who", "shown-when", "shown-state", "shown-means", "shown-indicators"})
            form[name] = page.field(name);
        std::string const row = "indicator-0190a3c2-0000-7000-8000-000000000003-";
        form[row + "place"] = "1";
        form[row + "kind"] = "figure";
        form[row + "label"] = "Accidents";
        CHECK(maud.post(path, form).status == 303);
        CHECK(!maud.get(results).says("sans mesure nommée"));
    });
}
