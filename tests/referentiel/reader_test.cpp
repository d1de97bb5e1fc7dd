#include "referentiel/reader.h"

#include "core/embedded.h"
#include "files.h"
#include "referentiel/json.h"
#include "referentiel/library.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <thread>

using namespace referentiel;
using files::changed;

namespace {

std::string essms() {
    std::ifstream stream{std::string{SOURCE_FOLDER} + "/tests/fixtures/referentiel/essms.extract.yaml", std::ios::binary};
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

std::vector<std::string> codes(std::vector<Level> const& levels) {
    std::vector<std::string> codes;
    for (auto const& level : levels) codes.emplace_back(level.code());
    return codes;
}

std::string first_fault(std::string_view file, Library const& library) {
    auto const reading = files::read(file, &library);
    if (reading.faults.empty()) return "none";
    return std::to_string(reading.faults.front().place.line) + ": " + reading.faults.front().what;
}

using Codes = std::vector<std::string>;

} // namespace

TEST_CASE("the référentiels that the program carries have neither fault nor advice") {
    auto const library = embedded_library();
    int count = 0;
    for (auto const& file : embedded::referentiels()) {
        if (!file.path.ends_with(".yaml")) continue;
        auto const reading = files::read(file.content, &library);
        CAPTURE(file.path);
        CHECK(reading.fault_count == 0);
        CHECK(reading.advice_count == 0);
        ++count;
    }
    CHECK(count > 0);
    CHECK(library.versions().size() == static_cast<std::size_t>(count));
}

TEST_CASE("the complete référentiel speaks two languages, in printed signs") {
    auto const library = embedded_library();
    auto const* version = library.latest("ess-complet");

    REQUIRE(version);
    CHECK(version->criteria.size() >= 6);
    CHECK(version->languages == std::vector<std::string>{"fr", "en"});
    CHECK(version->title.in("en") == "Full SSE framework");
    CHECK(version->title.in("de") == "Référentiel ESS complet");
    CHECK(version->storey_name(2, "en") == "Criterion");
    CHECK(version->storey_name(3, "en").empty());
    auto const* criterion = find_criterion(*version, "14");
    REQUIRE(criterion);
    CHECK(criterion == find_criterion(*version, "qualite-de-l-emploi"));
    CHECK(criterion->title.in("fr") == "Qualité de l’emploi");
    CHECK(criterion->chapter == find_chapter(*version, "politique-sociale"));
    CHECK(criterion->levels.size() == 5);
    CHECK(criterion->examples.size() == 2);
    CHECK(version->criteria[0].statement.in("fr").find("consulter\u00a0: elles") != std::string::npos);
    CHECK(version->criteria[0].links.at("odd") == Codes{"16"});
}

TEST_CASE("levels come from their scale alone, and know their rank and worth") {
    auto const version = files::version(essms());
    auto const& scale = version.default_scale();

    CHECK(codes(scale.levels()) == Codes{"1", "2", "3", "4"});
    CHECK(codes(scale.specials()) == Codes{"*", "NC", "RI"});
    CHECK(scale.highest() == 4);
    CHECK_FALSE(scale.level("5"));
    CHECK(scale.level("2")->rank() == 2);
    CHECK(scale.level("2")->value()->top == 1);
    CHECK(scale.level("2")->value()->bottom == 3);
    CHECK(scale.level("*")->rank() == 4);
    CHECK(scale.level("*")->effect() == Effect::counts_as);
    CHECK(scale.level("NC")->rank() == 0);
    CHECK_FALSE(scale.level("NC")->value());
    CHECK(scale.level("NC")->is_reason_required());
    CHECK_FALSE(scale.level("RI")->is_reason_required());
    CHECK(scale.level("1")->label("en") == "Not satisfactory at all");
    CHECK(scale.level("1")->answer("en") == "Nothing is organised");
    CHECK(scale.level("NC")->answer("en") == "Not concerned");
    CHECK(scale.level("1") == version.default_scale().level("1"));
}

TEST_CASE("special codes are offered only where the référentiel allows them") {
    auto const outside = files::version(essms());
    auto const elsewhere = files::version(changed("only_in: [la-personne]", "only_in: [les-professionnels]", essms()));
    auto const ordinary = files::version(changed("                imperative: true\n", "", essms()));
    auto const offered = [](Version const& version) { return codes(version.default_scale().levels_for(version.criteria[0])); };

    CHECK(offered(outside) == Codes{"1", "2", "3", "4", "*"});
    CHECK(offered(elsewhere) == Codes{"1", "2", "3", "4", "*", "RI"});
    CHECK(offered(ordinary) == Codes{"1", "2", "3", "4", "*", "NC"});
    CHECK(codes(outside.default_scale().levels_for(outside.criteria[0].items[0])) == Codes{"1", "2", "3", "4", "*"});
}

TEST_CASE("a criterion words its levels itself, or as its scale does") {
    auto const version = files::version(files::small);
    auto const level = *version.default_scale().level("1");

    CHECK(version.criteria[0].wording(level, "en") == "Nobody knows");
    CHECK(version.criteria[1].wording(level, "en") == "Nothing");
    CHECK(version.criteria[0].wording(*version.default_scale().level("NC"), "fr") == "Non concerné");
}

TEST_CASE("a tree of several storeys keeps its order and its chapters, even after it has moved") {
    auto made = files::version(essms());
    Version const version{std::move(made)};

    CHECK(version.all_chapters.size() == 5);
    REQUIRE(version.chapters().size() == 2);
    auto const& professionals = *version.chapters()[1];
    CHECK(version.chapters_of(professionals).size() == 1);
    CHECK(version.criteria_of(professionals).size() == 1);
    CHECK(version.criteria_of(*version.chapters()[0]).empty());
    auto const& criterion = version.criteria[0];
    CHECK(criterion.chapter->storey == 3);
    CHECK(criterion.chapter->parent->parent == &professionals);
    CHECK(criterion.scale == &version.scales[0]);
    CHECK(criterion.items[0].parent == &criterion);
    CHECK(criterion.is_imperative);
    CHECK(criterion.official == "2.2.1");
    CHECK_FALSE(is_asked(criterion, {}));
    CHECK(is_asked(criterion.items[0], {"lieu-de-vie-ou-d-accueil"}));
}

TEST_CASE("criteria and chapters side by side keep the order of the file") {
    auto const version = files::version(changed("      - criterion: comptes",
        "      - chapter: suite\n        title: {fr: Suite, en: Next}\n        outline: true\n      - criterion: comptes"));

    auto const nodes = version.nodes_of(*version.chapters()[0]);
    REQUIRE(nodes.size() == 3);
    CHECK(std::get<Criterion const*>(nodes[0])->key.text() == "pouvoir");
    CHECK(std::get<Chapter const*>(nodes[1])->key.text() == "suite");
    CHECK(std::get<Criterion const*>(nodes[2])->key.text() == "comptes");
    CHECK(version.top_nodes().size() == 1);
}

TEST_CASE("a library finds versions by hash, by number and the latest, where they stay") {
    auto const one_point_nine = changed("\"1.0\"", "\"1.9\""), one_point_ten = changed("\"1.0\"", "\"1.10\"");
    Library library;
    library.add(files::version(one_point_ten));
    auto const* held = library.latest("petit");
    library.add(files::version(one_point_nine));
    library.add(files::version(one_point_nine));

    CHECK(library.versions().size() == 2);
    CHECK(library.latest("petit") == held);
    CHECK(held->number == "1.10");
    CHECK(library.find("petit", "1.9")->number == "1.9");
    CHECK(library.at(held->hash) == held);
    CHECK(library.find("petit", "2.0") == nullptr);
    CHECK(library.latest("grand") == nullptr);
    CHECK_FALSE(is_earlier("1.10", "1.9"));
    CHECK(is_earlier("1.10", "2.0"));
}

TEST_CASE("a library is read while versions are added") {
    Library library;
    std::thread writer{[&] {
        for (int number = 0; number < 20; ++number)
            library.add(files::version(changed("\"1.0\"", "\"1." + std::to_string(number) + "\"")));
    }};
    while (!library.find("petit", "1.19"))
        if (auto const* latest = library.latest("petit")) CHECK(latest->criteria.size() == 2);
    writer.join();

    CHECK(library.versions().size() == 20);
}

TEST_CASE("a version that was published with another content is refused") {
    Library library;
    library.add(files::version(files::small));

    CHECK(first_fault(files::small, library) == "none");
    CHECK(first_fault(changed("Nous comptons.", "Nous ne comptons pas."), library) ==
          "3: la version 1.0 est déjà publiée avec un autre contenu");
}

namespace {

std::string next(std::string_view from, std::string_view to, std::string_view changes) {
    auto const file = changed("\"1.0\"", "\"1.1\"", changed(from, to));
    return file + "lineage:\n  from: \"1.0\"\n  changes:\n" + std::string{changes};
}

} // namespace

TEST_CASE("from the second version on, whatever changed is told by the lineage") {
    Library library;
    library.add(files::version(files::small));
    auto const reworded = "    - {change: reworded, old: [comptes], new: [comptes]}\n";
    auto const renamed = "    - {change: reworded, old: [comptes], new: [finances]}\n";
    auto const removed_and_new = "    - {change: removed, old: [comptes]}\n    - {change: new, new: [finances]}\n";

    CHECK(first_fault(changed("\"1.0\"", "\"1.1\""), library) == "3: lineage manque\u00a0: la version 1.0 est déjà publiée");
    CHECK(first_fault(changed("\"1.0\"", "\"0.9\""), library) == "3: la version 1.0 vient après la 0.9");
    CHECK(first_fault(next("We count.", "We do count.", reworded), library) == "none");
    CHECK(first_fault(next("We count.", "We do count.", "    - {change: moved, old: [pouvoir], new: [pouvoir]}\n"), library) ==
          "29: «\u00a0comptes\u00a0» a changé de texte et la lignée n’en dit rien");
    CHECK(first_fault(next("criterion: comptes", "criterion: finances", renamed), library) == "none");
    CHECK(first_fault(next("criterion: comptes", "criterion: finances", removed_and_new), library) == "none");
    CHECK(first_fault(next("criterion: comptes", "criterion: finances", "    - {change: new, new: [finances]}\n"), library) ==
          "36: la clé «\u00a0comptes\u00a0» de la version d’avant est perdue");
    CHECK(first_fault(next("criterion: comptes", "criterion: finances", "    - {change: removed, old: [comptes]}\n"), library) ==
          "29: «\u00a0finances\u00a0» est nouveau et la lignée n’en dit rien");
    CHECK(first_fault(next("We count.", "We do count.", "    - {change: reworded, old: [compte], new: [comptes]}\n"), library) ==
          "39: la version d’avant n’a pas de clé «\u00a0compte\u00a0»");
    CHECK(first_fault(next("We count.", "We do count.", "    - {change: reworded, old: [comptes], new: [compte]}\n"), library) ==
          "29: «\u00a0comptes\u00a0» a changé de texte et la lignée n’en dit rien");
    CHECK(first_fault(next("We count.", "We do count.", "    - {change: removed, old: [comptes]}\n"), library) ==
          "29: «\u00a0comptes\u00a0» a changé de texte et la lignée n’en dit rien");
    CHECK(first_fault(next("We count.", "We do count.", "    - {change: merged, old: [comptes], new: [comptes]}\n"), library) ==
          "39: «\u00a0merged\u00a0» n’a pas le bon nombre de clés");
    CHECK(first_fault(changed("from: \"1.0\"", "from: \"0.4\"", next("We count.", "We do count.", reworded)), library) ==
          "37: la lignée part de la version 0.4, mais la dernière publiée est la 1.0");
}

TEST_CASE("a criterion that has moved to another chapter is told by the lineage") {
    constexpr std::string_view second = "  - chapter: suite\n    title: {fr: Suite, en: Next}\n    content:\n";
    Library library;
    library.add(
        files::version(std::string{files::small} + std::string{second} +
                       "      - {criterion: fin, number: \"3\", title: {fr: Fin, en: End}, statement: {fr: Fin, en: End}}\n"));
    auto const moved =
        changed("\"1.0\"", "\"1.1\"", changed("      - criterion: comptes", std::string{second} + "      - criterion: comptes")) +
        "      - {criterion: fin, number: \"3\", title: {fr: Fin, en: End}, statement: {fr: Fin, en: End}}\n";

    CHECK(first_fault(moved + "lineage: {from: \"1.0\"}\n", library) ==
          "32: «\u00a0comptes\u00a0» a changé de place et la lignée n’en dit rien");
    CHECK(first_fault(moved + "lineage:\n  from: \"1.0\"\n  changes:\n    - {change: moved, old: [comptes], new: [comptes]}\n",
              library) == "none");
}

TEST_CASE("a shorter référentiel covers each criterion of the longer one exactly once") {
    Library library;
    library.add(files::version(files::small));
    auto const shorter = [](std::string_view first, std::string_view second) {
        auto file = changed("code: petit", "code: court");
        file = changed(
            "        levels:\n", "        covers: {referentiel: petit, " + std::string{first} + "}\n        levels:\n", file);
        if (second.empty()) return file;
        return changed(
            "        links:", "        covers: {referentiel: petit, " + std::string{second} + "}\n        links:", file);
    };

    CHECK(first_fault(shorter("main: pouvoir, others: [comptes]", ""), library) == "none");
    CHECK(first_fault(shorter("main: pouvoir", "main: comptes"), library) == "none");
    CHECK(first_fault(shorter("main: pouvoir", ""), library) ==
          "1: «\u00a0comptes\u00a0», de petit, n’est couvert par aucun critère");
    CHECK(first_fault(shorter("main: pouvoir, others: [comptes]", "main: comptes"), library) ==
          "36: «\u00a0comptes\u00a0» est déjà couvert à la ligne 25");
    CHECK(first_fault(shorter("main: pouvoir, others: [comptes, compte]", ""), library) ==
          "25: «\u00a0compte\u00a0» n’est pas un critère de petit");
    CHECK(files::version(shorter("main: pouvoir, others: [comptes]", "")).criteria[0].covers->main.text() == "pouvoir");
}

TEST_CASE("links to a référentiel that is held name its numbers") {
    Library library;
    library.add(files::version(files::small));
    auto const linked = [](std::string_view links) {
        return changed("{odd: [\"16\"]}", links, changed("code: petit", "code: autre"));
    };

    CHECK(first_fault(linked("{petit: [\"2\"]}"), library) == "none");
    CHECK(first_fault(linked("{petit: [\"7\"]}"), library) == "35: «\u00a07\u00a0» n’existe pas dans petit");
    CHECK(first_fault(linked("{petits: [\"2\"]}"), library) == "35: «\u00a0petits\u00a0» n’est pas un référentiel connu");
}

TEST_CASE("the API gives a version in one language, with its chapters, criteria, items and levels") {
    auto const version = files::version(essms());
    auto const object = boost::json::parse(json_of(version, "en")).as_object();

    CHECK(object.at("code").as_string() == "essms");
    CHECK(object.at("sha256").as_string() == std::string{version.hash.text()});
    CHECK(object.at("language").as_string() == "en");
    CHECK(object.at("scales").at(0).at("levels").as_array().size() == 4);
    CHECK(object.at("scales").at(0).at("special").at(1).at("reason_required").as_bool());
    auto const& criterion = object.at("content").at(1).at("content").at(0).at("content").at(0).at("content").at(0);
    CHECK(criterion.at("key").as_string() == "aller-et-venir");
    CHECK(criterion.at("title").as_string() == "Coming and going freely");
    CHECK(criterion.at("imperative").as_bool());
    CHECK(criterion.at("levels").at(0).at("wording").as_string() == "Nothing is organised");
    CHECK(criterion.at("items").at(0).at("number").as_string() == "2.2.1.a");
    CHECK(criterion.at("links").at("ess-complet").at(0).as_string() == "30");
}
