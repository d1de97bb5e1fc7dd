#include "charts/stack.h"

#include "charts/paint.h"
#include "charts/radar_layout.h"
#include "charts/text_width.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace charts {
namespace {

using html::Attribute, html::Attributes, html::decimal, html::each, html::Html, html::Language, html::when;

constexpr double width = 400, bar_height = 26, row_gap = 14;

// The shades there are, white first; a scale of fewer levels takes the last ones, so that the highest is always the full colour.
constexpr std::array<std::string_view, 6> opacities{"0", "0.1", "0.25", "0.45", "0.8", "1"};

std::size_t shade(std::size_t level, Stack const& stack) {
    auto const levels = stack.levels.size() - stack.apart;
    if (level >= levels) return 0;
    auto const from_top = levels - 1 - level;
    return from_top + 1 >= opacities.size() ? 1 : opacities.size() - 1 - from_top;
}

struct Part {
    double left, length;
    int count;
    std::size_t shade;
    std::string code;
};

int total_of(StackRow const& row) { return std::accumulate(row.counts.begin(), row.counts.end(), 0); }

std::vector<Part> parts_of(Stack const& stack, StackRow const& row, int longest) {
    std::vector<Part> parts;
    double left = 0;
    for (std::size_t level = 0; level < row.counts.size(); ++level) {
        if (row.counts[level] == 0) continue;
        auto const length = width * row.counts[level] / longest;
        parts.push_back(
            {left, length, row.counts[level], shade(level, stack), level < stack.codes.size() ? stack.codes[level] : ""});
        left += length;
    }
    return parts;
}

Html part(Language const& t, Part const& part, double top, Palette const& palette) {
    auto const name = std::to_string(part.shade);
    auto const box = t.html(R"(<rect class="stack__part stack__part--{}" x="{}" y="{}" width="{}" height="{}"{}></rect>)", name,
        decimal(part.left + 1), decimal(top), decimal(std::max(part.length - 2, 1.0)), decimal(bar_height),
        painted(palette, {.fill = palette.action, .stroke = palette.action, .opacity = std::string{opacities[part.shade]}}));
    auto const count = std::to_string(part.count);
    auto const words = part.code.empty() ? count : t.text("{} : {}", {part.code, count});
    auto const fits = text_width(words, 15) <= part.length - 6;
    auto const figure = when(part.length >= 16, [&] {
        return t.html(R"(<text class="stack__figure stack__figure--{}" x="{}" y="{}" text-anchor="middle"{}>{}</text>)", name,
            decimal(part.left + part.length / 2), decimal(top + 19),
            lettered(palette, part.shade >= 4 ? palette.sheet : palette.ink, 15, true), fits ? words : count);
    });
    return t.html("{}{}", box, figure);
}

Html row(Language const& t, Stack const& stack, StackRow const& row, int longest, double top, Palette const& palette) {
    auto const name = t.html(R"(<text class="spoke" x="0" y="{}"{}>{}</text>)", decimal(top + 14),
        lettered(palette, palette.ink, 15, true), wrapped(row.name, 15, width, 1).front());
    auto const bed = t.html(R"(<path class="bar__bed" d="M0 {}h400"{}></path>)", decimal(top + 22 + bar_height),
        painted(palette, {.stroke = palette.edge, .dashes = "1 3"}));
    return t.html("{}{}{}\n", name, bed,
        each(parts_of(stack, row, longest), [&](Part const& one) { return part(t, one, top + 22, palette); }));
}

} // namespace

Html stack(Language const& t, Stack const& stack, Palette const& palette) {
    int longest = 1;
    for (auto const& row : stack.rows) longest = std::max(longest, total_of(row));
    constexpr auto row_height = 22 + bar_height + row_gap;
    double top = 0;
    auto const rows = each(stack.rows, [&](StackRow const& one) {
        auto const at = top;
        top += row_height;
        return row(t, stack, one, longest, at, palette);
    });
    auto const height = decimal(row_height * static_cast<double>(std::max<std::size_t>(stack.rows.size(), 1)));
    Attributes file;
    if (!palette.is_styled_by_page())
        file = {{"xmlns", std::optional<std::string>{"http://www.w3.org/2000/svg"}}, {"width", std::optional{decimal(width)}},
            {"height", std::optional{height}}};
    return t.html(R"(
<svg class="bars-chart" viewBox="{}" role="img" aria-labelledby="{}-title"{}{}><title id="{}-title">{}</title>
{}</svg>)",
        "0 0 " + decimal(width) + " " + height, stack.id, Attribute{"aria-describedby", stack.described_by}, file, stack.id,
        stack.title, rows);
}

Html stack_keys(Language const& t, Stack const& stack) {
    std::size_t level = 0;
    return t.html(R"(<ul class="keys">{}</ul>)", each(stack.levels, [&](std::string const& name) {
        return t.html(
            R"(<li><svg viewBox="0 0 36 16" aria-hidden="true"><rect class="stack__part stack__part--{}" x="8" y="1" width="20" height="14"></rect></svg>{}</li>)",
            shade(level++, stack), name);
    }));
}

} // namespace charts
