#include "charts/key_lines.h"

#include "charts/earlier.h"
#include "charts/paint.h"
#include "charts/radar_layout.h"

namespace charts {

using html::decimal, html::each, html::Html, html::Language;

namespace {

constexpr double line_step = 24, gap = 16, sign_width = 34;

enum class Dot { circle, diamond, own };

struct Series {
    std::string const& name;
    Paint line;
    Dot dot;
    std::string_view own_dot = {};
};

std::vector<Series> series_of(Chart const& chart, Palette const& palette) {
    std::vector<Series> all{{chart.current, {.stroke = palette.action, .width = 3}, Dot::circle}};
    if (!chart.second.empty()) all.push_back({chart.second, {.stroke = palette.ink, .width = 2, .dashes = "7 5"}, Dot::diamond});
    for (std::size_t number = 0; number < chart.earlier.size(); ++number) {
        auto const& style = earlier_styles[number];
        all.push_back({chart.earlier[number], {.stroke = palette.ink_soft, .width = 1.5, .dashes = std::string{style.dashes}},
            Dot::own, style.dot});
    }
    return all;
}

Html dot_of(Language const& t, Series const& series, Palette const& palette, double y) {
    auto const middle = decimal(sign_width / 2);
    if (series.dot == Dot::circle)
        return t.html(R"(<circle class="dot-now" cx="{}" cy="{}" r="5.5"{}></circle>)", middle, decimal(y),
            painted(palette, {.fill = palette.action}));
    auto const hollow = painted(palette, {.fill = palette.sheet, .stroke = series.line.stroke, .width = series.line.width});
    if (series.dot == Dot::diamond)
        return t.html(
            R"(<path class="dot-next" d="M{} {}l6.5 6.5-6.5 6.5-6.5-6.5z"{}></path>)", middle, decimal(y - 6.5), hollow);
    return t.html(R"(<path class="dot-earlier" d="M{} {}{}"{}></path>)", middle, decimal(y), series.own_dot, hollow);
}

} // namespace

double key_lines_height(Chart const& chart) {
    auto const count = series_of(chart, {}).size();
    return chart.names_series && count > 1 ? gap + line_step * static_cast<double>(count) : 0;
}

Html key_lines(Language const& t, Chart const& chart, Palette const& palette, double top) {
    if (key_lines_height(chart) == 0) return {};
    auto y = top + gap - line_step / 2;
    return each(series_of(chart, palette), [&](Series const& series) {
        y += line_step;
        return t.html(R"(
<path class="key" d="M0 {}h34"{}></path>{}<text class="key" x="44" y="{}"{}>{}</text>)",
            decimal(y), painted(palette, series.line), dot_of(t, series, palette, y), decimal(y + 5),
            lettered(palette, palette.ink, name_size, false), series.name);
    });
}

} // namespace charts
