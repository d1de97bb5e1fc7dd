#include "tables/xlsx.h"

#include <doctest/doctest.h>

#include <zip.h>

#include <map>

using namespace tables;
using namespace std::string_literals;

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

// One file of a workbook, unpacked.
std::string part(std::string const& bytes, char const* name) {
    zip_error_t error;
    zip_error_init(&error);
    auto* const archive =
        zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error), ZIP_RDONLY, &error);
    REQUIRE(archive);
    zip_stat_t about;
    REQUIRE(zip_stat(archive, name, 0, &about) == 0);
    std::string text(about.size, '\0');
    auto* const file = zip_fopen(archive, name, 0);
    zip_fread(file, text.data(), text.size());
    zip_fclose(file);
    zip_discard(archive);
    return text;
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

TEST_CASE("no cell of a workbook is a formula, whatever its text begins with, and a number is one") {
    std::vector<Cell> texts;
    for (std::string const text : {"=1+1", "+33", "-2", "@x", "\t=1", "\n=1", "＝1", "＋33", "－2", "＠x", "http://exemple.fr"})
        texts.push_back(text);
    texts.push_back(std::int64_t{-5});
    auto const sheet =
        part(xlsx({"", "", {{"a", std::vector<tables::Column>(texts.size(), {"c"}), {texts}}}}), "xl/worksheets/sheet1.xml");

    CHECK(sheet.find("<f") == std::string::npos);
    CHECK(sheet.find("<v>-5</v>") != std::string::npos);
    for (char column = 'A'; column < 'L'; ++column) // texts of the list of shared ones
        CHECK(sheet.find(std::string{"<c r=\""} + column + "2\" s=\"") != std::string::npos);
    auto count = 0;
    for (auto at = sheet.find(" t=\"s\""); at != sheet.npos; at = sheet.find(" t=\"s\"", at + 1)) ++count;
    CHECK(count == 12 + 11); // the head, and each text
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
    CHECK(read_foreign(
              "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='inlineStr'><is><t>propre</t></is></c>"
              "<c t='str'><f>1+1</f><v>deux</v></c><c><f>SUM(A1)</f><v>2.5</v></c><c t='s'><v>99</v></c><c><v>3</v></c></row>") ==
          Rows{{"partagé", "deux styles", "propre", "deux", "2.5", "", "3"}});
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

TEST_CASE("a billion laughs is refused in whichever file of a workbook it stands") {
    std::string laughs = "<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">";
    for (int i = 1; i < 10; ++i) {
        laughs += "<!ENTITY lol" + std::to_string(i) + " \"";
        for (int j = 0; j < 10; ++j) laughs += "&lol" + std::to_string(i - 1) + ";";
        laughs += "\">";
    }
    laughs += "]>";
    auto const whole = foreign("<row><c t='s'><v>0</v></c><c s='1'><v>5</v></c></row>");
    for (auto const& [name, text] : whole) {
        CAPTURE(name);
        auto files = whole;
        files[name] = laughs + text;
        auto const sheets = read_xlsx(package(files));
        // Without its texts or styles a workbook is poorer, and none of what they held is read.
        if (sheets) CHECK((sheets->front().rows == Rows{{"", "1900-01-04"}} || sheets->front().rows == Rows{{"partagé", "5"}}));
        if (name == "xl/workbook.xml" || name == "xl/worksheets/sheet1.xml") CHECK_FALSE(sheets);
    }
}

TEST_CASE("a name that leads out of the package, or to a file of this machine, leads nowhere") {
    for (std::string const target : {"../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\x", ""}) {
        CAPTURE(target);
        auto files = foreign("<row/>");
        files["xl/_rels/workbook.xml.rels"] = "<Relationships><Relationship Id='rId1' Target='" + target + "'/></Relationships>";
        CHECK_FALSE(read_xlsx(package(files)));
        files["xl/../../../etc/passwd"] = "<worksheet><sheetData><row/></sheetData></worksheet>"; // what it holds stays in it
        read_xlsx(package(files));
    }
}

TEST_CASE("a workbook that swells beyond the limit is refused") {
    auto files = foreign("");
    files["xl/worksheets/sheet1.xml"] = std::string(std::size_t{65} << 20, ' ');
    CHECK_FALSE(read_xlsx(package(files)));
    files["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>";
    for (int i = 0; i < 3'000'001; ++i) files["xl/worksheets/sheet1.xml"] += "<c/>";
    CHECK_FALSE(read_xlsx(package(files)));
}

TEST_CASE("a million cells, said or left out, are refused") {
    auto const rows = [](int count) {
        std::string row = "<row>", rows;
        for (int cell = 0; cell < 500; ++cell) row += "<c><v>1</v></c>";
        row += "</row>";
        for (int i = 0; i < count; ++i) rows += row;
        return rows;
    };
    CHECK(read_xlsx(package(foreign(rows(900)))));
    CHECK_FALSE(read_xlsx(package(foreign(rows(1'100)))));
    std::string gaps;
    for (int row = 1; row <= 100'000; ++row) gaps += "<row><c r='SF1'><v>1</v></c></row>"; // fifty million, were they kept
    CHECK_FALSE(read_xlsx(package(foreign(gaps))));
}

TEST_CASE("empty cells and rows are passed over, wherever they stand and however many") {
    auto const titles = "<row r='1' s='1'><c r='A1'><v>1</v></c><c r='B1' s='1'/><c r='XFD1' s='2'/></row>"s;
    CHECK(read_foreign(titles + "<row r='3'><c r='B3'><v>5</v></c></row><row r='1048576'/>") == Rows{{"1"}, {}, {"", "5"}});
    CHECK(read_foreign(titles + "<row r='1048576'><c r='A1048576' s='1'/><c s='2' t='inlineStr'><is><t/></is></c></row>") ==
          Rows{{"1"}});
    CHECK(read_foreign("<row r='2'/><row><c><v>4</v></c></row>") == Rows{{}, {}, {"4"}});
    std::string many;
    for (int row = 0; row < 1'500; ++row) {
        many += "<row>";
        for (int cell = 0; cell < 600; ++cell) many += "<c/>";
        many += "</row>";
    }
    CHECK(read_foreign(titles + many) == Rows{{"1"}});
}

TEST_CASE("a text may be nested as deep as it likes") {
    std::string open, close;
    for (int i = 0; i < 400'000; ++i) open += "<r>", close += "</r>";
    CHECK(read_foreign("<row><c t='inlineStr'><is><t>vu</t>" + open + "<t>trop profond</t>" + close + "</is></c></row>") ==
          Rows{{"vu"}});
}

TEST_CASE("a cell far away costs no memory") {
    CHECK_FALSE(read_xlsx(package(foreign("<row r='4000000000'><c r='A4000000000'><v>1</v></c></row>"))));
    CHECK_FALSE(read_xlsx(package(foreign("<row r='1'><c r='ZZZ1'><v>1</v></c></row>"))));
    CHECK_FALSE(read_xlsx(package(foreign("<row r='1'><c r='XFDXFDXFDXFDXFDXFDXFDXFD1'><v>1</v></c></row>"))));
    CHECK_FALSE(read_xlsx(package(foreign("<row r='1048576'><c r='A1048576'><v>1</v></c></row>"))));
}
