#include "diagnostic/rated_chapter.h"
#include "diagnostic/scores.h"
#include "referentiel/files.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <regex>

namespace json = boost::json;
using support::Browser, support::for_each_engine, support::governance, support::jobs, support::life, support::Office,
    support::power, support::rate, support::social;

namespace {

// Three chapters, so that means differ by chapter and as a whole.
constexpr std::string_view three_chapters = R"(format: 1
code: trois
version: "1.0"
languages: [fr]
title: {fr: Trois}
scales:
  - key: maturite
    levels:
      - {code: "1", degree: {fr: Un}}
      - {code: "2", degree: {fr: Deux}}
      - {code: "3", degree: {fr: Trois}}
      - {code: "4", degree: {fr: Quatre}}
      - {code: "5", degree: {fr: Cinq}}
    special:
      - {code: NC, effect: not_concerned, reason: required, label: {fr: Non concerné}}
score: {average: criteria, decimals: 1}
content:
  - chapter: un
    title: {fr: Premier}
    content:
      - {criterion: a, number: "1", title: {fr: A}, statement: {fr: A.}}
      - {criterion: b, number: "2", title: {fr: B}, statement: {fr: B.}}
      - {criterion: c, number: "3", title: {fr: C}, statement: {fr: C.}}
  - chapter: deux
    title: {fr: Deuxième}
    content:
      - {criterion: d, number: "4", title: {fr: D}, statement: {fr: D.}}
      - {criterion: e, number: "5", title: {fr: E}, statement: {fr: E.}}
  - chapter: trois
    title: {fr: Troisième}
    content:
      - {criterion: f, number: "6", title: {fr: F}, statement: {fr: F.}}
)";

referentiel::Library const& trois() {
    static auto const library = files::library(three_chapters);
    return library;
}

void answer(Office& office, std::map<std::string, std::string> const& levels) {
    auto solene = office.signed_in(office.solene);
    for (std::string const chapter : {"un", "deux", "trois"}) {
        auto const path = office.cycle_path("/diagnostic/" + chapter);
        auto form = support::form_of(solene.get(path));
        for (auto const& [key, level] : levels)
            if (form.contains("revision-" + key)) {
                form["level-" + key] = level;
                if (level == "NC") form["reason-" + key] = "Rien de tel ici.";
            }
        REQUIRE(solene.post(path, form).status == 303);
    }
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
    return json::parse(program.get("/api/v1" + office.cycle_path("/diagnostic")).body);
}

json::value report(Office& office) {
    return json::parse(office.signed_in(office.solene).get(office.cycle_path("/diagnostic/resultats.pdf")).body);
}

// « 3,7 » of 3.7, as people read it.
std::string french(json::value const& mean) {
    if (mean.is_null()) return "–";
    auto const tenths = std::lround(mean.to_number<double>() * 10);
    return std::to_string(tenths / 10) + "," + std::to_string(tenths % 10);
}

// The last cell of the row of the table of figures that begins so.
std::string figure_beside(support::Page const& page, std::string const& name) {
    auto const table = page.body.find("id=\"chiffres\"");
    auto const row = page.body.find(name, table);
    auto const end = page.body.find("</tr>", row);
    auto text = page.body.substr(row, end - row);
    for (std::string const tag : {"<b>", "</b>", "</td>"})
        for (auto at = text.find(tag); at != text.npos; at = text.find(tag)) text.erase(at, tag.size());
    return text.substr(text.rfind('>') + 1);
}

} // namespace

TEST_CASE("means are of the criteria that were rated and concern us") {
    Office office{storage::Engine::sqlite, trois()};
    CHECK(!scores(office).mean);

    answer(office, {{"a", "2"}, {"b", "5"}, {"c", "NC"}, {"d", "4"}, {"e", "4"}});
    auto const figures = scores(office);

    CHECK(figures.chapters[0].mean == Decimal{35, 1}); // (2 + 5) / 2
    CHECK(figures.chapters[0].is_done());
    CHECK(figures.chapters[1].mean == Decimal{40, 1});
    CHECK(!figures.chapters[2].mean);
    CHECK(figures.chapters[2].answered == 0);
    CHECK(figures.mean == Decimal{38, 1}); // 15 / 4 = 3,75
    CHECK(figures.answered == 5);
    CHECK(figures.total == 6);
    CHECK(figures.not_concerned == 1);
    CHECK(figures.top == 5);
}

TEST_CASE("a chapter where nothing concerns us has no mean, and is done") {
    Office office{storage::Engine::sqlite, trois()};
    answer(office, {{"d", "NC"}, {"e", "NC"}});
    auto const figures = scores(office);
    CHECK(!figures.chapters[1].mean);
    CHECK(figures.chapters[1].is_done());
    CHECK(!figures.mean);
    CHECK(office.signed_in(office.solene).get(office.cycle_path("/diagnostic/resultats")).status == 200);
    CHECK(report(office).at("overall").at("mean").as_string() == "–");
}

TEST_CASE("the page, the report and the programs' interface give the same figures") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine, trois()};
        for (auto const& levels :
            std::vector<std::map<std::string, std::string>>{{}, {{"a", "2"}, {"b", "3"}, {"c", "3"}, {"d", "NC"}, {"f", "5"}},
                {{"a", "1"}, {"b", "1"}, {"c", "2"}, {"d", "4"}, {"e", "5"}, {"f", "1"}}}) {
            answer(office, levels);
            auto const told = api(office), written = report(office);
            auto const page = office.signed_in(office.idriss).get(office.cycle_path("/diagnostic/resultats"));

            auto const has_answers = !levels.empty();
            if (has_answers) CHECK(figure_beside(page, "Ensemble") == french(told.at("scores").at("mean")));
            else CHECK(page.says("Rien n'est encore évalué"));
            CHECK(written.at("overall").at("mean").as_string() == french(told.at("scores").at("mean")));
            CHECK(page.says(std::to_string(told.at("scores").at("answered").as_int64()) + " critère"));
            auto const& chapters = told.at("scores").at("chapters").as_array();
            REQUIRE(chapters.size() == 3);
            for (std::size_t i = 0; i < chapters.size(); ++i) {
                auto const title = std::string{chapters[i].at("title").as_string()};
                auto const mean = french(chapters[i].at("mean"));
                CAPTURE(title);
                if (has_answers) CHECK(figure_beside(page, std::to_string(i + 1) + ". " + title) == mean);
                auto const& chapter = written.at("chapters").at(i);
                CHECK(chapter.at("mean").as_string() == mean);
                CHECK(chapter.at("rated").as_string() == std::to_string(chapters[i].at("answered").as_int64()));
                CHECK(chapter.at("criteria").as_string() == std::to_string(chapters[i].at("total").as_int64()));
            }
        }
    });
}

TEST_CASE("the report tells each answer, and who answered") {
    Office office;
    auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
    rate(solene, office.cycle_path(social), jobs, "4", "Un <texte> de Solène.");
    rate(maud, office.cycle_path(social), life, "NC", "", "Personne n'est salarié.");

    auto const page = maud.get(office.cycle_path("/diagnostic/resultats.pdf"));
    CHECK(page.status == 200);
    auto const written = json::serialize(json::parse(page.body));
    for (std::string const part :
        {"Les Deux Rives", "Maud Martin", "Solène Martin", "Un <texte> de Solène.", "Personne n'est salarié."})
        CHECK_MESSAGE(written.find(part) != written.npos, part);
    CHECK(office.signed_in(office.idriss).get(office.structure_path("/diagnostic.pdf")).status == 200);
}

TEST_CASE("the home leads to the first criterion that waits, until none does") {
    Office office{storage::Engine::sqlite, trois()};
    auto solene = office.signed_in(office.solene);
    CHECK(solene.get(office.structure_path()).says("Commencer le diagnostic"));
    answer(office, {{"a", "3"}, {"c", "3"}});
    auto const page = solene.get(office.structure_path());
    CHECK(page.says("Reprendre au critère 2"));
    CHECK(page.shows("href=\"" + office.cycle_path("/diagnostic/un") + "#critere-b\""));
    CHECK(page.says("Il reste 4 critères à évaluer."));
    answer(office, {{"b", "3"}, {"d", "3"}, {"e", "3"}, {"f", "3"}});
    auto const done = solene.get(office.structure_path());
    CHECK(done.says("Le diagnostic 2026 est complet."));
    CHECK(!done.says("Reprendre au critère"));
    CHECK(!office.signed_in(office.idriss).get(office.structure_path()).says("Commencer le diagnostic"));
}

TEST_CASE("before the first answer the results draw nothing and say where to begin") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), idriss = office.signed_in(office.idriss);
        auto const results = office.cycle_path("/diagnostic/resultats");

        auto const page = solene.get(results);
        CHECK(page.says("Rien n'est encore évalué"));
        CHECK(page.says("Commencer l'autodiagnostic"));
        CHECK(page.says("Avant de clore"));
        for (std::string_view const drawn :
            {"class=\"radar\"", "bars-chart", "class=\"bar\"", "id=\"chiffres\"", "id=\"reponses\""})
            CHECK(!page.shows(drawn));
        CHECK(idriss.get(results).says("Rien n'est encore évalué"));
        CHECK(!idriss.get(results).says("Commencer l'autodiagnostic"));
        auto const chapter = solene.get(results + "/gouvernance");
        CHECK(chapter.says("Aucun critère de ce chapitre n'est encore évalué."));
        CHECK(!chapter.shows("class=\"radar\""));

        rate(solene, office.cycle_path(governance), power, "2");
        CHECK(solene.get(results).shows("class=\"bar\""));
        CHECK(!solene.get(results).says("Rien n'est encore évalué"));
        CHECK(solene.get(results + "/gouvernance").shows("<figure class=\"chart\""));
        CHECK(solene.get(results + social.substr(std::string{"/diagnostic"}.size())).says("Aucun critère de ce chapitre"));
    });
}

TEST_CASE("the page of results says first what it holds, and leads there") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = office.cycle_path("/diagnostic/resultats");
    CHECK(!maud.get(path).says("Sur cette page"));
    rate(maud, office.cycle_path(governance), power, "3");

    auto const page = maud.get(path);

    std::regex const link{"<li><a href=\"#([a-z-]+)\">"};
    std::vector<std::string> parts;
    for (std::sregex_iterator found{page.body.begin(), page.body.end(), link}, end; found != end; ++found) {
        CHECK(page.shows(" id=\"" + (*found)[1].str() + "\""));
        parts.push_back((*found)[1]);
    }
    CHECK(
        parts == std::vector<std::string>{"bref", "niveaux", "chiffres", "par-niveau", "reponses", "avant-de-clore", "emporter"});
    CHECK(!office.signed_in(office.idriss).get(path).shows("href=\"#avant-de-clore\""));
}

TEST_CASE("the results say in words where we stand") {
    Office office{storage::Engine::sqlite, trois()};
    auto solene = office.signed_in(office.solene);
    auto const results = [&] { return solene.get(office.structure_path("/diagnostic/resultats")); };
    CHECK(results().says("Rien n'est encore évalué"));
    answer(office, {{"a", "2"}, {"b", "5"}, {"d", "4"}, {"e", "4"}, {"f", "NC"}});
    auto const page = results();
    CHECK(page.says("Votre organisation se situe en moyenne à 3,8 sur 5."));
    CHECK(page.says("Appui solide : Deuxième (4,0)."));
    CHECK(page.says("À travailler d'abord : Premier (3,5)."));
    CHECK(page.says("1 critère ne vous concerne pas"));
    answer(office, {{"a", "4"}, {"b", "4"}, {"c", "4"}});
    CHECK(!results().says("Appui solide"));
}

TEST_CASE("a référentiel may go several storeys deep, and every page of it leads somewhere") {
    std::ifstream stream{SOURCE_FOLDER "/tests/fixtures/referentiel/essms.extract.yaml"};
    std::string const file{std::istreambuf_iterator{stream}, {}};
    auto const library = files::library(file);
    Office office{storage::Engine::sqlite, library};
    auto solene = office.signed_in(office.solene);

    auto const path = office.cycle_path("/diagnostic/les-professionnels");
    REQUIRE(solene.post(office.cycle_path("/diagnostic/profil"), {{"profil-lieu-de-vie-ou-d-accueil", "oui"}}).status == 303);
    auto const page = solene.get(path);
    for (auto const& link : support::links_of(page))
        if (link.starts_with("/structures/")) CHECK(solene.get(link).status == 200);
    CHECK(support::criteria_of(page) == std::vector<std::string>{"aller-et-venir-1"});
    auto form = support::form_of(page);
    form["level-aller-et-venir-1"] = "*";
    CHECK(solene.post(path, form).location() == path);
    CHECK(solene.get(path).shows("name=\"level-aller-et-venir-1\" value=\"*\" checked"));
    form = support::form_of(solene.get(path));
    form["level-aller-et-venir-1"] = "NC";
    form["reason-aller-et-venir-1"] = "Impossible : il est impératif.";
    CHECK(solene.post(path, form).status == 422);

    CHECK(solene.get(office.cycle_path("/diagnostic/professionnels-droits")).status == 404);
    for (std::string const rest : {"", "/diagnostic", "/diagnostic/resultats", "/diagnostic/criteres/aller-et-venir-1"}) {
        auto const shown = solene.get(office.structure_path(rest));
        CHECK(shown.status == 200);
        for (auto const& link : support::links_of(shown)) {
            CAPTURE(link);
            if (link.starts_with("/structures/")) CHECK(solene.get(link).status == 200);
        }
    }
}

TEST_CASE("an older cycle keeps its own référentiel") {
    support::for_each_engine([](storage::Engine engine) {
        std::vector<referentiel::Version> versions;
        versions.push_back(files::version(files::small));
        versions.push_back(files::version(three_chapters));
        referentiel::Library const library{std::move(versions)};
        Office office{engine, library};
        auto solene = office.signed_in(office.solene);
        auto const past = office.cycle_path(), chapter = office.cycle_path(governance);
        rate(solene, chapter, "pouvoir", "3", "En 2026.");
        office.let_pass(std::chrono::hours{1});
        office.db().write([&](storage::Writer& db) {
            auto const cycle = accounts::add_cycle(db, office.deux_rives, "2027", office.now, office.chance);
            diagnostic::open(db, office.deux_rives, cycle, *library.latest("trois"), office.now, office.chance);
        });

        CHECK(solene.get(office.structure_path()).says("Démarche 2027"));
        CHECK(solene.get(office.structure_path("/diagnostic/un")).status == 200);
        CHECK(solene.get(office.structure_path(governance)).status == 404);
        CHECK(solene.get(past).says("Démarche 2026"));
        auto const page = solene.get(chapter);
        CHECK(page.says("En 2026."));
        for (auto const& link : support::links_of(page)) {
            CAPTURE(link);
            if (link.starts_with(past)) CHECK(solene.get(link).status == 200);
        }
        auto program = office.visitor();
        program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.solene)}};
        auto const cycles = json::parse(program.get("/api/v1" + office.structure_path("/cycles")).body);
        CHECK(cycles.at("items").at(0).at("label").as_string() == "2027");
        CHECK(
            json::parse(program.get("/api/v1" + past + "/diagnostic").body).at("referentiel").at("code").as_string() == "petit");
    });
}

TEST_CASE("a part of the distribution names its level beside its count, and bars from nothing say what they are out of") {
    Office office;
    auto maud = office.signed_in(office.maud);
    rate(maud, office.cycle_path(support::governance), support::power, "3");

    auto const page = maud.get(office.cycle_path("/diagnostic/resultats"));

    CHECK(page.says(">niv. 3 : 1</text>"));
    CHECK(page.says(">Sur 5</th>"));
    CHECK(!page.says(">De 1 à 5<"));
}
