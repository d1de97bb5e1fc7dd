#include "diagnostic/rated_chapter.h"
#include "html/catalogue.h"
#include "referentiel/files.h"
#include "reports/sheets.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using support::Office;

namespace {

std::string fixture(std::string const& name) {
    std::ifstream stream{std::string{SOURCE_FOLDER} + "/tests/fixtures/referentiel/" + name, std::ios::binary};
    return {std::istreambuf_iterator{stream}, {}};
}

// The pages that show a cycle as it is now; files, and what needs more than the cycle, are left out.
std::vector<std::string> pages_of_a_cycle(Office& office) {
    std::string const prefix = "/structures/{}/cycles/{}";
    std::vector<std::string> pages;
    for (auto const& route : office.router.routes()) {
        auto const is_page = route.method == "GET" && route.pattern.starts_with(prefix) &&
                             route.pattern.find('.') == std::string::npos &&
                             route.pattern.find("{}", prefix.size()) == std::string::npos;
        if (is_page) pages.push_back(office.cycle_path(route.pattern.substr(prefix.size())));
    }
    return pages;
}

} // namespace

TEST_CASE("the line that says how to answer stands under its statement, wherever one answers or reads") {
    auto const library = files::library(fixture("ess-simplifie.extract.yaml"));
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);
    for (std::string const page : {"/diagnostic/environnement", "/diagnostic/environnement/avis", "/diagnostic/tout",
             "/diagnostic/question/dechets-et-ressources", "/diagnostic/criteres/dechets-et-ressources",
             "/pratiques/environnement", "/pratiques/criteres/dechets-et-ressources"}) {
        CAPTURE(page);
        CHECK(solene.get(office.cycle_path(page)).says("Choisissez le niveau que vous atteignez sur tous les sujets"));
    }
    CHECK(office.signed_in(office.idriss)
              .get(office.cycle_path("/diagnostic/environnement"))
              .says("Choisissez le niveau que vous atteignez"));
    CHECK(office.visitor().get("/referentiels/ess-simplifie/0.1/environnement").says("Choisissez le niveau que vous atteignez"));
    auto const sheets = reports::sheets_json(*library.latest("ess-simplifie"), office.desk->french);
    CHECK(sheets.find("Choisissez le niveau que vous atteignez") != std::string::npos);
}

TEST_CASE("what whoever answers has to know stands above every page of a cycle") {
    auto const library = files::library(fixture("essms.extract.yaml"));
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);
    auto const pages = pages_of_a_cycle(office);
    REQUIRE(pages.size() > 15);
    for (auto const& page : pages) {
        CAPTURE(page);
        auto const shown = solene.get(page);
        if (shown.status == 303 || page.ends_with("/nom")) continue; // only the name of the cycle is typed there
        CHECK(shown.says("N'écrivez jamais le nom d'une personne accompagnée."));
    }
    CHECK(!solene.get(office.structure_path("/documents")).says("N'écrivez jamais"));
}

TEST_CASE("a criterion that is imperative says so where it is answered") {
    auto const library = files::library(fixture("essms.extract.yaml"));
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);
    REQUIRE(solene.post(office.cycle_path("/diagnostic/profil"), {{"profil-lieu-de-vie-ou-d-accueil", "oui"}}).status == 303);
    for (std::string const page : {"/diagnostic/les-professionnels", "/diagnostic/tout", "/pratiques/les-professionnels"}) {
        CAPTURE(page);
        CHECK(solene.get(office.cycle_path(page)).says("<span class=\"tag\">Impératif</span>"));
    }
}

TEST_CASE("the words about the keyboard name the codes that the chapter offers, and no others") {
    auto const words_of = [](std::string_view file, std::string const& chapter) {
        auto const library = files::library(file);
        Office office{storage::Engine::sqlite, library};
        auto solene = office.signed_in(office.solene);
        solene.post(office.cycle_path("/diagnostic/profil"), {{"profil-lieu-de-vie-ou-d-accueil", "oui"}});
        auto const page = solene.get(office.cycle_path("/diagnostic/" + chapter));
        auto const start = page.body.find("De 1 à ");
        REQUIRE(start != page.body.npos);
        return page.body.substr(start, page.body.find("</p>", start) - start);
    };

    auto const imperative = words_of(fixture("essms.extract.yaml"), "les-professionnels");
    CHECK(imperative.find("De 1 à 4 ") == 0);
    CHECK(imperative.find("* pour «\u00a0Optimisé\u00a0».") != imperative.npos);
    CHECK(imperative.find("N pour") == imperative.npos);

    auto const ordinary = words_of(files::small, "gouvernance");
    CHECK(ordinary.find("N pour «\u00a0Non concerné\u00a0».") != ordinary.npos);
    CHECK(ordinary.find("* pour") == ordinary.npos);
}

TEST_CASE("a special code that counts is drawn and counted alike, and the legend knows it") {
    auto const file = files::changed("    special:\n", R"(    special:
      - {code: "*", effect: counts_as, level: "3", label: {fr: Optimisé, en: Optimised}}
)",
        files::changed("{average: criteria}", "{average: children}"));
    auto const library = files::library(file);
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);
    auto const chapter = office.cycle_path("/diagnostic/gouvernance");
    auto form = support::form_of(solene.get(chapter));
    form["level-pouvoir"] = "2";
    form["level-comptes"] = "*";
    REQUIRE(solene.post(chapter, form).status == 303);

    auto const results = solene.get(office.cycle_path("/diagnostic/resultats"));

    auto const drawing = results.body.substr(results.body.find("repartition-dessin"));
    auto const parts = drawing.substr(0, drawing.find("</svg>"));
    CHECK(parts.find("stack__part--3") != parts.npos);
    CHECK(parts.find("stack__part--5") != parts.npos);
    CHECK(results.shows("</svg>★\u00a0: Optimisé</li>"));
    CHECK(results.shows("<b>★</b><span class=\"small\">Optimisé</span>"));
    CHECK(results.shows("<b>NC</b><span class=\"small\">Non concerné</span>"));
    CHECK(results.says("Moyennes sur 3 : chacune est celle de ce que la ligne contient directement"));
    CHECK(!results.says("Moyennes sur 3, des critères évalués"));
}

TEST_CASE("an item is called by its number wherever it has no title") {
    auto const library = files::library(fixture("essms.extract.yaml"));
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);
    REQUIRE(solene.post(office.cycle_path("/diagnostic/profil"), {{"profil-lieu-de-vie-ou-d-accueil", "oui"}}).status == 303);

    CHECK(solene.get(office.cycle_path("/diagnostic/resultats")).says("Élément 2.2.1.a : les niveaux"));
    for (std::string const page : {"/diagnostic/resultats", "/diagnostic/question/aller-et-venir-1", "/diagnostic/attribution",
             "/diagnostic/criteres/aller-et-venir-1/relecture"}) {
        CAPTURE(page);
        auto const shown = solene.get(office.cycle_path(page));
        CHECK(shown.status == 200);
        CHECK(shown.says("Élément 2.2.1.a"));
        CHECK(!shown.says("2.2.1.a. "));
    }
}

TEST_CASE("what helps with a criterion is read where one rates its items") {
    auto const file = files::changed("                links:\n                  ess-complet: [\"30\"]\n",
        R"(                plain: {fr: Chacun sort quand il veut., en: Everyone goes out.}
                questions:
                  - {fr: "Qui a la clé ?", en: "Who has the key?"}
                evidence:
                  - {fr: Le registre des sorties, en: The register}
                links:
                  ess-complet: ["30"]
)",
        fixture("essms.extract.yaml"));
    auto const library = files::library(file);
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);
    REQUIRE(solene.post(office.cycle_path("/diagnostic/profil"), {{"profil-lieu-de-vie-ou-d-accueil", "oui"}}).status == 303);

    for (std::string const key : {"aller-et-venir-1", "aller-et-venir"}) {
        CAPTURE(key);
        auto const help = solene.get(office.cycle_path("/diagnostic/criteres/" + key));
        CHECK(help.status == 200);
        for (auto const* words : {"Les équipes soutiennent la liberté", "Chacun sort quand il veut.", "Qui a la clé",
                 "Le registre des sorties", "Proche de"})
            CHECK(help.says(words));
    }
    auto const item = solene.get(office.cycle_path("/diagnostic/criteres/aller-et-venir-1"));
    CHECK(item.shows("<h1>Élément 2.2.1.a</h1>"));
    CHECK(item.says("2.2.1. Aller et venir librement"));
    auto const group = solene.get(office.cycle_path("/diagnostic/les-professionnels"));
    CHECK(group.shows("/diagnostic/criteres/aller-et-venir\" data-module=\"help\""));
    CHECK(solene.get(office.cycle_path("/diagnostic/criteres/rien")).status == 404);
}

TEST_CASE("a sheet is that of a criterion, with its items as lines") {
    auto const library = files::library(fixture("essms.extract.yaml"));
    auto const french = html::french();
    auto const data = reports::sheets_json(*library.latest("essms"), french);

    CHECK(data.find(R"("number":"2.2.1","title":"Aller et venir librement")") != data.npos);
    CHECK(data.find(R"("items":[{"number":"2.2.1.a")") != data.npos);
    CHECK(data.find(R"("number":"2.2.1.a","title":"2.2.1.a")") == data.npos);
}
