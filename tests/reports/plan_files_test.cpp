// Page data, workbook, CSV, calendar, report and API say the same of the same plan.
#include "actions/plans.h"
#include "reports/pdf_text.h"
#include "reports/workshop.h"
#include "support/office.h"
#include "tables/csv.h"
#include "tables/xlsx.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using support::Office, support::Planner;

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string cell(Rows const& rows, std::size_t row, std::string const& title) {
    auto const found = std::ranges::find(rows.front(), title);
    REQUIRE(found != rows.front().end());
    auto cells = rows.at(row);
    cells.resize(rows.front().size());
    return cells[static_cast<std::size_t>(found - rows.front().begin())];
}

// Two actions, one with a part; figures that a spreadsheet would spoil.
void plan_something(Office& office) {
    Planner planner{office};
    planner.commit({support::waste, support::jobs, support::power});
    auto const id = planner.add(support::waste, [&] {
        actions::Content content;
        content.title = "=Trier";
        content.text = "**Tout** le monde";
        content.responsible = planner.person("Maud Ferrand");
        content.people = {planner.person("Une Bénévole"), planner.person("+33 1 23")};
        content.start = std::chrono::sys_days{2026y / 1 / 5};
        content.due = actions::Due{2026y / 10};
        content.cost = Decimal{125050, 2};
        content.effort = "3 jours";
        content.funder = "La Région";
        content.state = actions::State::ongoing;
        content.progress = 40;
        content.indicators = {planner.figure("Déchets", "-5", "12.5"), planner.figure("Bacs", "0", "4")};
        content.indicators[0].unit = "kg";
        content.indicators[0].baseline_month = 2026y / 1;
        return content;
    }());
    planner.add(support::waste, {.title = "Acheter les bacs"}, id);
    auto jobs = actions::Content{.title = "Écrire la grille"};
    jobs.indicators = {
        {new_id<actions::Indicator>(office.now, office.chance), actions::Indicator::Kind::state, "La grille existe"}};
    planner.add(support::jobs, jobs);
}

void check_rows(Rows const& rows) {
    REQUIRE(rows.size() == 6); // headings, a criterion without action, one with a grid, two indicators, a part
    CHECK(cell(rows, 1, "Critère") == "Exercice du pouvoir");
    CHECK(cell(rows, 1, "Action n°") == "");
    CHECK(cell(rows, 2, "Amélioration des pratiques") == "Écrire la grille");
    CHECK(cell(rows, 2, "Mesuré par") == "état");
    CHECK(cell(rows, 2, "États") == "pas réalisé, en cours, réalisé");
    CHECK(cell(rows, 3, "Amélioration des pratiques") == "=Trier");
    CHECK(cell(rows, 3, "Description") == "**Tout** le monde");
    CHECK(cell(rows, 3, "Responsable") == "Maud Ferrand");
    CHECK(cell(rows, 3, "Personnes associées") == "Une Bénévole, +33 1 23");
    CHECK(cell(rows, 3, "Échéance") == "10/2026");
    CHECK(cell(rows, 3, "Date de référence") == "01/2026");
    CHECK(cell(rows, 3, "État") == "en cours");
    CHECK(cell(rows, 3, "Respect du délai") == "en retard");
    CHECK(cell(rows, 4, "Indicateur") == "Bacs");
    CHECK(cell(rows, 4, "Coût (€)") == ""); // once, so that it can be added up
    CHECK(cell(rows, 5, "Sous-action de") == cell(rows, 3, "Action n°"));
}

} // namespace

TEST_CASE("the workbook and the CSV of a plan hold a line for each indicator, with numbers as numbers") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        plan_something(office);
        auto idriss = office.signed_in(office.idriss);

        auto const workbook = idriss.get(office.cycle_path("/engagements.xlsx"));
        CHECK(workbook.status == 200);
        auto const sheets = tables::read_xlsx(workbook.body);
        REQUIRE(sheets);
        auto const& rows = sheets->front().rows;
        check_rows(rows);
        CHECK(cell(rows, 3, "Coût (€)") == "1250.5");
        CHECK(cell(rows, 3, "Valeur de référence") == "-5");
        CHECK(cell(rows, 3, "Valeur cible") == "12.5");
        CHECK(cell(rows, 3, "Début") == "2026-01-05");

        auto const csv = idriss.get(office.cycle_path("/engagements.csv"));
        CHECK(csv.header("Content-Type") == "text/csv; charset=utf-8");
        CHECK(csv.shows(";'=Trier;"));
        CHECK(csv.shows(";-5;01/2026;12,5;"));
        check_rows(tables::read_csv(csv.body).value());
    });
}

TEST_CASE("the report of a plan says what its workbook does, each criterion with both maturities in words") {
    Office office;
    plan_something(office);
    auto idriss = office.signed_in(office.idriss);

    auto const order = idriss.get(office.cycle_path("/engagements.pdf"));
    CHECK(order.status == 200);
    if (!reports::has_worker() || !reports::has_pdftotext()) return;
    reports::Workshop workshop{reports::test_settings()};
    auto const made = reports::make_now(workshop, {"plan", order.body, "a"});
    REQUIRE(made);
    auto const text = reports::words_of(made->bytes);

    for (std::string const words : {"=Trier", "Tout le monde", "Maud Ferrand", "avec Une Bénévole, +33 1 23", "octobre 2026",
             "en cours, 40 %, en retard", "1 250,50 € · 3 jours · La Région", "-5 kg", "12,5 kg",
             "pas réalisé, en cours, réalisé", "Maturité envisagée : à choisir", "Maturité actuelle : pas encore évaluée",
             "Acheter les bacs", "Pas encore d’action pour ce critère."})
        CHECK_MESSAGE(text.find(words) != text.npos, words);
}

TEST_CASE("a long plan repeats the heads of its tables on each page, and no page ends with a title") {
    Office office;
    Planner planner{office};
    planner.commit({support::waste});
    for (int i = 0; i < 40; ++i) {
        actions::Content content{.title = "Action " + std::to_string(i)};
        content.text = "Une phrase pour remplir la page, puis une autre, et une troisième.";
        content.indicators = {planner.figure("Premier", "0", "1"), planner.figure("Second", "0", "2")};
        planner.add(support::waste, content);
    }
    auto const order = office.signed_in(office.maud).get(office.cycle_path("/engagements.pdf")).body;
    if (!reports::has_worker() || !reports::has_pdftotext()) return;
    reports::Workshop workshop{reports::test_settings()};
    auto const made = reports::make_now(workshop, {"plan", order, "a"});
    REQUIRE(made);
    auto const pages = reports::pages_of(made->bytes);

    REQUIRE(pages.size() > 5);
    for (std::size_t page = 3; page < pages.size(); ++page) {
        CAPTURE(page);
        CHECK(pages[page].find("Amélioration des pratiques") != std::string::npos);
        // Both indicators of an action stand on its page.
        auto const count = [&](std::string const& word) {
            int found = 0;
            for (auto at = pages[page].find(word); at != std::string::npos; at = pages[page].find(word, at + 1)) ++found;
            return found;
        };
        CHECK(count("Premier") == count("Second"));
    }
}

TEST_CASE("an action of many indicators goes on overleaf between two of them, and leaves no page half empty") {
    Office office;
    Planner planner{office};
    planner.commit({support::waste});
    for (int i = 0; i < 8; ++i) {
        actions::Content content{.title = "Action " + std::to_string(i)};
        for (int j = 0; j < 11; ++j) content.indicators.push_back(planner.figure("Indicateur n" + std::to_string(j), "0", "1"));
        planner.add(support::waste, content);
    }
    auto const order = office.signed_in(office.maud).get(office.cycle_path("/engagements.pdf")).body;
    if (!reports::has_worker() || !reports::has_pdftotext()) return;
    reports::Workshop workshop{reports::test_settings()};
    auto const made = reports::make_now(workshop, {"plan", order, "a"});
    REQUIRE(made);

    CHECK(reports::pages_of(made->bytes).size() <= 9); // cover, contents and summary with them
}

TEST_CASE("workbook, CSV, calendar, report and API tell the same months, figures and people of the same actions") {
    Office office;
    plan_something(office);
    auto idriss = office.signed_in(office.idriss);
    auto const sheets = tables::read_xlsx(idriss.get(office.cycle_path("/engagements.xlsx")).body);
    auto const csv = tables::read_csv(idriss.get(office.cycle_path("/engagements.csv")).body);
    auto const calendar = idriss.get(office.cycle_path("/engagements.ics"));
    auto const report = boost::json::parse(idriss.get(office.cycle_path("/engagements.pdf")).body);
    auto program = office.visitor();
    program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.maud, accounts::Scope::read)}};
    auto const answer = boost::json::parse(program.get("/api/v1" + office.cycle_path("/actions")).body);
    REQUIRE(sheets);
    REQUIRE(csv);

    auto const& sorting = answer.at("items").at(1);
    auto const& on_paper = report.at("chapters").as_array().back().at("criteria").at(0).at("actions").at(0);
    CHECK(sorting.at("title").as_string() == "=Trier");
    CHECK(on_paper.at("title").as_string() == "=Trier");
    for (auto const& rows : {sheets->front().rows, *csv}) {
        CHECK(cell(rows, 3, "Action n°") == std::to_string(sorting.at("number").as_int64()));
        CHECK(cell(rows, 3, "Échéance") == "10/2026");
        CHECK(cell(rows, 3, "Responsable") == std::string{sorting.at("responsible").at("name").as_string()});
        CHECK(cell(rows, 3, "Avancement (%)") == std::to_string(sorting.at("progress").as_int64()));
        CHECK(cell(rows, 4, "Valeur cible") == "4");
    }
    CHECK(sorting.at("due").as_string() == "2026-10");
    CHECK(on_paper.at("due").as_string() == "octobre 2026");
    CHECK(calendar.says("Échéance : octobre 2026"));
    CHECK(calendar.shows("DTSTART;VALUE=DATE:20261031"));
    CHECK(sorting.at("cost").to_number<double>() == 1250.5);
    CHECK(sorting.at("indicators").at(0).at("baseline").to_number<double>() == -5);
    CHECK(on_paper.at("indicators").at(0).at("target").as_string() == "12,5\u00a0kg");
    CHECK(on_paper.at("responsible").as_string() == sorting.at("responsible").at("name").as_string());
    CHECK(sorting.at("punctuality").as_string() == "late");
    CHECK(on_paper.at("is_late").as_bool());
    CHECK(answer.at("items").at(2).at("parent").as_string() == sorting.at("id").as_string());
}

TEST_CASE("what is filtered on the page is what its files hold") {
    Office office;
    plan_something(office);
    auto idriss = office.signed_in(office.idriss);
    auto const page = idriss.get(office.cycle_path("/engagements") + "?texte=acheter");
    auto const rows = tables::read_csv(idriss.get(office.cycle_path("/engagements.csv") + "?texte=acheter").body).value();

    CHECK(page.shows("/engagements.csv?texte=acheter"));
    CHECK(page.says("Emporter ces actions"));
    REQUIRE(rows.size() == 2);
    CHECK(cell(rows, 1, "Amélioration des pratiques") == "Acheter les bacs");
    CHECK(idriss.get(office.cycle_path("/engagements")).says("Emporter le plan"));
}
