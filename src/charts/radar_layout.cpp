#include "charts/radar_layout.h"

#include "charts/text_width.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace charts {
namespace {

constexpr double column_width = 800, radius = 190, margin = 8, distance = 14, gap = 10;

// The more labels, the less room each has.
std::size_t most_lines(std::size_t axes) { return axes <= 10 ? 4 : 3; }

// A tight drawing stands small, beside a text.
int letters_of(Chart const& chart) { return chart.width == Width::tight ? 24 : name_size; }

Label::Side side_of(double cosine, double sine) {
    if (std::abs(cosine) < 0.05) return sine < 0 ? Label::Side::above : Label::Side::below;
    return cosine > 0 ? Label::Side::right : Label::Side::left;
}

// The first axis points up, the others follow as the hands of a clock.
double angle_of(std::size_t axis, std::size_t count) {
    return -std::numbers::pi / 2 + 2 * std::numbers::pi * static_cast<double>(axis) / static_cast<double>(count);
}

std::string full_name(Axis const& axis) { return axis.code.empty() ? axis.name : axis.code + ". " + axis.name; }

Label measured(html::Language const& t, Chart const& chart, std::size_t index) {
    auto const& axis = chart.axes[index];
    auto const angle = angle_of(index, chart.axes.size());
    auto const letters = letters_of(chart);
    auto const room = column_width / 2 - radius - distance - margin;
    Label label{.side = side_of(std::cos(angle), std::sin(angle)),
        .lines = wrapped(full_name(axis), letters, room, most_lines(chart.axes.size())),
        .values = values_of(t, chart, axis),
        .end = {radius * std::cos(angle), radius * std::sin(angle)},
        .letters = letters};

    auto widest = text_width(label.values, letters);
    for (auto const& line : label.lines) widest = std::max(widest, text_width(line, letters));
    label.box.width = std::min(widest, room);
    label.box.height = static_cast<double>(label.lines.size() + 1) * label.line();
    return label;
}

// The nearest numbers to these that never go down.
std::vector<double> rising(std::vector<double> const& wanted) {
    struct Level {
        double sum;
        int count;
        double mean() const { return sum / count; }
    };
    std::vector<Level> levels;
    for (auto const number : wanted) {
        levels.push_back({number, 1});
        while (levels.size() > 1 && levels[levels.size() - 2].mean() > levels.back().mean()) {
            auto const last = levels.back();
            levels.pop_back();
            levels.back() = {levels.back().sum + last.sum, levels.back().count + last.count};
        }
    }
    std::vector<double> numbers;
    for (auto const& level : levels) numbers.insert(numbers.end(), static_cast<std::size_t>(level.count), level.mean());
    return numbers;
}

// Half the width of the disc, with its margin, at the height of the box that is nearest to the centre.
double disc_beside(Box const& box) {
    auto const nearest = std::clamp(0.0, box.top, box.top + box.height);
    auto const reach = radius + distance;
    return std::abs(nearest) >= reach ? 0 : std::sqrt(reach * reach - nearest * nearest);
}

// Labels of one side, from top to bottom: each as near to its axis as the others let it.
void stack(std::vector<Label*> const& column) {
    std::vector<double> offsets, wanted;
    for (double offset = 0; auto const* label : column) {
        auto const sine = label->end.y / radius;
        auto const middle = (radius + distance) * sine + label->box.height / 2 * sine;
        offsets.push_back(offset);
        wanted.push_back(middle - label->box.height / 2 - offset);
        offset += label->box.height + gap;
    }
    auto const tops = rising(wanted);
    for (std::size_t index = 0; index < column.size(); ++index) {
        auto& label = *column[index];
        label.box.top = tops[index] + offsets[index];
        label.is_far = std::abs(tops[index] - wanted[index]) > label.line() / 2;
        auto const beside = std::max(disc_beside(label.box), std::abs(label.end.x) * (radius + distance) / radius);
        label.box.left = label.side == Label::Side::right ? beside : -beside - label.box.width;
    }
}

bool are_one_above_the_other(Box const& a, Box const& b) {
    return a.left < b.left + b.width + gap && b.left < a.left + a.width + gap;
}

// The label of an axis that points straight up or down keeps clear of those beside it.
void put_above_or_below(Label& label, std::vector<Label> const& all) {
    auto const is_above = label.side == Label::Side::above;
    label.box.left = -label.box.width / 2;
    label.box.top = is_above ? -radius - distance - label.box.height : radius + distance;
    for (auto const& other : all) {
        auto const is_beside = other.side == Label::Side::right || other.side == Label::Side::left;
        if (!is_beside || !are_one_above_the_other(label.box, other.box)) continue;
        if (is_above) label.box.top = std::min(label.box.top, other.box.top - gap - label.box.height);
        else label.box.top = std::max(label.box.top, other.box.top + other.box.height + gap);
    }
    label.is_far =
        std::abs(is_above ? label.box.top + label.box.height + radius : label.box.top - radius) > distance + label.line();
}

void place(std::vector<Label>& labels) {
    for (auto const side : {Label::Side::right, Label::Side::left}) {
        std::vector<Label*> column;
        for (auto& label : labels)
            if (label.side == side) column.push_back(&label);
        std::ranges::stable_sort(column, {}, [](Label const* label) { return label->end.y; });
        stack(column);
    }
    for (auto& label : labels)
        if (label.side == Label::Side::above || label.side == Label::Side::below) put_above_or_below(label, labels);
}

// The labels as they are placed, around the centre.
double width_of(Chart const& chart, std::vector<Label> const& labels) {
    if (chart.width == Width::column) return column_width;
    auto reach = 0.0;
    for (auto const& label : labels) reach = std::max({reach, -label.box.left, label.box.left + label.box.width});
    return 2 * (reach + margin);
}

} // namespace

double Label::anchor() const {
    if (side == Side::right) return box.left;
    if (side == Side::left) return box.left + box.width;
    return box.left + box.width / 2;
}

Point RadarLayout::at(std::size_t axis, double share) const {
    auto const angle = angle_of(axis, labels.size());
    return {centre.x + radius * share * std::cos(angle), centre.y + radius * share * std::sin(angle)};
}

std::string values_of(html::Language const& t, Chart const& chart, Axis const& axis) {
    if (!axis.current && !axis.second) return t.text("non évalué");
    if (!axis.second) return t.number(*axis.current);
    if (!axis.current) return t.text("vers {}", {t.number(*axis.second)});
    auto const current = t.number(*axis.current), second = t.number(*axis.second);
    return chart.meaning == Second::goal ? t.text("{} vers {}", {current, second}) : t.text("{} et {}", {current, second});
}

RadarLayout lay_out_radar(html::Language const& t, Chart const& chart) {
    std::vector<Label> labels;
    for (std::size_t axis = 0; axis < chart.axes.size(); ++axis) labels.push_back(measured(t, chart, axis));
    place(labels);

    // The disc, or nothing but the labels where the drawing is tight: they stand around all that is drawn.
    auto top = chart.width == Width::column ? -radius - distance : 0.0, bottom = -top;
    for (auto const& label : labels) {
        top = std::min(top, label.box.top);
        bottom = std::max(bottom, label.box.top + label.box.height);
    }
    auto const width = width_of(chart, labels);
    Point const centre{width / 2, margin - top};
    for (auto& label : labels) {
        label.box.left += centre.x;
        label.box.top += centre.y;
        label.end = {label.end.x + centre.x, label.end.y + centre.y};
    }
    return {width, bottom - top + 2 * margin, centre, radius, std::move(labels)};
}

} // namespace charts
