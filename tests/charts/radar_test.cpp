#include "charts/radar_layout.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

using charts::Axis, charts::Box, charts::Chart, html::Language;

namespace {

// Real names of chapters, among the longest there are, and one word that fits nowhere.
constexpr std::array<std::string_view, 6> names{"Gouvernance démocratique et participation des parties prenantes",
    "Concertation dans l’élaboration de la stratégie de l’entreprise", "Environnement",
    "Territorialisation de l’offre économique et des activités", "Anticonstitutionnellement-intergénérationnelle",
    "Diversité sociale, lutte contre les discriminations et égalité réelle entre les femmes et les hommes"};

Chart chart_with(std::size_t axes) {
    Chart chart{.id = "radar", .title = "Radar", .current = "2026", .second = "Cible", .earlier = {"2025"}};
    for (std::size_t axis = 0; axis < axes; ++axis)
        chart.axes.push_back({std::to_string(axis + 1), std::string{names[axis % names.size()]},
            Decimal{static_cast<std::int64_t>(10 + axis * 7 % 40), 1}, Decimal{45, 1}, {Decimal{12, 1}}});
    return chart;
}

bool overlap(Box const& a, Box const& b) {
    return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

bool covers_the_disc(Box const& box, charts::RadarLayout const& layout) {
    auto const x = std::clamp(layout.centre.x, box.left, box.left + box.width) - layout.centre.x;
    auto const y = std::clamp(layout.centre.y, box.top, box.top + box.height) - layout.centre.y;
    return x * x + y * y < layout.radius * layout.radius;
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

bool has(html::Html const& drawing, std::string_view part) { return drawing.text().find(part) != std::string_view::npos; }

} // namespace

TEST_CASE("labels of any length cover neither each other, nor the radar, nor the edge, from 3 to 16 axes") {
    for (std::size_t axes = 3; axes <= 16; ++axes) {
        auto const layout = charts::lay_out_radar(Language{}, chart_with(axes));
        CAPTURE(axes);
        for (std::size_t one = 0; one < axes; ++one) {
            auto const& box = layout.labels[one].box;
            CAPTURE(one);
            CHECK(box.left >= 0);
            CHECK(box.top >= 0);
            CHECK(box.left + box.width <= layout.width);
            CHECK(box.top + box.height <= layout.height);
            CHECK_FALSE(covers_the_disc(box, layout));
            for (std::size_t other = 0; other < one; ++other) CHECK_FALSE(overlap(box, layout.labels[other].box));
        }
    }
}

TEST_CASE("the first axis points up, and a value of the whole scale reaches its end") {
    auto const layout = charts::lay_out_radar(Language{}, chart_with(4));

    CHECK(layout.at(0, 1).x == doctest::Approx(layout.centre.x));
    CHECK(layout.at(0, 1).y == doctest::Approx(layout.centre.y - layout.radius));
    CHECK(layout.at(1, 0.5).x == doctest::Approx(layout.centre.x + layout.radius / 2));
}

TEST_CASE("a small radar is drawn as it was agreed") {
    Chart const chart{.id = "r",
        .title = "Radar",
        .current = "2026",
        .top = 1,
        .axes = {{"1", "A", Decimal{1}}, {"2", "B", Decimal{1}}, {"3", "C", Decimal{5, 1}}}};

    CHECK(charts::radar(Language{}, chart).text() == R"(
<svg class="radar" viewBox="0 0 800 466" role="img" aria-labelledby="r-title"><title id="r-title">Radar</title>
<path class="ring ring--outer" d="M400 64L564.54 349L235.46 349Z"></path>
<path class="axis" d="M400 254L400 64"></path><path class="axis" d="M400 254L564.54 349"></path><path class="axis" d="M400 254L235.46 349"></path>
<path class="area-now" d="M400 64L564.54 349L317.73 301.5Z"></path><circle class="dot-now" cx="400" cy="64" r="5.5"></circle><circle class="dot-now" cx="564.54" cy="349" r="5.5"></circle><circle class="dot-now" cx="317.73" cy="301.5" r="5.5"></circle>
<text class="scale" x="406" y="79">1</text>
<text class="spoke long" text-anchor="middle"><tspan x="400" y="24">1. A</tspan><tspan class="value" x="400" y="45">1</tspan></text><text class="spoke short" text-anchor="middle" x="400" y="52.1">1</text>
<text class="spoke long" text-anchor="start"><tspan x="582.33" y="361.5">2. B</tspan><tspan class="value" x="582.33" y="382.5">1</tspan></text><text class="spoke short" text-anchor="middle" x="582.64" y="368.45">2</text>
<text class="spoke long" text-anchor="end"><tspan x="217.67" y="361.5">3. C</tspan><tspan class="value" x="217.67" y="382.5">0,5</tspan></text><text class="spoke short" text-anchor="middle" x="217.36" y="368.45">3</text>
</svg>)");
}

TEST_CASE("a chapter without a value leaves a gap, and is told in words") {
    auto chart = chart_with(5);
    chart.second.clear();
    chart.earlier.clear();
    for (auto& axis : chart.axes) axis.second = {};
    chart.axes[2].current = {};

    auto const drawing = charts::radar(Language{}, chart);

    CHECK(has(drawing, "area-now is-open"));
    CHECK(count(drawing.text(), "class=\"dot-now\"") == 4);
    CHECK(has(drawing, "non évalué"));
}

TEST_CASE("under 3 axes and above 16 the radar gives way to bars") {
    for (std::size_t const axes : {0, 1, 2, 17}) {
        auto const drawing = charts::radar(Language{}, chart_with(axes));
        CHECK(has(drawing, "bars-chart"));
        CHECK(count(drawing.text(), "class=\"bar__now\"") == axes);
    }
}

TEST_CASE("a page styles a drawing by classes; on paper it brings its own colours and stands by itself") {
    auto const on_page = charts::radar(Language{}, chart_with(8));
    auto const on_paper = charts::radar(Language{}, chart_with(8), charts::on_paper());

    CHECK_FALSE(has(on_page, "#"));
    CHECK_FALSE(has(on_page, "font-family"));
    CHECK(has(on_paper, "xmlns=\"http://www.w3.org/2000/svg\""));
    CHECK(has(on_paper, "stroke=\"#0c5a64\""));
    CHECK_FALSE(has(on_paper, "spoke short"));
    CHECK_FALSE(has(on_paper, "style="));
}

TEST_CASE("what is not a number of the scale is drawn within it") {
    Chart chart = chart_with(3);
    chart.axes[0].current = Decimal{900};
    chart.axes[1].current = Decimal{-3};

    auto const drawing = charts::radar(Language{}, chart);

    auto const layout = charts::lay_out_radar(Language{}, chart);
    CHECK(has(drawing, "d=\"M" + html::decimal(layout.at(0, 1).x) + " " + html::decimal(layout.at(0, 1).y) + "L" +
                           html::decimal(layout.centre.x) + " " + html::decimal(layout.centre.y)));
}

TEST_CASE("three earlier series are told apart by their lines and dots, on a radar, on bars and beside their names") {
    auto chart = chart_with(5);
    chart.earlier = {"2025", "2024", "2023"};
    for (auto& axis : chart.axes) axis.earlier = {Decimal{30, 1}, Decimal{20, 1}, std::nullopt};

    auto const radar = charts::radar(Language{}, chart, charts::on_paper());
    auto const bar = charts::bar(Language{}, chart.axes.front(), 5, charts::on_paper());
    auto const keys = charts::keys(Language{}, chart);

    CHECK(count(radar.text(), "class=\"dot-earlier\"") == 10); // nothing is known of 2023
    CHECK(has(radar, "stroke-dasharray=\"1.5 4\""));
    CHECK(has(radar, "stroke-dasharray=\"10 4 1.5 4\""));
    CHECK(count(bar.text(), "class=\"bar__earlier") == 2);
    CHECK(has(bar, R"(class="bar__earlier is-second" d="M100 0v22")"));
    for (std::string_view const name : {"2025", "2024", "2023"}) CHECK(has(keys, name));
    CHECK(has(keys, "area-earlier is-third"));
}
