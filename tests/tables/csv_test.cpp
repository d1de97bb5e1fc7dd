#include "tables/csv.h"

#include <doctest/doctest.h>

#include <cstdint>

using namespace tables;
using namespace std::string_literals;

namespace {

Table of(std::vector<Cell> row) { return {"a", {{"Un"}, {"Deux"}, {"Trois"}}, {std::move(row)}}; }

std::string row_of(std::vector<Cell> row) {
    auto const text = csv(of(std::move(row)), ',');
    auto const second = text.find("\r\n") + 2;
    return text.substr(second, text.size() - second - 2);
}

} // namespace

TEST_CASE("a CSV opens in a French spreadsheet: its mark, semicolons, lines of two signs") {
    CHECK(csv(of({std::string{"é"}, std::int64_t{3}, Nothing{}}), ',') == "\xEF\xBB\xBFUn;Deux;Trois\r\né;3;\r\n");
}

TEST_CASE("a cell with a quote, a semicolon or a line end is quoted") {
    CHECK(row_of({std::string{"dit « \"oui\" »"}}) == "\"dit « \"\"oui\"\" »\"");
    CHECK(row_of({std::string{"a;b"}}) == "\"a;b\"");
    CHECK(row_of({std::string{"a\nb"}}) == "\"a\nb\"");
}

TEST_CASE("a text that a spreadsheet would compute is disarmed, and a number stays a number") {
    for (std::string const formula : {"=1+1", "+33 1 23", "-2", "@x", "\t=1", "\r=1", "＝1", "＋33", "－2", "＠x"}) {
        CAPTURE(formula);
        auto const written = row_of({formula});
        CHECK((written.starts_with("'" + formula.substr(0, 1)) || written.starts_with("\"'" + formula.substr(0, 1))));
    }
    CHECK(row_of({std::int64_t{-5}, Decimal{-29, 1}, Decimal{205, 2}}) == "-5;-2,9;2,05");
}

TEST_CASE("months have no invented day, in a CSV either") {
    CHECK(row_of({Month{std::chrono::year{2026} / 3}, Date{std::chrono::year{2026} / 3 / 5}}) == "2026-03;2026-03-05");
}

TEST_CASE("what was written is read back") {
    std::vector<Cell> const row{std::string{"=1+1"}, std::string{"a;\"b\"\nc"}, std::string{"'quoted'"}};
    auto const read = read_csv(csv(of(row), ','));
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK(read->at(1) == std::vector<std::string>{"=1+1", "a;\"b\"\nc", "'quoted'"});
}

TEST_CASE("a CSV of others is read: commas, tabulations, letters of Windows, bare line ends") {
    CHECK(read_csv("a,b\n1,2\n").value() == std::vector<std::vector<std::string>>{{"a", "b"}, {"1", "2"}});
    CHECK(read_csv("a\tb\r1\t2").value() == std::vector<std::vector<std::string>>{{"a", "b"}, {"1", "2"}});
    CHECK(read_csv("crit\xE8re;\x80\n").value().at(0) == std::vector<std::string>{"critère", "€"});
    CHECK(read_csv("").value().empty());
    CHECK(read_csv("a;;\n").value().at(0) == std::vector<std::string>{"a", "", ""});
}

TEST_CASE("a text in UTF-16 is read, as spreadsheets call it Unicode, with either order of its bytes") {
    auto const wide = [](std::u16string const& text, bool is_little) {
        std::string bytes;
        for (auto const unit : text) {
            auto const low = static_cast<char>(unit & 0xff), high = static_cast<char>(unit >> 8);
            bytes += is_little ? std::string{low, high} : std::string{high, low};
        }
        return bytes;
    };
    std::u16string const text = u"\uFEFFN°\tCritère\r\n1\tÉlan 💡\r\n";
    for (auto const is_little : {true, false})
        CHECK(
            read_csv(wide(text, is_little)).value() == std::vector<std::vector<std::string>>{{"N°", "Critère"}, {"1", "Élan 💡"}});

    CHECK_FALSE(read_csv(wide(text, true) + "a"));            // half a sign
    CHECK_FALSE(read_csv(wide(u"\uFEFFa;\xD83D;b\n", true))); // half a pair
    CHECK_FALSE(read_csv(wide(u"\uFEFFa;b" + std::u16string(1, 0), true)));
}

TEST_CASE("what is no text is no CSV") {
    CHECK_FALSE(read_csv("\xFF\xD8\xFF\xE0\0\x10JFIF"s));
    CHECK_FALSE(read_csv("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(500, '\0')));
    CHECK_FALSE(read_csv("Action;Échéance\nUn\0;2026\n"s));
    for (auto const& sign : {"\x01"s, "\x1B"s, "\x7F"s}) CHECK_FALSE(read_csv("Action;Échéance\nUn" + sign + sign + ";2026\n"));
    CHECK(read_csv("Action;Échéance\f\nUn\tdeux;2026\r\n"));

    std::string noise;
    for (std::uint32_t drawn = 1; noise.size() < 1'000; drawn = drawn * 1'664'525 + 1'013'904'223)
        if (auto const byte = static_cast<char>(drawn >> 24); byte != 0) noise += byte;
    CHECK_FALSE(read_csv(noise));
}

TEST_CASE("a few control signs, as Word pastes them and old programs end with them, are cleaned out of a CSV") {
    std::vector<std::vector<std::string>> const rows{{"Action", "Échéance"}, {"Trier mieux", "2026"}};
    auto with_end = rows;
    with_end.push_back({""});
    CHECK(read_csv("Action;Échéance\nTrier\x0b mieux;2026\n").value() == rows);
    CHECK(read_csv("Action;Échéance\r\nTrier mieux;2026\r\n\x1a").value() == with_end);
    CHECK(read_csv("Action;\xC9"
                   "ch\xE9"
                   "ance\nTrier\x0b mieux;2026\n")
              .value() == rows);
}

TEST_CASE("a CSV whose quote is never closed is refused") { CHECK_FALSE(read_csv("a;\"b\n")); }

TEST_CASE("a CSV with too many columns or cells is refused") {
    CHECK_FALSE(read_csv(std::string(600, ';')));
    std::string many;
    for (int row = 0; row < 2'001; ++row) many += std::string(499, ';') + "\n";
    CHECK_FALSE(read_csv(many));
}

TEST_CASE("a sign that is hidden before a formula does not keep its apostrophe") {
    for (std::string const sign : {"\x01", "\u200E"})
        CHECK(read_csv("'" + sign + "=1+1;''=1\n").value().at(0) == std::vector<std::string>{"=1+1", "''=1"});
}
