// Page, report, workbook, CSV, drawing and API say the same of the same diagnostic.
#include "actions/plans.h"
#include "reports/pdf_text.h"
#include "reports/workshop.h"
#include "support/office.h"
#include "tables/csv.h"
#include "tables/xlsx.h"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <regex>

namespace {

using support::Browser, support::Office;

// Of each chapter, by its title: « 2,5 »; nothing where nothing counts.
using Means = std::map<std::string, std::string>;

// Two chapters with figures that need rounding, one without any answer that counts.
void rate(Office& office) {
    auto maud = office.signed_in(office.maud);
    auto const save = [&](std::string const& chapter, std::string const& criterion, std::string const& level,
                          std::string const& reason = "") {
        auto const page = maud.post(office.cycle_path("/diagnostic/" + chapter),
            {{"criterion", criterion}, {"level-" + criterion, level}, {"reason-" + criterion, reason},
                {"comment-" + criterion, "=1+1 ; « deux » \"guillemets\""}, {"revision-" + criterion, "0"},
                {"shown-" + criterion, ""}});
        REQUIRE(page.status < 400);
    };
    save("gouvernance", "exercice-du-pouvoir", "4");
    save("politique-sociale", "qualite-de-l-emploi", "2");
    save("politique-sociale", "qualite-de-vie-au-travail", "5");
    save("environnement", "pollution-et-dechets", "NC", "Nous n'avons pas de locaux");
}

Means from_api(Office& office) {
    auto program = office.visitor();
    program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.maud, accounts::Scope::read)}};
    auto const page = program.get("/api/v1" + office.cycle_path("/diagnostic"));
    REQUIRE(page.status == 200);
    Means means;
    auto const answer = boost::json::parse(page.body);
    for (auto const& chapter : answer.at("scores").at("chapters").as_array()) {
        auto const& mean = chapter.at("mean");
        char text[16] = "";
        if (!mean.is_null()) std::snprintf(text, sizeof text, "%.1f", mean.to_number<double>());
        std::string figure = text;
        std::ranges::replace(figure, '.', ',');
        means[std::string{chapter.at("title").as_string()}] = figure;
    }
    return means;
}

Means from_rows(std::vector<std::vector<std::string>> const& rows, std::string const& name, std::string const& mean) {
    auto const column = [&](std::string const& title) {
        auto const found = std::ranges::find(rows.front(), title);
        REQUIRE(found != rows.front().end());
        return static_cast<std::size_t>(found - rows.front().begin());
    };
    auto const at = column(name), figure = column(mean);
    Means means;
    for (auto row = std::next(rows.begin()); row != rows.end(); ++row) {
        auto cells = *row;
        cells.resize(rows.front().size());
        auto text = cells[figure];
        std::ranges::replace(text, '.', ',');
        if (!text.empty() && text.find(',') == text.npos) text += ",0"; // a spreadsheet shows 4 as 4,0
        means[cells[at]] = text;
    }
    return means;
}

} // namespace

TEST_CASE("page, workbook, CSV, drawing, report and API show the same figures") {
    Office office;
    rate(office);
    auto idriss = office.signed_in(office.idriss); // who may read may take away
    auto const expected = from_api(office);
    REQUIRE(expected.at("Politique sociale") == "3,5");
    REQUIRE(expected.at("Gouvernance") == "4,0");
    REQUIRE(expected.at("Environnement") == "");

    auto const page = idriss.get(office.cycle_path("/diagnostic/resultats"));
    for (auto const& [chapter, mean] : expected)
        if (!mean.empty()) CHECK(page.shows("<b>" + mean + "</b>"));

    auto const workbook = idriss.get(office.cycle_path("/diagnostic/resultats.xlsx"));
    CHECK(workbook.status == 200);
    auto const sheets = tables::read_xlsx(workbook.body);
    REQUIRE(sheets);
    auto in_workbook = from_rows(sheets->at(0).rows, "Chapitre", "Moyenne");
    CHECK(in_workbook.extract("Ensemble").mapped() == "3,7");
    CHECK(in_workbook == expected);
    CHECK(from_rows(sheets->at(1).rows, "Chapitre", "Moyenne du chapitre") == expected);

    auto const csv = idriss.get(office.cycle_path("/diagnostic/resultats.csv"));
    CHECK(csv.status == 200);
    CHECK(csv.header("Content-Type") == "text/csv; charset=utf-8");
    CHECK(from_rows(tables::read_csv(csv.body).value(), "Chapitre", "Moyenne du chapitre") == expected);

    auto const drawing = idriss.get(office.cycle_path("/diagnostic/resultats.svg"));
    CHECK(drawing.status == 200);
    CHECK(drawing.header("Content-Type") == "image/svg+xml");
    CHECK(drawing.shows("xmlns=\"http://www.w3.org/2000/svg\""));
    for (auto const& [chapter, mean] : expected)
        if (!mean.empty()) CHECK(drawing.shows(mean));

    auto const order = idriss.get(office.cycle_path("/diagnostic/resultats.pdf")).body;
    if (!reports::has_worker() || !reports::has_pdftotext()) return;
    reports::Workshop workshop{reports::test_settings()};
    auto const made = reports::make_now(workshop, {"diagnostic", order, "a"});
    REQUIRE(made);
    auto const text = reports::lines_of(made->bytes);
    for (auto const& [chapter, mean] : expected) {
        CAPTURE(chapter);
        std::smatch line;
        REQUIRE(std::regex_search(text, line, std::regex{chapter + " \\d+ sur \\d+.*"}));
        CHECK(line.str().ends_with(mean.empty() ? "–" : mean));
    }
}

TEST_CASE("a criterion that is not concerned is answered, and counted as such in each file") {
    Office office;
    rate(office);
    auto maud = office.signed_in(office.maud);
    auto const report = boost::json::parse(maud.get(office.cycle_path("/diagnostic/resultats.pdf")).body).as_object();
    auto const& counts = report.at("counts").as_array();
    CHECK(counts[0].at("label") == "Critères évalués");
    CHECK(counts[0].at("value") == "4");
    CHECK(counts[1].at("label") == "dont non concernés");
    CHECK(counts[1].at("value") == "1");
    auto const rated_of = std::string{report.at("overall").at("rated_of").as_string()};
    CHECK(rated_of.starts_with("4 sur "));
    CHECK(maud.get(office.cycle_path("/diagnostic/resultats")).says("4 critères évalués sur " + rated_of.substr(6)));

    auto const sheets = tables::read_xlsx(maud.get(office.cycle_path("/diagnostic/resultats.xlsx")).body);
    REQUIRE(sheets);
    auto const& rows = sheets->at(0).rows;
    auto const column = std::ranges::find(rows.front(), "Non concerné") - rows.front().begin();
    REQUIRE(column < std::ssize(rows.front()));
    CHECK(rows.back().at(static_cast<std::size_t>(column)) == "1");
}

TEST_CASE("a comment that looks like a formula leaves as the text that it is") {
    Office office;
    rate(office);
    auto maud = office.signed_in(office.maud);

    auto const csv = maud.get(office.cycle_path("/diagnostic/resultats.csv"));
    CHECK(csv.shows("\"'=1+1 ; « deux » \"\"guillemets\"\"\""));
    auto const sheets = tables::read_xlsx(maud.get(office.cycle_path("/diagnostic/resultats.xlsx")).body);
    REQUIRE(sheets);
    CHECK(sheets->at(1).rows.at(1).at(5) == "=1+1 ; « deux » \"guillemets\"");
}

TEST_CASE("the picture of the results is ordered from the worker, and results offer each format") {
    Office office;
    auto maud = office.signed_in(office.maud);

    CHECK(boost::json::parse(maud.get(office.cycle_path("/diagnostic/resultats.png")).body)
              .at("svg")
              .as_string()
              .starts_with("\n<svg"));
    auto const page = maud.get(office.cycle_path("/diagnostic/resultats"));
    for (std::string const ending : {".pdf", ".xlsx", ".csv", ".svg", ".png"})
        CHECK(page.shows(office.cycle_path("/diagnostic/resultats" + ending)));
}

TEST_CASE("whoever reads a file reads the statement and the sentence that was chosen, not a number alone") {
    Office office;
    rate(office);
    auto maud = office.signed_in(office.maud);
    auto const sheets = tables::read_xlsx(maud.get(office.cycle_path("/diagnostic/resultats.xlsx")).body);
    REQUIRE(sheets);
    auto const& rows = sheets->at(1).rows;
    auto const column = [&](std::string const& title) {
        return static_cast<std::size_t>(std::ranges::find(rows.front(), title) - rows.front().begin());
    };
    auto const& criterion = *referentiel::find_rated(*office.library.latest("ess-complet"), "exercice-du-pouvoir");
    auto const rated =
        std::ranges::find_if(rows, [&](std::vector<std::string> const& row) { return row.at(0) == criterion.number; });
    REQUIRE(rated != rows.end());
    CHECK(rated->at(column("Énoncé")) == criterion.statement.in("fr"));
    auto const level = criterion.scale->level(rated->at(column("Niveau")));
    REQUIRE(level);
    CHECK(rated->at(column("Réponse choisie")) == criterion.wording(*level, "fr"));

    auto const report = boost::json::serialize(boost::json::parse(maud.get(office.cycle_path("/diagnostic/resultats.pdf")).body));
    CHECK(report.find(boost::json::serialize(boost::json::string{criterion.statement.in("fr")})) != report.npos);
    CHECK(report.find(boost::json::serialize(boost::json::string{criterion.wording(*level, "fr")})) != report.npos);
    auto const practices = boost::json::serialize(boost::json::parse(maud.get(office.cycle_path("/pratiques.pdf")).body));
    CHECK(practices.find(boost::json::serialize(boost::json::string{criterion.statement.in("fr")})) != practices.npos);
}

// Which columns and which series stand beside the figures of now.
TEST_CASE("page, workbook, CSV, drawing, picture and report show the same cycles beside the figures, as the address chooses") {
    Office office;
    rate(office);
    office.let_pass(std::chrono::hours{24});
    auto maud = office.signed_in(office.maud);
    auto const former = office.cycle_path(""), id = former.substr(former.rfind('/') + 1); // 2026
    auto const next = support::open_cycle(office, "2027");
    auto const rated = maud.post(next + "/diagnostic/gouvernance",
        {{"criterion", "exercice-du-pouvoir"}, {"level-exercice-du-pouvoir", "5"}, {"reason-exercice-du-pouvoir", ""},
            {"comment-exercice-du-pouvoir", ""}, {"revision-exercice-du-pouvoir", "0"}, {"shown-exercice-du-pouvoir", ""}});
    REQUIRE(rated.status < 400);
    auto const results = next + "/diagnostic/resultats";

    for (auto const& choice : {"?avec=rien&avec-" + id + "=oui", std::string{}}) { // the year before, asked for or not
        CAPTURE(choice);
        auto const page = maud.get(results + choice);
        CHECK(page.says("2026"));
        for (std::string const ending : {".pdf", ".xlsx", ".csv", ".svg", ".png"})
            CHECK(page.shows(results + ending + "?avec=rien&amp;avec-" + id + "=oui"));
        auto const sheets = tables::read_xlsx(maud.get(results + ".xlsx" + choice).body).value();
        CHECK(from_rows(sheets.at(0).rows, "Chapitre", "Moyenne, 2026").at("Gouvernance") == "4,0");
        CHECK(from_rows(sheets.at(0).rows, "Chapitre", "Moyenne, 2026").at("Ensemble") == "3,7");
        CHECK(from_rows(sheets.at(0).rows, "Chapitre", "Moyenne").at("Gouvernance") == "5,0");
        CHECK(from_rows(sheets.at(1).rows, "N°", "Niveau, 2026").at("1") == "4,0");
        auto const csv = tables::read_csv(maud.get(results + ".csv" + choice).body).value();
        CHECK(from_rows(csv, "N°", "Niveau, 2026").at("1") == "4,0");
        auto const drawing = maud.get(results + ".svg" + choice).body;
        CHECK(drawing.find("class=\"area-earlier") != drawing.npos);
        CHECK(drawing.find(">2026</text>") != drawing.npos);
        auto const picture = maud.get(results + ".png" + choice).body;
        CHECK(std::string{boost::json::parse(picture).at("svg").as_string()} == drawing);
        CHECK(maud.get(results + ".pdf" + choice).body.find("2026") != std::string::npos);
    }

    std::string const none = "?avec=rien";
    for (std::string const ending : {".xlsx", ".csv", ".svg", ".png", ".pdf"}) CHECK(maud.get(results).shows(results + ending));
    auto const page = maud.get(results + none);
    CHECK(page.shows(results + ".svg?avec=rien\""));
    auto const csv = tables::read_csv(maud.get(results + ".csv" + none).body).value();
    CHECK(std::ranges::count(csv.front(), "Niveau, 2026") == 0);
    auto const drawing = maud.get(results + ".svg" + none).body;
    CHECK(drawing.find("area-earlier") == drawing.npos);
    CHECK(drawing.find("2026") == drawing.npos);
    CHECK(maud.get(results + ".svg?avec=00000000-0000-7000-8000-000000000000").status == 404);
}
