#include "charts/chart.h"
#include "charts/earlier.h"
#include "charts/key_lines.h"
#include "charts/paint.h"
#include "charts/radar_layout.h"
#include "charts/text_width.h"

#include <algorithm>

namespace charts {

using html::Attribute, html::decimal, html::each, html::Html, html::Language, html::when;

namespace {

constexpr double bar_length = 250;

double length_of(std::optional<Decimal> value, int top) {
    return value ? std::clamp(number_of(*value) / top, 0.0, 1.0) * bar_length : 0;
}

Html tick(Language const& t, double x, Palette const& palette) {
    return t.html(R"(<path class="bar__tick" d="{}"{}></path>)", "M" + decimal(x) + " 3v16",
        painted(palette, {.stroke = palette.sheet, .width = 1.5}));
}

// Whole levels are cut into the bar, so that it can be counted.
Html ticks(Language const& t, double length, int top, Palette const& palette) {
    std::vector<double> at;
    for (int level = 1; level < top && bar_length * level / top < length; ++level) at.push_back(bar_length * level / top);
    return each(at, [&](double x) { return tick(t, x, palette); });
}

Html second_outline(Language const& t, double length, Palette const& palette) {
    if (length <= 2) return {};
    return t.html(R"(<rect class="bar__next" x="1" y="4" width="{}" height="14"{}></rect>)", decimal(length - 2),
        painted(palette, {.stroke = palette.ink, .width = 2, .dashes = "4 3"}));
}

// One line stands up for each earlier series: whole, dashed, dotted.
Html earlier_mark(Language const& t, double length, std::size_t number, Palette const& palette) {
    if (length <= 0) return {};
    return t.html(R"(<path class="bar__earlier{}" d="{}"{}></path>)", earlier_styles[number].modifier,
        "M" + decimal(std::max(length, 1.5)) + " 0v22",
        painted(palette, {.stroke = palette.ink, .width = 3, .dashes = std::string{earlier_styles[number].upright_dashes}}));
}

Html earlier_marks(Language const& t, Axis const& axis, int top, Palette const& palette) {
    std::size_t number = 0;
    return each(axis.earlier,
        [&](std::optional<Decimal> const& value) { return earlier_mark(t, length_of(value, top), number++, palette); });
}

Html drawing(Language const& t, Axis const& axis, int top, Palette const& palette) {
    auto const length = length_of(axis.current, top);
    auto const now = when(length > 0, [&] {
        return t.html(R"(<rect class="bar__now" x="0" y="3" width="{}" height="16"{}></rect>)", decimal(length),
            painted(palette, {.fill = palette.action}));
    });
    return t.html(R"(<path class="bar__bed" d="M0 20.5h250"{}></path>{}{}{}{})",
        painted(palette, {.stroke = palette.edge, .dashes = "1 3"}), second_outline(t, length_of(axis.second, top), palette), now,
        ticks(t, length, top, palette), earlier_marks(t, axis, top, palette));
}

constexpr double chart_width = 400, row_gap = 16;

struct Row {
    Axis const& axis;
    std::vector<std::string> lines;
    double top;

    double height() const { return static_cast<double>(lines.size()) * line_height + 28; }
};

std::vector<Row> rows_of(Chart const& chart) {
    std::vector<Row> rows;
    for (double top = 0; auto const& axis : chart.axes) {
        auto const name = axis.code.empty() ? axis.name : axis.code + ". " + axis.name;
        rows.push_back({axis, wrapped(name, name_size, chart_width, 3), top});
        top += rows.back().height() + row_gap;
    }
    return rows;
}

Html row(Language const& t, Chart const& chart, Row const& row, Palette const& palette) {
    auto baseline = row.top + 16;
    auto const name = each(row.lines, [&](std::string const& line) {
        auto const y = baseline;
        baseline += line_height;
        return t.html(R"(<tspan x="0" y="{}">{}</tspan>)", decimal(y), line);
    });
    auto const values = t.html(R"(<text class="spoke value" x="{}" y="{}"{}>{}</text>)", decimal(bar_length + 12),
        decimal(baseline + 2), lettered(palette, palette.ink_soft, name_size, false), values_of(t, chart, row.axis));
    return t.html(R"(<text class="spoke"{}>{}</text>{}<svg x="0" y="{}" width="250" height="24" viewBox="0 0 250 24">{}</svg>)",
        lettered(palette, palette.ink, name_size, true), name, values, decimal(row.top + row.height() - 26),
        drawing(t, row.axis, chart.top, palette));
}

} // namespace

Html bar(Language const& t, Axis const& axis, int top, Palette const& palette) {
    return t.html(R"(<svg class="bar" viewBox="0 0 250 24" preserveAspectRatio="none" aria-hidden="true">{}</svg>)",
        drawing(t, axis, top, palette));
}

Html bars(Language const& t, Chart const& chart, Palette const& palette) {
    auto const rows = rows_of(chart);
    auto const rows_height = rows.empty() ? 24 : rows.back().top + rows.back().height();
    auto const height = rows_height + key_lines_height(chart);
    html::Attributes file;
    if (!palette.is_styled_by_page())
        file = {{"xmlns", std::optional<std::string>{"http://www.w3.org/2000/svg"}},
            {"width", std::optional{decimal(chart_width)}}, {"height", std::optional{decimal(height)}}};
    auto const content = t.html("{}{}", each(rows, [&](Row const& one) { return row(t, chart, one, palette); }),
        key_lines(t, chart, palette, rows_height));
    return t.html(R"(
<svg class="bars-chart" viewBox="{}" role="img" aria-labelledby="{}-title"{}{}><title id="{}-title">{}</title>{}</svg>)",
        "0 0 " + decimal(chart_width) + " " + decimal(height), chart.id, Attribute{"aria-describedby", chart.described_by}, file,
        chart.id, chart.title, content);
}

Html keys(Language const& t, Chart const& chart) {
    auto const key = [&](std::string const& name, Html const& sign) {
        return when(!name.empty(),
            [&] { return t.html(R"(<li><svg viewBox="0 0 36 16" aria-hidden="true">{}</svg>{}</li>)", sign, name); });
    };
    std::size_t number = 0;
    return t.html(R"(<ul class="keys">{}{}{}</ul>)",
        key(chart.current,
            t.html(R"(<path class="area-now" d="M1 8h34"></path><circle class="dot-now" cx="18" cy="8" r="5.5"></circle>)")),
        key(chart.second,
            t.html(
                R"(<path class="area-next" d="M1 8h34"></path><path class="dot-next" d="M18 1.5l6.5 6.5-6.5 6.5-6.5-6.5z"></path>)")),
        each(chart.earlier, [&](std::string const& name) {
            auto const& style = earlier_styles[number++];
            return key(
                name, t.html(R"(<path class="area-earlier{}" d="M1 8h34"></path><path class="dot-earlier" d="M18 8{}"></path>)",
                          style.modifier, style.dot));
        }));
}

} // namespace charts
