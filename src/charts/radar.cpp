#include "charts/chart.h"
#include "charts/earlier.h"
#include "charts/key_lines.h"
#include "charts/paint.h"
#include "charts/radar_layout.h"

#include <algorithm>
#include <functional>

namespace charts {

using html::Attribute, html::Attributes, html::decimal, html::each, html::Html, html::Language, html::when;

namespace {

using Reading = std::function<std::optional<Decimal>(Axis const&)>;

struct Drawing {
    Language const& t;
    Chart const& chart;
    Palette const& palette;
    RadarLayout layout;

    double height() const { return layout.height + key_lines_height(chart); }
    double share(Decimal value) const { return std::clamp(number_of(value) / chart.top, 0.0, 1.0); }
};

std::vector<std::size_t> numbers_below(std::size_t count) {
    std::vector<std::size_t> numbers(count);
    for (std::size_t number = 0; number < count; ++number) numbers[number] = number;
    return numbers;
}

std::string text_of(Point point) { return decimal(point.x) + " " + decimal(point.y); }

std::string ring_path(Drawing const& drawing, double share) {
    std::string path;
    for (auto const axis : numbers_below(drawing.chart.axes.size()))
        path += (axis == 0 ? "M" : "L") + text_of(drawing.layout.at(axis, share));
    return path + "Z";
}

Html ring(Drawing const& drawing, int level) {
    auto const is_outer = level == drawing.chart.top;
    auto const& palette = drawing.palette;
    return drawing.t.html(R"(<path class="{}" d="{}"{}></path>)", is_outer ? "ring ring--outer" : "ring",
        ring_path(drawing, static_cast<double>(level) / drawing.chart.top),
        painted(palette, {.stroke = is_outer ? palette.edge : palette.line}));
}

Html axis_line(Drawing const& drawing, std::size_t axis) {
    return drawing.t.html(R"(<path class="axis" d="{}"{}></path>)",
        "M" + text_of(drawing.layout.centre) + "L" + text_of(drawing.layout.at(axis, 1)),
        painted(drawing.palette, {.stroke = drawing.palette.line}));
}

// One closed line where every axis has a value; else lines between neighbours that have.
std::string series_path(Drawing const& drawing, Reading const& reading) {
    auto const& axes = drawing.chart.axes;
    auto const point = [&](std::size_t axis) { return text_of(drawing.layout.at(axis, drawing.share(*reading(axes[axis])))); };
    auto const is_whole = std::ranges::all_of(axes, [&](Axis const& axis) { return reading(axis).has_value(); });
    std::string path;
    for (auto const axis : numbers_below(axes.size())) {
        auto const next = (axis + 1) % axes.size();
        if (is_whole) path += (axis == 0 ? "M" : "L") + point(axis);
        else if (reading(axes[axis]) && reading(axes[next])) path += "M" + point(axis) + "L" + point(next);
    }
    return is_whole ? path + "Z" : path;
}

Html series_line(Drawing const& drawing, Reading const& reading, std::string_view css_class, Paint paint) {
    auto const path = series_path(drawing, reading);
    if (path.empty()) return {};
    if (!path.ends_with('Z')) paint.fill = {}; // an area needs all its corners
    auto const is_open = path.ends_with('Z') ? "" : " is-open";
    return drawing.t.html(R"(<path class="{}{}" d="{}"{}></path>)", css_class, is_open, path, painted(drawing.palette, paint));
}

Html dots(Drawing const& drawing, Reading const& reading, auto const& dot) {
    return each(numbers_below(drawing.chart.axes.size()), [&](std::size_t axis) {
        auto const value = reading(drawing.chart.axes[axis]);
        return when(value.has_value(), [&] { return dot(drawing.layout.at(axis, drawing.share(*value))); });
    });
}

Html current(Drawing const& drawing) {
    auto const& palette = drawing.palette;
    auto const area = series_line(
        drawing, &Axis::current, "area-now", {.fill = palette.action, .stroke = palette.action, .width = 3, .opacity = "0.14"});
    return drawing.t.html("{}{}", area, dots(drawing, &Axis::current, [&](Point at) {
        return drawing.t.html(R"(<circle class="dot-now" cx="{}" cy="{}" r="5.5"{}></circle>)", decimal(at.x), decimal(at.y),
            painted(palette, {.fill = palette.action}));
    }));
}

Html second(Drawing const& drawing) {
    if (drawing.chart.second.empty()) return {};
    auto const& palette = drawing.palette;
    auto const line = series_line(drawing, &Axis::second, "area-next", {.stroke = palette.ink, .width = 2, .dashes = "7 5"});
    return drawing.t.html("{}{}", line, dots(drawing, &Axis::second, [&](Point at) {
        return drawing.t.html(R"(<path class="dot-next" d="M{}l6.5 6.5-6.5 6.5-6.5-6.5z"{}></path>)", text_of({at.x, at.y - 6.5}),
            painted(palette, {.fill = palette.sheet, .stroke = palette.ink, .width = 2}));
    }));
}

Html earlier(Drawing const& drawing, std::size_t number) {
    auto const& palette = drawing.palette;
    auto const& style = earlier_styles[number];
    Reading const reading = [&](Axis const& axis) { return number < axis.earlier.size() ? axis.earlier[number] : std::nullopt; };
    auto const line = series_line(drawing, reading, "area-earlier" + std::string{style.modifier},
        {.stroke = palette.ink_soft, .width = 1.5, .dashes = std::string{style.dashes}});
    return drawing.t.html("{}{}", line, dots(drawing, reading, [&](Point at) {
        return drawing.t.html(R"(<path class="dot-earlier" d="M{}{}"{}></path>)", text_of(at), style.dot,
            painted(palette, {.fill = palette.sheet, .stroke = palette.ink_soft, .width = 1.5}));
    }));
}

Html scale_number(Drawing const& drawing, int level) {
    auto const at = drawing.layout.at(0, static_cast<double>(level) / drawing.chart.top);
    auto const size = drawing.chart.width == Width::tight ? 20 : 14;
    return drawing.t.html(R"(<text class="scale" x="{}" y="{}"{}>{}</text>)", decimal(at.x + 6), decimal(at.y + size + 1),
        lettered(drawing.palette, drawing.palette.ink_soft, size, false), level);
}

std::string_view anchor_word(Label const& label) {
    if (label.side == Label::Side::right) return "start";
    return label.side == Label::Side::left ? "end" : "middle";
}

Html label_text(Drawing const& drawing, Label const& label) {
    auto const& t = drawing.t;
    auto const x = decimal(label.anchor());
    auto baseline = label.box.top + label.letters - 1;
    auto const lines = each(label.lines, [&](std::string const& line) {
        auto const y = baseline;
        baseline += label.line();
        return t.html(R"(<tspan x="{}" y="{}">{}</tspan>)", x, decimal(y), line);
    });
    auto const values = t.html(R"(<tspan class="value" x="{}" y="{}"{}>{}</tspan>)", x, decimal(baseline),
        lettered(drawing.palette, drawing.palette.ink_soft, label.letters, false), label.values);
    return t.html(R"(<text class="spoke long" text-anchor="{}"{}>{}{}</text>)", anchor_word(label),
        lettered(drawing.palette, drawing.palette.ink, label.letters, true), lines, values);
}

Html leader(Drawing const& drawing, Label const& label) {
    if (!label.is_far) return {};
    auto const is_beside = label.side == Label::Side::right || label.side == Label::Side::left;
    auto const middle = label.box.top + label.box.height / 2;
    auto const inward = label.side == Label::Side::right ? -4.0 : 4.0;
    auto const below = label.side == Label::Side::above ? label.box.top + label.box.height : label.box.top;
    auto const at = is_beside ? Point{label.anchor() + inward, middle} : Point{label.anchor(), below};
    return drawing.t.html(R"(<path class="axis long" d="{}"{}></path>)", "M" + text_of(label.end) + "L" + text_of(at),
        painted(drawing.palette, {.stroke = drawing.palette.line}));
}

// On a phone the code stands for the name; paper has room for names only.
Html short_label(Drawing const& drawing, std::size_t axis) {
    auto const& code = drawing.chart.axes[axis].code;
    if (code.empty() || !drawing.palette.is_styled_by_page()) return {};
    auto const at = drawing.layout.at(axis, 1.11);
    return drawing.t.html(
        R"(<text class="spoke short" text-anchor="middle" x="{}" y="{}">{}</text>)", decimal(at.x), decimal(at.y + 9), code);
}

Html labels(Drawing const& drawing) {
    return each(numbers_below(drawing.layout.labels.size()), [&](std::size_t axis) {
        auto const& label = drawing.layout.labels[axis];
        return drawing.t.html("{}{}{}\n", leader(drawing, label), label_text(drawing, label), short_label(drawing, axis));
    });
}

std::vector<int> levels_up_to(int top) {
    std::vector<int> levels;
    for (int level = 1; level <= top; ++level) levels.push_back(level);
    return levels;
}

// A drawing for paper is a file of its own, which tells its kind and its size.
Attributes file_attributes(Drawing const& drawing) {
    if (drawing.palette.is_styled_by_page()) return {};
    return {{"xmlns", std::optional<std::string>{"http://www.w3.org/2000/svg"}},
        {"width", std::optional{decimal(drawing.layout.width)}}, {"height", std::optional{decimal(drawing.height())}}};
}

Html grid(Drawing const& drawing) {
    return drawing.t.html("{}\n{}", each(levels_up_to(drawing.chart.top), [&](int level) { return ring(drawing, level); }),
        each(numbers_below(drawing.chart.axes.size()), [&](std::size_t axis) { return axis_line(drawing, axis); }));
}

} // namespace

Html radar(Language const& t, Chart const& chart, Palette const& palette) {
    if (chart.axes.size() < 3 || chart.axes.size() > 16) return bars(t, chart, palette);
    Drawing const drawing{t, chart, palette, lay_out_radar(t, chart)};
    auto const numbers = each(levels_up_to(chart.top), [&](int level) { return scale_number(drawing, level); });
    auto const before = each(numbers_below(chart.earlier.size()), [&](std::size_t number) { return earlier(drawing, number); });
    auto const series = t.html("{}{}{}", current(drawing), second(drawing), before);
    auto const content = t.html(
        "{}\n{}\n{}\n{}{}", grid(drawing), series, numbers, labels(drawing), key_lines(t, chart, palette, drawing.layout.height));
    return t.html(R"(
<svg class="radar" viewBox="{}" role="img" aria-labelledby="{}-title"{}{}><title id="{}-title">{}</title>
{}</svg>)",
        "0 0 " + decimal(drawing.layout.width) + " " + decimal(drawing.height()), chart.id,
        Attribute{"aria-describedby", chart.described_by}, file_attributes(drawing), chart.id, chart.title, content);
}

} // namespace charts
