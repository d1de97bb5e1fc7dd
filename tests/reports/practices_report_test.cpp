// Page, report, workbook and API say the same of the same practices.
#include "reports/pdf_text.h"
#include "reports/workshop.h"
#include "support/office.h"
#include "tables/xlsx.h"

#include <boost/json.hpp>

using support::Browser, support::Office;

namespace {

std::string const chapter = "/pratiques/gouvernance", power = "exercice-du-pouvoir";

void save(Office& office, Browser& maud, std::string const& record, std::string const& value) {
    auto const page =
        maud.post(office.cycle_path(chapter), {{"criterion", power}, {"record", record}, {record + "-" + power, value},
                                                  {record + "-revision-" + power, "0"}, {record + "-shown-" + power, ""}});
    REQUIRE(page.status == 200);
}

void describe(Office& office) {
    auto maud = office.signed_in(office.maud);
    save(office, maud, "practice", "=1+1 pour **tous** :\n\n- un [livret](https://exemple.fr)\n- une *réunion*");
    save(office, maud, "priority", "3");
}

} // namespace

TEST_CASE("page, report, workbook and API tell of the same practices") {
    Office office;
    describe(office);
    auto idriss = office.signed_in(office.idriss);
    auto program = office.visitor();
    program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.maud, accounts::Scope::read)}};
    auto const progress =
        boost::json::parse(program.get("/api/v1" + office.cycle_path("/practices")).body).at("progress").as_object();
    auto const total = std::to_string(progress.at("total").as_int64());
    REQUIRE(progress.at("described") == 1);
    REQUIRE(progress.at("in_plan") == 1);

    auto const page = idriss.get(office.cycle_path("/pratiques"));
    CHECK(page.says("1 / " + total));
    CHECK(page.says("Priorité !!! (1)"));
    for (std::string const ending : {".pdf", ".xlsx"}) CHECK(page.shows(office.cycle_path("/pratiques" + ending)));

    auto const sheets = tables::read_xlsx(idriss.get(office.cycle_path("/pratiques.xlsx")).body);
    REQUIRE(sheets);
    auto const& row = sheets->at(0).rows.at(1);
    CHECK(row.at(5) == "=1+1 pour **tous** :\n\n- un [livret](https://exemple.fr)\n- une *réunion*");
    CHECK(row.at(6) == "!!! Plan d’actions");
    auto const& last = sheets->at(1).rows.back();
    CHECK(last.at(1) == total);
    CHECK(last.at(2) == "1");
    CHECK(last.at(4) == "1");

    auto const order = idriss.get(office.cycle_path("/pratiques.pdf")).body;
    if (!reports::has_worker() || !reports::has_pdftotext()) return;
    reports::Workshop workshop{reports::test_settings()};
    auto const made = reports::make_now(workshop, {"practices", order, "a"});
    REQUIRE(made);
    auto const text = reports::words_of(made->bytes);
    CHECK(text.find("Pratiques décrites : 1 sur " + total + ".") != text.npos);
    CHECK(text.find("=1+1 pour tous") != text.npos);
    CHECK(text.find("– un livret") != text.npos);
    CHECK(text.find("!!! Plan d’actions") != text.npos);
    CHECK(text.find("page 2 sur") != text.npos);
    CHECK(text.find("**") == text.npos);
}
