#include "tables/xlsx.h"

#include <doctest/doctest.h>

#include <zip.h>

#include <map>

using namespace tables;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Workbook const two_sheets{"Résultats", "ESS Pratiques",
    {{"Critères", {{"N°", 6}, {"Critère", 30}, {"Moyenne", 10}, {"Échéance", 12}, {"Jour", 12}},
         {{std::int64_t{1}, std::string{"=1+1 et « é »"}, Decimal{29, 1}, Month{std::chrono::year{2026} / 3},
              Date{std::chrono::year{2026} / 11 / 22}},
             {Nothing{}, std::string{"à la\nligne"}, Decimal{-205, 2}}}},
        {"Vide", {{"Rien"}}}}};

// A workbook of someone else's: these files, as they are.
std::string package(std::map<std::string, std::string> const& files) {
    zip_error_t error;
    zip_error_init(&error);
    auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (auto const& [name, text] : files)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
    zip_close(archive);
    zip_stat_t about;
    zip_source_stat(source, &about);
    std::string bytes(about.size, '\0');
    zip_source_open(source);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

std::map<std::string, std::string> foreign(std::string const& rows, std::string const& properties = "") {
    return {{"xl/workbook.xml", "<workbook xmlns:r='r'>" + properties +
                                    "<sheets><sheet name='Feuille 1' sheetId='1' r:id='rId1'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>"},
        {"xl/sharedStrings.xml", "<sst><si><t>partagé</t></si><si><r><t>deux </t></r><r><t>styles</t></r></si></sst>"},
        {"xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='mm/yyyy'/></numFmts>"
                          "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

Rows read_foreign(std::string const& rows, std::string const& properties = "") {
    auto const sheets = read_xlsx(package(foreign(rows, properties)));
    REQUIRE(sheets);
    return sheets->front().rows;
}

} // namespace

TEST_CASE("a workbook is read back as it was written") {
    auto const sheets = read_xlsx(xlsx(two_sheets));

    REQUIRE(sheets);
    REQUIRE(sheets->size() == 2);
    CHECK(sheets->at(0).name == "Critères");
    CHECK(sheets->at(0).rows == Rows{{"N°", "Critère", "Moyenne", "Échéance", "Jour"},
                                    {"1", "=1+1 et « é »", "2.9", "2026-03", "2026-11-22"}, {"", "à la\nligne", "-2.05"}});
    CHECK(sheets->at(1).rows == Rows{{"Rien"}});
}

TEST_CASE("no cell of a workbook is a formula") {
    auto const bytes = xlsx(two_sheets);
    CHECK(bytes.starts_with("PK"));
    CHECK(bytes.find("<f>") == std::string::npos);
}

TEST_CASE("names of sheets are made fit for spreadsheets, and never stand twice") {
    Workbook book{"", "", {{"a/b:c?", {{"x"}}}, {"a b c ", {{"x"}}}, {std::string(60, 'e'), {{"x"}}}, {"", {{"x"}}}}};
    auto const sheets = read_xlsx(xlsx(book));
    REQUIRE(sheets);
    CHECK(sheets->size() == 4);
    CHECK(sheets->at(0).name != sheets->at(1).name);
    CHECK(sheets->at(2).name.size() <= 31);
}

TEST_CASE("cells stand where they say, whatever was left out before them") {
    CHECK(read_foreign("<row r='2'><c r='C2'><v>5</v></c></row>") == Rows{{}, {"", "", "5"}});
}

TEST_CASE("shared texts, own texts and kept values of formulas are read as they show") {
    CHECK(read_foreign("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='inlineStr'><is><t>propre</t></is></c>"
                       "<c t='str'><f>1+1</f><v>deux</v></c><c><f>SUM(A1)</f><v>2.5</v></c><c t='s'><v>99</v></c></row>") ==
          Rows{{"partagé", "deux styles", "propre", "deux", "2.5", ""}});
}

TEST_CASE("dates are read in both epochs, and months without their day") {
    auto const row = "<row><c s='1'><v>46348</v></c><c s='2'><v>46082</v></c><c s='0'><v>46348</v></c></row>";
    CHECK(read_foreign(row) == Rows{{"2026-11-22", "2026-03", "46348"}});
    CHECK(read_foreign("<row><c s='1'><v>44886</v></c></row>", "<workbookPr date1904='1'/>") == Rows{{"2026-11-22"}});
}

TEST_CASE("what is no workbook is refused, and harms nobody") {
    CHECK_FALSE(read_xlsx(""));
    CHECK_FALSE(read_xlsx("PK\x03\x04 and then nothing"));
    CHECK_FALSE(read_xlsx(package({{"xl/workbook.xml", "<workbook/>"}})));
    auto const whole = xlsx(two_sheets);
    for (std::size_t size = 0; size < whole.size(); size += 97) CHECK_FALSE(read_xlsx(whole.substr(0, size)));
}

TEST_CASE("entities and document types are refused, before anything is expanded") {
    auto files = foreign("<row><c t='inlineStr'><is><t>&a;</t></is></c></row>");
    files["xl/worksheets/sheet1.xml"] = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]>" + files["xl/worksheets/sheet1.xml"];
    CHECK_FALSE(read_xlsx(package(files)));
}

TEST_CASE("a workbook that swells beyond the limit is refused") {
    auto files = foreign("");
    files["xl/worksheets/sheet1.xml"] = std::string(std::size_t{65} << 20, ' ');
    CHECK_FALSE(read_xlsx(package(files)));
}

TEST_CASE("a cell far away costs no memory") {
    CHECK_FALSE(read_xlsx(package(foreign("<row r='4000000000'><c r='A4000000000'><v>1</v></c></row>"))));
    CHECK_FALSE(read_xlsx(package(foreign("<row r='1'><c r='ZZZ1'><v>1</v></c></row>"))));
}
