#include "practices/described_chapter.h"
#include "practices/slots.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::Browser, support::chosen, support::chosen_priority, support::describe, support::jobs, support::life,
    support::Office, support::power, support::practice_versions, support::practices_form, support::practices_of_governance,
    support::practices_of_jobs, support::prioritise, support::priority_of, support::rating, support::record_of, support::text_of;

TEST_CASE("descriptions, priorities and levels of a chapter are saved in one form, and read back as they were written") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(practices_of_jobs);
        auto form = practices_form(maud.get(path));
        form["practice-" + jobs] = "\r\nUn **livret**, et :\r\n\r\n- une réunion par mois\r\n- <balise> & l'accent e\u0301";
        form["priority-" + jobs] = "2";
        form["level-" + life] = "3";

        auto const answer = maud.post(path, form);

        CHECK(answer.status == 303);
        CHECK(answer.location() == path);
        CHECK(text_of(office, jobs) == "\nUn **livret**, et :\n\n- une réunion par mois\n- <balise> & l'accent é");
        CHECK(priority_of(office, jobs) == 2);
        CHECK(rating(office, life)->rating.level.code() == "3");
        auto const page = office.signed_in(office.solene).get(path);
        CHECK(page.field("practice-" + jobs) == "\nUn **livret**, et :\n\n- une réunion par mois\n- <balise> & l'accent é");
        CHECK(chosen_priority(page, jobs) == "2");
        CHECK(chosen(page, life) == "3");
        CHECK(page.says("Enregistré à 10 h 00 par Maud Martin"));
        CHECK(office.trail(office.deux_rives) ==
              std::vector<std::string>{"rate " + life, "describe " + jobs, "prioritise " + jobs});
    });
}

TEST_CASE("a level that is chosen among the practices is the very answer of the diagnostic, whose comment stays") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        CHECK(support::rate(maud, office.cycle_path(support::social), jobs, "2", "À documenter.").status == 303);

        auto form = practices_form(maud.get(office.cycle_path(practices_of_jobs)));
        CHECK(form.at("level-" + jobs) == "2");
        form["level-" + jobs] = "4";
        CHECK(maud.post(office.cycle_path(practices_of_jobs), form).status == 303);

        CHECK(rating(office, jobs)->rating.level.code() == "4");
        CHECK(rating(office, jobs)->rating.comment == "À documenter.");
        CHECK(rating(office, jobs)->revision.number == 2);
        CHECK(chosen(maud.get(office.cycle_path(support::social)), jobs) == "4");
    });
}

TEST_CASE("the same chapter of practices is saved without naming its cycle") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const answer = describe(maud, office.structure_path(practices_of_governance), power, "Un conseil élu.");
    CHECK(answer.location() == office.cycle_path(practices_of_governance));
    CHECK(text_of(office, power) == "Un conseil élu.");
}

TEST_CASE("what a page does not change is not saved") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(practices_of_governance);
    CHECK(describe(maud, path, power, "Un conseil élu.").status == 303);
    CHECK(maud.post(path, practices_form(maud.get(path))).status == 303);
    CHECK(office.trail(office.deux_rives) == std::vector<std::string>{"describe " + power});
    CHECK(practice_versions(office, power).size() == 1);
}

TEST_CASE("a description that two people write shows both texts, and loses neither") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto solene = office.signed_in(office.solene);
        auto const path = office.cycle_path(practices_of_governance);
        auto mine = practices_form(maud.get(path)), theirs = practices_form(solene.get(path));
        theirs["practice-" + power] = "Le texte de <Solène>.";
        CHECK(solene.post(path, theirs).status == 303);

        mine["practice-" + power] = "Le texte de Maud.";
        auto const page = maud.post(path, mine);

        CHECK(page.status == 409);
        CHECK(page.says("Solène Martin a aussi modifié ce critère"));
        CHECK(page.shows("Le texte de &lt;Solène&gt;."));
        CHECK(page.field("practice-" + power) == "Le texte de Maud.");
        CHECK(text_of(office, power) == "Le texte de <Solène>.");
        CHECK(maud.post(path, practices_form(page)).status == 303);
        CHECK(text_of(office, power) == "Le texte de Maud.");
        CHECK(practice_versions(office, power).size() == 2);
    });
}

TEST_CASE("a priority that two people choose is asked about too") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto solene = office.signed_in(office.solene);
        auto const path = office.cycle_path(practices_of_governance);
        auto mine = practices_form(maud.get(path));
        CHECK(prioritise(solene, path, power, "1").status == 303);
        mine["priority-" + power] = "3";
        auto const page = maud.post(path, mine);
        CHECK(page.status == 409);
        CHECK(page.says("Solène Martin a aussi modifié ce critère"));
        CHECK(priority_of(office, power) == 1);
        CHECK(maud.post(path, practices_form(page)).status == 303);
        CHECK(priority_of(office, power) == 3);
    });
}

TEST_CASE("a description of more than a hundred thousand bytes comes back with what was written") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(practices_of_governance);
    std::string const text(100'001, 'a');
    auto const page = describe(maud, path, power, text);
    CHECK(page.status == 422);
    CHECK(page.says("Raccourcissez cette description"));
    CHECK(page.field("practice-" + power) == text);
    CHECK(text_of(office, power).empty());
}

TEST_CASE("the script of a page saves one record at a time, and is told how far the chapter has come") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(practices_of_governance);
        auto form = practices_form(maud.get(path), "editor-one");
        form["practice-" + power] = "Un conseil.";

        auto const first = maud.fetch_post(path, record_of(form, "practice", power));
        CHECK(first.status == 200);
        auto const told = boost::json::parse(first.body);
        CHECK(told.at("revision").as_string().starts_with("1/"));
        CHECK(told.at("progress").as_string().starts_with("1"));

        // What is typed while an answer is under way goes out with the older revision, from the same page.
        form["practice-" + power] = "Un conseil élu.";
        CHECK(maud.fetch_post(path, record_of(form, "practice", power)).status == 200);
        CHECK(text_of(office, power) == "Un conseil élu.");
        CHECK(practice_versions(office, power).size() == 1);

        form["priority-" + power] = "3";
        auto const priority = maud.fetch_post(path, record_of(form, "priority", power));
        CHECK(priority.status == 200);
        CHECK(support::Page{200, std::string{boost::json::parse(priority.body).at("saved").as_string()}, {}}.says(
            "Ce critère est dans le plan d'actions."));

        auto other = practices_form(office.signed_in(office.solene).get(path), "editor-two");
        other["practice-revision-" + power] = "1";
        other["practice-" + power] = "Autre chose.";
        auto solene = office.signed_in(office.solene);
        other["csrf"] = solene.get(path).field("csrf");
        auto const stale = solene.fetch_post(path, record_of(other, "practice", power));
        CHECK(stale.status == 409);
        CHECK(boost::json::parse(stale.body).at("theirs").at("practice") == "Un conseil élu.");
    });
}

TEST_CASE("ten minutes of silence, or another author, make a new version") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto solene = office.signed_in(office.solene);
        auto const path = office.cycle_path(practices_of_governance);
        describe(maud, path, power, "Un.");
        office.let_pass(9min);
        describe(maud, path, power, "Un, deux.");
        CHECK(practice_versions(office, power).size() == 1);
        describe(solene, path, power, "Un, deux, trois.");
        CHECK(practice_versions(office, power).size() == 2);
        office.let_pass(11min);
        describe(solene, path, power, "Quatre.");

        auto const all = practice_versions(office, power);
        REQUIRE(all.size() == 3);
        CHECK(all[0].text == "Quatre.");
        CHECK(all[1].text == "Un, deux, trois.");
        CHECK(all[2].text == "Un, deux.");
        CHECK(all[2].by == "Maud Martin");
        CHECK(office.trail(office.deux_rives).size() == 3);
    });
}

TEST_CASE("the highest priority puts the criterion in the plan in the same act, and lowering it takes nothing out") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::vector<std::string> put;
        practices::Plan plan;
        plan.put = [&](storage::Writer&, audit::Trail& trail, diagnostic::Diagnostic const&, practices::Plan::Criteria const& all,
                       diagnostic::Act const& act) {
            for (auto const* criterion : all) put.emplace_back(criterion->key.text());
            trail.add("plan", act.user.name());
        };
        plan.planned = [&](storage::Reader const&, diagnostic::Diagnostic const&) {
            return practices::Plan::Keys{put.begin(), put.end()};
        };
        plan.address = [](diagnostic::Diagnostic const&, referentiel::Criterion const& criterion) {
            return std::optional{Url::page({"plan", criterion.key})};
        };
        office.desk->slots.fill(plan);
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(practices_of_governance);

        CHECK(prioritise(maud, path, power, "2").status == 303);
        CHECK(put.empty());
        CHECK(prioritise(maud, path, power, "3").status == 303);
        CHECK(put == std::vector<std::string>{power});
        CHECK(office.trail(office.deux_rives).back() == "plan Maud Martin");
        CHECK(maud.get(path).shows("href=\"/plan/" + power + "\""));
        CHECK(prioritise(maud, path, power, "1").status == 303);

        CHECK(put.size() == 1);
        auto const page = maud.get(path);
        CHECK(page.says("Ce qui était prévu reste dans le plan d'actions."));
        CHECK(page.shows("href=\"/plan/" + power + "\""));
    });
}

TEST_CASE("who reads sees the practices as they read, and a closed cycle can only be read") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(practices_of_governance);
        describe(maud, path, power, "Un **conseil** : [statuts](https://exemple.fr)");
        auto const form = practices_form(maud.get(path));

        auto const read = office.signed_in(office.idriss).get(path);
        CHECK(read.status == 200);
        CHECK(read.shows("<strong>conseil</strong>"));
        CHECK(read.shows("<a href=\"https://exemple.fr\" rel=\"noopener nofollow ugc\">statuts</a>"));
        CHECK_FALSE(read.shows("<textarea"));

        support::close_cycle(office);
        CHECK(maud.post(path, form).status == 403);
        CHECK_FALSE(maud.get(path).shows("<textarea"));
    });
}

TEST_CASE("a member who is held to some criteria describes those alone") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(practices_of_governance);
    auto form = practices_form(maud.get(path));
    office.db().write([&](storage::Writer& db) {
        auto const member = accounts::find_member(db, office.deux_rives, office.maud).value();
        accounts::save_only_assigned(db, office.deux_rives, member.id, true);
    });
    form["practice-" + power] = "Par Maud.";
    CHECK(maud.post(path, form).status == 403);
    CHECK(maud.fetch_post(path, record_of(form, "practice", power)).status == 403);
    CHECK(text_of(office, power).empty());
}

TEST_CASE("a form that no page of ours sends is refused") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(practices_of_governance);
    auto form = practices_form(maud.get(path));
    auto wrong = form;
    wrong["priority-" + power] = "4";
    CHECK(maud.post(path, wrong).status == 400);
    wrong = form;
    wrong["practice-" + power] = "Un texte.";
    wrong["practice-revision-" + power] = "beaucoup";
    CHECK(maud.post(path, wrong).status == 400);
    wrong = form;
    wrong.erase("practice-revision-" + power);
    CHECK(maud.post(path, wrong).status == 400);
}

TEST_CASE("the preview shows how a text will read, and keeps nothing of it") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const before = office.dump({"sessions"});
    auto const page = maud.post(office.structure_path("/apercu"), {{"text", "**Oui** <svg onload=alert(1)>"}});
    CHECK(page.status == 200);
    CHECK(page.body == "\n<p><strong>Oui</strong> &lt;svg onload=alert(1)&gt;</p>");
    CHECK(office.dump({"sessions"}) == before);
    CHECK(maud.post(office.structure_path("/apercu"), {{"text", std::string(100'001, 'a')}}).status == 413);
}

TEST_CASE("a page left open over the closing of its cycle shows what was written there, and saves nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(practices_of_governance);
        auto form = practices_form(maud.get(path));
        form["practice-" + power] = "Une heure de travail.";
        form["priority-" + power] = "2";
        support::close_cycle(office);

        auto const told = maud.fetch_post(path, record_of(form, "practice", power));
        CHECK(told.status == 409);
        CHECK(boost::json::parse(told.body).at("outdated") == true);
        auto const page = maud.post(path, form);

        CHECK(page.status == 403);
        CHECK(page.says("Une heure de travail."));
        CHECK(page.says("Urgent"));
        CHECK(text_of(office, power).empty());
    });
}

TEST_CASE("an answer that was withdrawn meanwhile is asked about on the page of practices too") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(practices_of_jobs);
    auto form = practices_form(maud.get(path));
    form["revision-" + life] = "1"; // written on top of an answer of an import that was undone
    form["level-" + life] = "3";
    auto const page = maud.post(path, form);
    CHECK(page.status == 409);
    CHECK(chosen(page, life) == "3");
    CHECK_FALSE(rating(office, life));
}

TEST_CASE("a text that was written upon another practice than the one that is there now does not take its place") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const path = office.cycle_path(practices_of_governance);
        describe(solene, path, power, "Un conseil.");
        describe(solene, path, power, "Un conseil élu.");
        describe(solene, office.cycle_path(practices_of_jobs), jobs, "Le livret.");
        auto form = practices_form(maud.get(path));
        CHECK(solene.post(office.cycle_path("/pratiques/criteres/" + power + "/partage"), {{"with", jobs}}).status == 303);

        form["practice-" + power] = "Par Maud."; // upon revision 2 of the former, while the other one has two as well

        CHECK(maud.post(path, form).status == 409);
        CHECK(text_of(office, jobs) == "Le livret.\n\nUn conseil élu.");
    });
}

TEST_CASE("what was written upon a description that is there no more is kept as a new one") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(practices_of_governance);
    auto form = practices_form(maud.get(path));
    form["practice-revision-" + power] = "3";
    form["practice-" + power] = "Un conseil élu.";
    form["priority-revision-" + power] = "3";
    form["priority-" + power] = "1";
    CHECK(maud.post(path, form).status == 303);
    CHECK(text_of(office, power) == "Un conseil élu.");
    CHECK(priority_of(office, power) == 1);
}

TEST_CASE("two texts are joined by a button of the form, or the other's is taken, without a script") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const path = office.cycle_path(practices_of_governance);
        auto mine = practices_form(maud.get(path));
        describe(solene, path, power, "Par Solène.");
        mine["practice-" + power] = "Par Maud.";
        auto const asked = maud.post(path, mine);
        REQUIRE(asked.shows("name=\"joindre-practice\" value=\"" + power + "\""));

        auto both = practices_form(asked), theirs = both;
        theirs["reprendre-practice"] = power;
        CHECK(maud.post(path, theirs).location() == path + "#critere-" + power);
        CHECK(text_of(office, power) == "Par Solène.");
        both["joindre-practice"] = power;
        CHECK(maud.post(path, both).location() == path + "#critere-" + power);
        CHECK(text_of(office, power) == "Par Maud.\n\nPar Solène.");
    });
}

TEST_CASE("a priority is taken back, and nothing leaves the plan for it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path(practices_of_governance);
        prioritise(maud, path, power, "3");
        CHECK(prioritise(maud, path, power, "0").status == 303);

        CHECK(priority_of(office, power) == 0);
        auto const page = maud.get(path);
        CHECK(page.shows("name=\"priority-" + power + "\" value=\"0\" checked"));
        CHECK(page.says("Ce qui était prévu reste dans le plan d'actions."));
        CHECK(maud.get(office.cycle_path("/pratiques")).says("0 critère a une priorité"));
        CHECK(prioritise(maud, path, power, "1").status == 303);
        CHECK(priority_of(office, power) == 1);
    });
}

TEST_CASE("who is held to one criterion writes the description that it shares with another") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const path = office.cycle_path(practices_of_jobs);
        describe(solene, path, jobs, "Le livret.");
        REQUIRE(solene.post(office.cycle_path("/pratiques/criteres/" + life + "/partage"), {{"with", jobs}}).status == 303);
        CHECK(solene.get(path).says("Décrite avec le critère"));
        support::hold_to(office, office.maud, life);

        CHECK(maud.get(path).shows("name=\"practice-" + life + "\""));
        CHECK(describe(maud, path, life, "Le livret, relu.").status == 303);
        CHECK(text_of(office, jobs) == "Le livret, relu.");
    });
}

TEST_CASE("a refused text of a description that is shared meanwhile stays in the form") {
    Office office;
    auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
    auto const path = office.cycle_path(practices_of_jobs);
    describe(solene, path, jobs, "Le livret.");
    auto form = practices_form(maud.get(path));
    REQUIRE(solene.post(office.cycle_path("/pratiques/criteres/" + life + "/partage"), {{"with", jobs}}).status == 303);
    form["practice-" + life] = "Par Maud.";
    auto const page = maud.post(path, form);
    CHECK(page.status == 409);
    CHECK(page.field("practice-" + life) == "Par Maud.");
}

TEST_CASE("what does not concern the structure is neither counted nor listed among the highest priorities") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(practices_of_governance);
    prioritise(maud, path, power, "3");
    auto const list = office.cycle_path("/pratiques") + "?voir=plan";
    CHECK(maud.get(list).says("Priorité !!! (1)"));
    REQUIRE(support::rate(maud, office.cycle_path(support::governance), power, "NC", "", "Une fondation.").status == 303);
    CHECK(maud.get(list).says("Priorité !!! (0)"));
    CHECK(maud.get(list).says("Aucun critère de priorité !!! pour l'instant"));
    // On paper, nothing is asked of it either.
    auto const paper = boost::json::parse(maud.get(office.cycle_path("/pratiques.pdf")).body);
    auto const& rows = paper.at("chapters").at(0).at("rows").as_array();
    CHECK(rows.at(0).at("nothing") == "");
    CHECK(paper.at("chapters").at(1).at("rows").at(0).at("nothing") == "Pas encore décrit");
}
