#include "support/office.h"

#include "referentiel/catalogues.h"
#include "referentiel/offer.h"
#include "reports/sheets.h"
#include "site/referentiel_views.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

namespace {

using support::Office;

referentiel::Version const& complete(Office& office) { return *office.desk->library.latest("ess-complet"); }

std::string address(referentiel::Version const& version) { return std::string{site::referentiel_url(version).text()}; }

} // namespace

TEST_CASE("anybody reads which référentiels there are, how long each takes and for whom it is") {
    Office office;

    auto const page = office.visitor().get("/referentiels");

    CHECK(page.status == 200);
    html::Language const french;
    for (auto const* version : referentiel::choices(office.desk->library)) {
        CHECK(page.shows(version->title.in("fr")));
        CHECK(page.shows("href=\"" + address(*version) + "\""));
        CHECK(page.shows(referentiel::size_words(french, *version)));
    }
}

TEST_CASE("a référentiel shows its scale and every statement, each leading to its place in the chapter") {
    Office office;
    auto const& version = complete(office);

    auto const page = office.visitor().get("/referentiels/ess-complet");

    for (auto const& level : version.default_scale().levels()) CHECK(page.shows(level.label("fr")));
    for (auto const& criterion : version.criteria) {
        CHECK(page.shows(criterion.statement.in("fr")));
        CHECK(page.shows("#critere-" + std::string{criterion.key.text()}));
    }
}

TEST_CASE("the newest version stands at the short address, and each version at its own for ever") {
    Office office;
    auto visitor = office.visitor();

    CHECK(visitor.get("/referentiels/ess-complet").shows(complete(office).number));
    for (auto const* version : office.desk->library.versions()) CHECK(visitor.get(address(*version)).status == 200);
    CHECK(visitor.get("/referentiels/ess-complet/99.0").status == 404);
    CHECK(visitor.get("/referentiels/inconnu").status == 404);
}

TEST_CASE("a chapter is read whole: levels, questions, examples, evidence, links") {
    Office office;
    auto const& version = complete(office);
    auto const& chapter = *version.chapters().front();

    auto const page = office.visitor().get(std::string{site::referentiel_chapter_url(version, chapter).text()});

    CHECK(page.status == 200);
    for (auto const& criterion : version.criteria_of(chapter)) {
        CHECK(page.shows("id=\"critere-" + std::string{criterion.key.text()} + "\""));
        for (auto const& [code, words] : criterion.levels) CHECK(page.shows(words.in("fr")));
        for (auto const& question : criterion.questions) CHECK(page.shows(question.in("fr")));
        for (auto const& example : criterion.examples) CHECK(page.shows(example.practice.in("fr")));
        for (auto const& evidence : criterion.evidence) CHECK(page.shows(evidence.in("fr")));
    }
    CHECK(page.shows("<b>ISO 26000</b>"));
}

TEST_CASE("only a chapter at the top has a page") {
    Office office;
    CHECK(office.visitor().get(address(complete(office)) + "/exercice-du-pouvoir").status == 404);
}

TEST_CASE("the method shows each criterion of the full référentiel beside what it relates to") {
    Office office;
    auto const& version = complete(office);

    auto const page = office.visitor().get("/methode");

    for (auto const& criterion : version.criteria) {
        CHECK(page.shows(criterion.title.in("fr")));
        for (auto const& number : criterion.links.at("iso26000")) CHECK(page.shows(number));
    }
}

TEST_CASE("who signs up chooses among the référentiels with what each asks for") {
    Office office;
    auto const page = office.visitor().get("/inscription");

    auto const offered = referentiel::choices(office.desk->library);
    html::Language const french;
    for (auto const* version : offered) {
        CHECK(page.shows("value=\"" + std::string{version->code.text()} + "\""));
        if (offered.size() > 1) CHECK(page.shows(referentiel::choice_words(french, *version)));
    }
}

TEST_CASE("answering takes a minute and a quarter a criterion, told in steps of five minutes") {
    CHECK(referentiel::minutes_to_answer(35) == 45);
    CHECK(referentiel::minutes_to_answer(15) == 20);
    CHECK(referentiel::minutes_to_answer(1) == 5);
    CHECK(referentiel::minutes_to_answer(0) == 5);
}

TEST_CASE("the sheets hold one entry for each criterion, in the reader's language") {
    Office office;
    auto const& version = complete(office);
    html::Language const french;

    auto const data = boost::json::parse(reports::sheets_json(version, french));

    std::size_t sheets = 0;
    for (auto const& chapter : data.at("chapters").as_array()) sheets += chapter.at("sheets").as_array().size();
    CHECK(sheets == referentiel::rated(version).size());
    auto const& first = data.at("chapters").at(0).at("sheets").at(0);
    CHECK(first.at("statement").as_string() == version.criteria.front().statement.in("fr"));
    CHECK(first.at("levels").as_array().size() == 6); // with « non concerné »
}

TEST_CASE("a visitor's report is made by the worker as a member's is") {
    Office office;
    auto const page = office.visitor().get(address(complete(office)) + "/fiches.pdf");
    CHECK(page.status == 200);
    CHECK(page.shows("sheets"));
}

TEST_CASE("the numbers of other lists come with their titles: on a sheet, below the coverage table, in the help of a criterion") {
    Office office;
    auto const& version = complete(office);
    auto const* criterion = referentiel::find_criterion(version, "exercice-du-pouvoir");
    REQUIRE(criterion);
    auto const& title = referentiel::find_catalogue("guide-ess")->find(criterion->links.find("guide-ess")->second.front())->title;

    auto const sheet = office.visitor().get(address(version) + "/" + std::string{criterion->chapter->key.text()});
    auto const method = office.visitor().get("/methode");
    auto const help =
        office.signed_in(office.idriss).get(office.cycle_path("/diagnostic/criteres/" + std::string{criterion->key.text()}));

    for (auto const& page : {sheet, method, help}) {
        CHECK(page.status == 200);
        CHECK(page.shows(title.in("fr")));
    }
    CHECK(method.says("Ce que disent ces numéros"));
}
