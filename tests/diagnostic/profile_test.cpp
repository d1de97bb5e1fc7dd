#include "diagnostic/rated_chapter.h"
#include "diagnostic/scores.h"
#include "referentiel/files.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

namespace json = boost::json;
using storage::Engine;
using support::Browser, support::criteria_of, support::form_of, support::Office, support::rate;

namespace {

// Two themes with objectives, imperatives, an item for each part, a question and every special code; all done by hand below.
constexpr std::string_view deep = R"(format: 1
code: profond
version: "1.0"
languages: [fr]
title: Profond
notices: [Auto-évaluation préparatoire.]
storeys: [Chapitre, Thématique, Objectif, Critère]
profile:
  - {key: lieu, question: "Accueillez-vous des personnes ?"}
scales:
  - key: cotation
    levels:
      - {code: "1", degree: Rien}
      - {code: "2", degree: Peu}
      - {code: "3", degree: Bien}
      - {code: "4", degree: Tout}
    special:
      - {code: "*", effect: counts_as, level: "4", label: Optimisé}
      - {code: NC, effect: not_concerned, reason: required, never_for_imperative: true, label: Non concerné}
      - {code: RI, effect: excluded, only_in: [personne], label: Réponse inadaptée}
score: {average: children, decimals: 2, imperative_from: "4"}
content:
  - chapter: personne
    title: La personne
    content:
      - chapter: droits
        title: Droits
        content:
          - chapter: libertes
            number: "1.1"
            title: Libertés
            content:
              - {criterion: a, number: "1.1.1", title: A, statement: A.}
              - {criterion: b, number: "1.1.2", title: B, statement: B.}
              - {criterion: c, number: "1.1.3", title: C, statement: C.}
          - chapter: image
            number: "1.2"
            title: Image
            content:
              - {criterion: d, number: "1.2.1", title: D, statement: D.}
      - chapter: sante
        title: Santé
        content:
          - {criterion: e, number: "1.3.1", title: E, statement: E., only_if: lieu}
  - chapter: structure
    title: La structure
    content:
      - criterion: plaintes
        number: "3.1"
        title: Plaintes
        statement: Nous répondons.
        imperative: true
        content:
          - {item: plaintes-1, number: "3.1.a", statement: On écoute.}
          - {item: plaintes-2, number: "3.1.b", statement: On répond.}
      - {criterion: seul, number: "3.2", title: Seul, statement: Seul., imperative: true, only_if: lieu}
  - chapter: vide
    title: Thème sans critère
    outline: true
  - {criterion: final, number: "9", title: Final, statement: Sans chapitre.}
)";

referentiel::Library library_of(std::string_view file) {
    std::vector<referentiel::Version> versions;
    versions.push_back(files::version(file));
    return referentiel::Library{std::move(versions)};
}

referentiel::Library const& deep_library() {
    static auto const library = library_of(deep);
    return library;
}

std::string path(Office& office, std::string const& rest) { return office.cycle_path("/diagnostic" + rest); }

void answer_profile(Office& office, std::string const& answer) {
    auto maud = office.signed_in(office.maud);
    REQUIRE(maud.post(path(office, "/profil"), {{"profil-lieu", answer}}).status == 303);
}

void answer(Office& office, std::string const& chapter, std::map<std::string, std::string> const& levels) {
    auto solene = office.signed_in(office.solene);
    auto form = form_of(solene.get(path(office, "/" + chapter)));
    for (auto const& [key, level] : levels) {
        form["level-" + key] = level;
        if (level == "NC") form["reason-" + key] = "Rien de tel ici.";
    }
    REQUIRE(solene.post(path(office, "/" + chapter), form).status == 303);
}

std::string mean_of(diagnostic::Scores const& scores, std::string_view chapter) {
    html::Language const french;
    for (auto const& score : scores.folders)
        if (score.chapter->key.text() == chapter) return score.mean ? french.number(*score.mean) : "–";
    return "no such chapter";
}

diagnostic::Scores scores(Office& office) {
    return office.db().found([&](storage::Reader const& db) {
        auto const diagnostic = diagnostic::find(db, office.library, office.deux_rives, {}).value();
        return diagnostic::scores(diagnostic, diagnostic::ratings(db, diagnostic));
    });
}

json::value api(Office& office) {
    auto program = office.visitor();
    program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.solene)}};
    return json::parse(program.get("/api/v1" + path(office, "")).body);
}

} // namespace

TEST_CASE("an answer about the structure that was not offered is refused at its question, and nothing changes") {
    Office office{Engine::sqlite, deep_library()};
    auto maud = office.signed_in(office.maud);
    answer_profile(office, "oui");

    auto const page = maud.post(path(office, "/profil"), {{"profil-lieu", "peut-être"}});

    CHECK(page.status == 422);
    CHECK(page.shows("<a href=\"#profil-lieu-oui\">Choisissez Oui ou Non</a>"));
    CHECK(page.shows("<p class=\"error\" id=\"profil-lieu-oui-error\">"));
    CHECK(page.shows("value=\"non\" aria-describedby=\"profil-lieu-oui-error\">"));
    CHECK(page.says("<title>Erreur : Autodiagnostic"));
    CHECK(maud.get(path(office, "")).shows("value=\"oui\" checked>"));
}

TEST_CASE("what a structure is not asked is absent everywhere, and comes back with its answer") {
    support::for_each_engine([](Engine engine) {
        Office office{engine, deep_library()};
        auto solene = office.signed_in(office.solene);

        CHECK(solene.get(path(office, "")).says("Accueillez-vous des personnes ?"));
        CHECK(criteria_of(solene.get(path(office, "/structure"))) == std::vector<std::string>{"plaintes-1", "plaintes-2"});
        CHECK(scores(office).total == 7);
        CHECK(solene.get(path(office, "/criteres/seul")).status == 404);

        answer_profile(office, "oui");
        CHECK(criteria_of(solene.get(path(office, "/structure"))).size() == 3);
        answer(office, "structure", {{"seul", "4"}});
        CHECK(scores(office).total == 9);
        CHECK(scores(office).answered == 1);
        CHECK(solene.get(path(office, "/resultats")).shows("3.2. Seul"));

        answer_profile(office, "non");
        CHECK(scores(office).answered == 0);
        CHECK_FALSE(solene.get(path(office, "/resultats")).shows("3.2. Seul"));
        CHECK(api(office).at("ratings").as_array().size() == 7);
        auto program = office.visitor();
        program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.solene)}};
        CHECK_FALSE(solene.get(office.structure_path()).shows("3.2"));

        answer_profile(office, "oui");
        CHECK(scores(office).answered == 1);
        auto const trail = office.trail(office.deux_rives);
        CHECK(std::ranges::count_if(trail, [](auto const& line) { return line.find("answer_profile") != line.npos; }) == 3);
    });
}

TEST_CASE("the questions about the structure are answered by who may rate, while the cycle is open") {
    Office office{Engine::sqlite, deep_library()};
    auto idriss = office.signed_in(office.idriss);

    CHECK(idriss.get(path(office, "")).says("Pas encore répondu"));
    CHECK(idriss.post(path(office, "/profil"), {{"profil-lieu", "oui"}}).status == 403);
    answer_profile(office, "oui");
    CHECK(idriss.get(path(office, "")).says("<dd>Oui</dd>"));
    support::close_cycle(office);
    CHECK(office.signed_in(office.maud).post(path(office, "/profil"), {{"profil-lieu", "non"}}).status == 403);
}

TEST_CASE("means are taken step by step, by objective, theme and chapter, without « NC » and « RI »") {
    Office office{Engine::sqlite, deep_library()};
    answer_profile(office, "oui");
    CHECK(mean_of(scores(office), "libertes") == "–");

    answer(office, "personne", {{"a", "2"}, {"b", "*"}, {"c", "NC"}, {"d", "RI"}, {"e", "1"}});
    auto figures = scores(office);
    CHECK(mean_of(figures, "libertes") == "3,00"); // 2 and ★, which counts as 4; NC is out
    CHECK(mean_of(figures, "image") == "–");       // RI alone
    CHECK(mean_of(figures, "droits") == "3,00");   // of its objectives that have a mean
    CHECK(mean_of(figures, "personne") == "2,00"); // 3 and 1: each theme weighs the same
    CHECK(figures.not_concerned == 1);

    answer(office, "personne", {{"c", "1"}, {"d", "2"}});
    figures = scores(office);
    CHECK(mean_of(figures, "libertes") == "2,33"); // 7/3
    CHECK(mean_of(figures, "droits") == "2,17");   // (7/3 + 2) / 2 = 13/6, nothing rounded on the way
    CHECK(mean_of(figures, "personne") == "1,58"); // (13/6 + 1) / 2 = 19/12

    auto const page = office.signed_in(office.solene).get(path(office, "/resultats"));
    for (auto const* figure : {"2,33", "2,17", "1,58"}) CHECK(page.says(figure));
    CHECK(page.says("1.1. Libertés"));
}

TEST_CASE("an imperative is met by all of its items, and its state stands apart from the means") {
    Office office{Engine::sqlite, deep_library()};
    auto solene = office.signed_in(office.solene);
    auto const state = [&] { return std::string{api(office).at("scores").at("imperatives").at(0).at("state").as_string()}; };

    CHECK(state() == "undecided");
    answer(office, "structure", {{"plaintes-1", "*"}, {"plaintes-2", "3"}});
    CHECK(state() == "not_met");
    CHECK(mean_of(scores(office), "structure") == "3,50");
    auto const page = solene.get(path(office, "/resultats"));
    CHECK(page.says("Un critère impératif est satisfait quand il atteint le niveau 4"));
    CHECK(page.says("Satisfaits : 0 sur 1. Non satisfaits : 1. À évaluer : 0."));

    answer(office, "structure", {{"plaintes-2", "4"}});
    CHECK(state() == "met");
    auto form = form_of(solene.get(path(office, "/structure")));
    form["level-plaintes-1"] = "NC";
    form["reason-plaintes-1"] = "Personne ne se plaint.";
    CHECK(solene.post(path(office, "/structure"), form).status == 422);
    form["level-plaintes-1"] = "RI";
    CHECK(solene.post(path(office, "/structure"), form).status == 422); // only in its chapter
}

TEST_CASE("a chapter shows its themes, its objectives, and items inside their criterion") {
    Office office{Engine::sqlite, deep_library()};
    auto solene = office.signed_in(office.solene);

    auto const person = solene.get(path(office, "/personne"));
    CHECK(person.says("Thématique : Droits"));
    CHECK(person.says("Objectif : 1.1. Libertés"));
    CHECK_FALSE(person.says("Santé")); // nothing of it is asked here: see below
    auto const structure = solene.get(path(office, "/structure"));
    CHECK(structure.says("3.1. Plaintes"));
    CHECK(structure.says("Nous répondons."));
    CHECK(structure.says("Élément 3.1.a"));
    CHECK(solene.get(path(office, "/vide")).says("à compléter par l'import"));
    CHECK(solene.get(path(office, "")).says(">À compléter<"));
    CHECK(person.shows("<b>★</b>"));
    for (auto const& score : scores(office).chapters)
        if (score.chapter->key.text() == "vide") CHECK_FALSE(score.is_done());
    for (auto const* page : {"", "/personne", "/resultats", "/criteres/a"})
        CHECK(solene.get(path(office, page)).says("Auto-évaluation préparatoire."));
}

TEST_CASE("a criterion without a chapter has a page, a help and a line among the results") {
    Office office{Engine::sqlite, deep_library()};
    auto solene = office.signed_in(office.solene);

    answer(office, "final", {{"final", "2"}});

    CHECK(solene.get(path(office, "/criteres/final")).says("Sans chapitre."));
    CHECK(solene.get(path(office, "/resultats")).shows("9. Final"));
    CHECK(mean_of(scores(office), "final") == "2,00");
}

TEST_CASE("a référentiel without means shows how many criteria stand at each level, and no figure besides") {
    std::ifstream stream{SOURCE_FOLDER "/tests/fixtures/referentiel/rsei.extract.yaml"};
    auto const library = library_of(std::string{std::istreambuf_iterator{stream}, {}});
    Office office{Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);

    CHECK(solene.get(path(office, "/resultats")).says("Rien n'est encore évalué : les niveaux se comptent"));
    answer(office, "gouvernance-et-projet", {{"projet-de-l-entreprise", "3"}});

    auto const page = solene.get(path(office, "/resultats"));
    CHECK(page.says("Niveau 3 : 1 critère."));
    CHECK(page.says("Ce référentiel ne fait pas de moyenne"));
    CHECK_FALSE(page.says("en moyenne à"));
    CHECK_FALSE(page.shows("id=\"radar"));
    CHECK(solene.get(office.structure_path()).says("Niveau 3 : 1 critère."));
    CHECK(api(office).at("scores").at("mean").is_null());
    CHECK(api(office).at("scores").at("levels").at("3").as_int64() == 1);
    auto const report = solene.get(path(office, "/resultats.pdf"));
    CHECK(report.says("le résultat ne dit rien du niveau de label"));
}
