#include "charts/timeline.h"

#include <doctest/doctest.h>

using charts::Progress, charts::Timeline, charts::TimelineBar;
using html::Language;

namespace {

Date day(std::string_view text) { return parse<Date>(text).value(); }
Month month(std::string_view text) { return parse<Month>(text).value(); }

Timeline of(std::vector<TimelineBar> bars) {
    auto const today = day("2026-11-21");
    auto const span = charts::span_of(bars, today);
    return {"t", "Environnement", span.first, span.last, today, std::move(bars)};
}

std::size_t count(html::Html const& drawing, std::string_view part) {
    std::size_t found = 0;
    auto const text = drawing.text();
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

bool has(html::Html const& drawing, std::string_view part) { return count(drawing, part) > 0; }

} // namespace

TEST_CASE("a timeline spans all its bars and today, half a year at least") {
    auto const span =
        charts::span_of({{.name = "Trier", .start = day("2026-03-15"), .due = month("2027-02")}}, day("2026-11-21"));
    CHECK(span.first == month("2026-03"));
    CHECK(span.last == month("2027-02"));
    auto const bare = charts::span_of({}, day("2026-11-21"));
    CHECK(bare.first == month("2026-11"));
    CHECK(bare.last == month("2027-04"));
    auto const wild =
        charts::span_of({{.name = "Trier", .start = day("1990-01-01"), .due = month("2100-01")}}, day("2026-11-21"));
    CHECK(wild.first == month("2021-11"));
    CHECK(wild.last == month("2036-11"));
}

TEST_CASE("a bar goes from its start to the end of its due month, and a month without a start is one month long") {
    auto const drawing = charts::timeline(Language{},
        of({{.name = "Trier", .start = day("2026-11-01"), .due = month("2027-04")}, {.name = "Peser", .due = month("2027-04")}}));

    CHECK(has(drawing, "x=\"307\" y=\"51\" width=\"652\""));
    CHECK(has(drawing, "y=\"85\" width=\"106.4")); // 30 days of 181
    CHECK(count(drawing, "timeline__bar--ahead") == 2);
    CHECK(has(drawing, ">Trier</tspan>"));
}

TEST_CASE("what is late is told by a triangle and words, what is done by a tick, what has no end by an arrow") {
    auto const drawing = charts::timeline(Language{}, of({{.name = "Isoler", .due = month("2026-03"), .alarm = "en retard"},
                                                          {.name = "Former", .due = month("2026-05"), .progress = Progress::over},
                                                          {.name = "Écrire", .start = day("2026-06-01")}, {.name = "Rien"}}));

    CHECK(count(drawing, "class=\"timeline__alarm\"") == 1);
    CHECK(has(drawing, ">en retard</text>"));
    CHECK(drawing.text().find("timeline__today") < drawing.text().find("timeline__ground")); // no line runs through its words
    CHECK(drawing.text().find("timeline__ground") < drawing.text().find("class=\"timeline__alarm\""));
    CHECK(count(drawing, "timeline__tick") == 1);
    CHECK(count(drawing, "timeline__open") == 1);
    CHECK(count(drawing, "timeline__bar ") == 3);
    CHECK(has(drawing, ">Rien</tspan>"));
    CHECK(has(drawing, "aujourd\u2019hui"));
}

TEST_CASE("the done part of a bar is its share, and its words never leave the drawing") {
    auto const drawing = charts::timeline(Language{}, of({{.name = "Mesurer",
                                                          .start = day("2026-11-01"),
                                                          .due = month("2027-04"),
                                                          .progress = Progress::under_way,
                                                          .percent = 50,
                                                          .alarm = "en retard"}}));

    CHECK(has(drawing, "class=\"timeline__part\" x=\"307\" y=\"51\" width=\"325\""));
    CHECK(has(drawing, "class=\"timeline__alarm-words\" x=\"330\"")); // no room after it: within the drawing
}

TEST_CASE("a timeline for paper carries its colours, one for a page carries none") {
    auto const timeline = of({{.name = "Trier", .due = month("2026-12"), .alarm = "en retard"}});
    CHECK(has(charts::timeline(Language{}, timeline, charts::on_paper()), "stroke=\"#a12d18\""));
    CHECK_FALSE(has(charts::timeline(Language{}, timeline), "#"));
    CHECK_FALSE(has(charts::timeline(Language{}, timeline), "style="));
}
