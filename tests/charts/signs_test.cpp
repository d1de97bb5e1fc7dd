#include "charts/chart.h"
#include "charts/paint.h"
#include "charts/signs.h"
#include "charts/text_width.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using html::Language;

namespace {

bool has(html::Html const& drawing, std::string_view part) { return drawing.text().find(part) != std::string_view::npos; }

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

} // namespace

TEST_CASE("a tally draws one stroke for each thing, bundled by five, and says the figures") {
    CHECK(charts::tally(Language{}, 2, 7, "critères").text() == R"(
<div class="tally"><svg viewBox="0 0 43 16" width="53.75" height="20" aria-hidden="true"><line class="tally__todo" x1="0" y1="13.5" x2="43" y2="13.5"></line><line class="tally__done" x1="0" y1="8" x2="9" y2="8"></line></svg><p><b class="number">2 / 7</b> critères</p></div>)");
}

TEST_CASE("above sixty a tally is a meter, and nothing to count draws nothing") {
    CHECK(has(charts::tally(Language{}, 61, 61, "actions"), "meter__fill"));
    CHECK_FALSE(has(charts::tally(Language{}, 60, 60, "actions"), "meter"));
    CHECK_FALSE(has(charts::tally(Language{}, 0, 0, "actions"), "<svg"));
    CHECK(has(charts::tally(Language{}, 9, 7, "actions"), "<b class=\"number\">7 / 7</b>"));
}

TEST_CASE("marks are full up to the level, hollow up to the aim, and dots beyond") {
    auto const drawing = charts::marks(Language{}, 2, 4);

    CHECK(has(drawing, R"(class="marks__now" d="M0 0h8v20h-8zM12 0h8v20h-8z")"));
    CHECK(has(drawing, R"(class="marks__next" d="M24 1m1 0h6v18h-6zM36 1m1 0h6v18h-6z")"));
    CHECK(has(drawing, R"(class="marks__rest" d="M48 14m1 0h6v6h-6z")"));
    auto const three = charts::marks(Language{}, 1, {}, 3);
    CHECK(has(three, R"(class="marks__now" d="M0 0h8v20h-8z")"));
    CHECK(has(three, R"(class="marks__rest" d="M12 14m1 0h6v6h-6zM24 14m1 0h6v6h-6z")"));
    CHECK_FALSE(has(charts::marks(Language{}, 5), "marks__rest"));
    CHECK_FALSE(has(charts::marks(Language{}, 0), "marks__now"));
}

TEST_CASE("a meter stays within its bed and says its share") {
    CHECK(has(charts::meter(Language{}, 140), "width=\"90\" height=\"8\""));
    CHECK(has(charts::meter(Language{}, 140), "<b>100\u00a0%</b>"));
    CHECK_FALSE(has(charts::meter(Language{}, 0), "meter__fill"));
}

TEST_CASE("a bar ends where its value does, and is cut at whole levels below it") {
    auto const drawing = charts::bar(Language{}, {"1", "Gouvernance", Decimal{35, 1}, Decimal{4}, {Decimal{3}}}, 5);

    CHECK(has(drawing, R"(class="bar__now" x="0" y="3" width="175")"));
    CHECK(has(drawing, R"(class="bar__next" x="1" y="4" width="198")"));
    CHECK(has(drawing, R"(class="bar__earlier" d="M150 0v22")"));
    CHECK(count(drawing.text(), "bar__tick") == 3);
}

TEST_CASE("a name is broken between words, then within one, and ends with an ellipsis where it is too long") {
    CHECK(charts::wrapped("Droits et diversité", 10, 60, 3) == std::vector<std::string>{"Droits et", "diversité"});
    for (auto const& line : charts::wrapped("Anticonstitutionnellement", 10, 60, 9)) CHECK(charts::text_width(line, 10) <= 60);
    auto const lines = charts::wrapped("Ancrage territorial et développement local", 10, 60, 2);
    REQUIRE(lines.size() == 2);
    CHECK(lines[1].ends_with("…"));
    CHECK(charts::wrapped("", 10, 60, 2).empty());
    CHECK(charts::wrapped("é", 10, 1, 2) == std::vector<std::string>{"é"});
}

TEST_CASE("paper and page have the same colours") {
    std::ifstream file{SOURCE_FOLDER "/assets/css/tokens.css"};
    std::stringstream tokens;
    tokens << file.rdbuf();
    auto const light = tokens.str().substr(0, tokens.str().find("prefers-color-scheme"));
    auto const is_token = [&](std::string const& name, std::string const& colour) {
        return light.find("--" + name + ": " + colour + ";") != std::string::npos;
    };
    auto const paper = charts::on_paper();

    CHECK(is_token("ink", paper.ink));
    CHECK(is_token("ink-soft", paper.ink_soft));
    CHECK(is_token("line", paper.line));
    CHECK(is_token("edge", paper.edge));
    CHECK(is_token("action", paper.action));
    CHECK(is_token("sheet", paper.sheet));
}
