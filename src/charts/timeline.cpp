#include "charts/timeline.h"

#include "charts/paint.h"
#include "charts/text_width.h"

#include <algorithm>
#include <array>

namespace charts {
namespace {

using html::Attribute, html::Attributes, html::decimal, html::each, html::Html, html::Language, html::when;
using std::chrono::months;

constexpr double width = 960, names_width = 290, left = 306, axis_height = 50, line_height = 18, bar_height = 18, row_gap = 16;
constexpr int name_size = 15, axis_size = 14;

double share_of_day(Month first, Month last, Date day) {
    Date const begin{first / 1}, end{(last + months{1}) / 1};
    return static_cast<double>((day - begin).count()) / static_cast<double>((end - begin).count());
}

// Days and months in places across the drawing; what lies outside stands at its edge.
struct Scale {
    Month first, last;

    double x(Date day) const { return left + (width - left) * std::clamp(share_of_day(first, last, day), 0.0, 1.0); }
    double x(Month month) const { return x(Date{month / 1}); }
    int length() const { return static_cast<int>((last - first).count()) + 1; }
};

std::string month_letters(Language const& t, std::chrono::month month) {
    switch (static_cast<unsigned>(month)) {
        case 1: return t.text("janv.");
        case 2: return t.text("févr.");
        case 3: return t.text("mars");
        case 4: return t.text("avr.");
        case 5: return t.text("mai");
        case 6: return t.text("juin");
        case 7: return t.text("juil.");
        case 8: return t.text("août");
        case 9: return t.text("sept.");
        case 10: return t.text("oct.");
        case 11: return t.text("nov.");
        default: return t.text("déc.");
    }
}

// So many months apart that their names do not touch.
int months_apart(Scale const& scale) {
    constexpr double room = 46;
    for (int const apart : {1, 2, 3, 6})
        if ((width - left) / scale.length() * apart >= room) return apart;
    return 12;
}

Html line(Language const& t, std::string_view css_class, double x, double top, double bottom, Paint const& paint,
    Palette const& palette) {
    return t.html(R"(<path class="{}" d="{}"{}></path>)", css_class,
        "M" + decimal(x) + " " + decimal(top) + "V" + decimal(bottom), painted(palette, paint));
}

Html words(
    Language const& t, std::string_view css_class, double x, double y, Attributes const& attributes, std::string const& text) {
    return t.html(R"(<text class="{}" x="{}" y="{}"{}>{}</text>)", css_class, decimal(x), decimal(y), attributes, text);
}

Html axis(Language const& t, Scale const& scale, double height, Palette const& palette) {
    auto const apart = months_apart(scale);
    std::vector<Html> parts;
    for (auto month = scale.first; month <= scale.last; month += months{1}) {
        auto const place = static_cast<int>(static_cast<unsigned>(month.month())) - 1;
        auto const begins_year = place == 0;
        if (place % apart != 0 && month != scale.first) continue;
        auto const x = scale.x(month);
        parts.push_back(line(t, begins_year ? "timeline__year-line" : "timeline__month-line", x, begins_year ? 2 : 26, height,
            {.stroke = begins_year ? palette.edge : palette.line}, palette));
        if (begins_year || month == scale.first)
            parts.push_back(words(t, "timeline__year", x + 4, 15, lettered(palette, palette.ink, axis_size, true),
                std::to_string(int{month.year()})));
        if (place % apart == 0 && apart < 12)
            parts.push_back(words(t, "timeline__month", x + 4, 38, lettered(palette, palette.ink_soft, axis_size, false),
                month_letters(t, month.month())));
    }
    return each(parts, [](Html const& part) { return part; });
}

struct Row {
    TimelineBar const& bar;
    std::vector<std::string> lines;
    double top;

    double height() const { return std::max(static_cast<double>(lines.size()) * line_height, bar_height) + row_gap; }
};

std::vector<Row> rows_of(Timeline const& timeline) {
    std::vector<Row> rows;
    auto top = axis_height;
    for (auto const& bar : timeline.bars) {
        rows.push_back({bar, wrapped(bar.name, name_size, names_width, 2), top});
        top += rows.back().height();
    }
    return rows;
}

struct Extent {
    double from, to;
    bool is_open; // it has no end
};

std::optional<Extent> extent_of(TimelineBar const& bar, Scale const& scale) {
    if (!bar.start && !bar.due) return std::nullopt;
    auto const from = bar.start ? scale.x(*bar.start) : scale.x(*bar.due);
    auto const to = bar.due ? scale.x(*bar.due + months{1}) : scale.x(month_of(*bar.start) + months{1});
    return Extent{std::min(from, to - 4), to, !bar.due.has_value()};
}

std::string_view look_of(Progress progress) {
    switch (progress) {
        case Progress::ahead: return "ahead";
        case Progress::under_way: return "under-way";
        case Progress::over: return "over";
        case Progress::given_up: return "dropped";
    }
    return "";
}

Paint paint_of(Progress progress, Palette const& palette) {
    switch (progress) {
        case Progress::over: return {.fill = palette.action, .stroke = palette.action, .width = 2};
        case Progress::given_up: return {.stroke = palette.edge, .width = 2, .dashes = "2 4"};
        default: return {.fill = palette.sheet, .stroke = palette.ink, .width = 2};
    }
}

// Its box; what is done of it; what says more than the box.
Html shape(Language const& t, TimelineBar const& bar, Extent const& extent, double top, Palette const& palette) {
    auto const length = extent.to - extent.from;
    auto const box = [&](std::string_view css_class, double wide, Paint const& paint) {
        return t.html(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}></rect>)", css_class, decimal(extent.from + 1),
            decimal(top + 1), decimal(std::max(wide - 2, 2.0)), decimal(bar_height - 2), painted(palette, paint));
    };
    auto const done = when(bar.progress == Progress::under_way && bar.percent > 0,
        [&] { return box("timeline__part", length * std::clamp(bar.percent, 0, 100) / 100, {.fill = palette.action}); });
    auto const tick = when(bar.progress == Progress::over, [&] {
        return t.html(R"(<path class="timeline__tick" d="{}"{}></path>)",
            "M" + decimal((extent.from + extent.to) / 2 - 6) + " " + decimal(top + 9) + "l4.5 4.5 8-9",
            painted(palette, {.stroke = palette.sheet, .width = 2.5}));
    });
    auto const open = when(extent.is_open, [&] {
        return t.html(R"(<path class="timeline__open" d="{}"{}></path>)",
            "M" + decimal(extent.to + 3) + " " + decimal(top + bar_height / 2) + "h22m-5-4l5 4-5 4",
            painted(palette, {.stroke = palette.ink, .width = 2}));
    });
    return t.html("{}{}{}{}",
        box("timeline__bar timeline__bar--" + std::string{look_of(bar.progress)}, length, paint_of(bar.progress, palette)), done,
        tick, open);
}

// A triangle with its words, beside the bar where there is room, on a ground that keeps the lines of months and today off.
Html alarm(Language const& t, TimelineBar const& bar, Extent const& extent, double top, Palette const& palette) {
    if (bar.alarm.empty()) return {};
    auto const needed = text_width(bar.alarm, name_size) + 28;
    auto const fits_after = extent.to + needed + 8 < width;
    auto const x = fits_after ? extent.to + 8 : std::max(extent.from - needed, left);
    auto const ground = t.html(R"(<rect class="timeline__ground" x="{}" y="{}" width="{}" height="22"{}></rect>)", decimal(x - 4),
        decimal(top - 3), decimal(needed + 4), painted(palette, {.fill = palette.sheet}));
    auto const triangle = t.html(R"(<path class="timeline__alarm" d="{}"{}></path>)",
        "M" + decimal(x + 9) + " " + decimal(top + 1) + "l9 15h-18z", painted(palette, {.stroke = palette.late, .width = 2.5}));
    return t.html("{}{}{}", ground, triangle,
        words(t, "timeline__alarm-words", x + 24, top + 14, lettered(palette, palette.late, name_size, true), bar.alarm));
}

Html row(Language const& t, Row const& row, Scale const& scale, Palette const& palette) {
    auto baseline = row.top + 14;
    auto const name = each(row.lines, [&](std::string const& text) {
        auto const y = baseline;
        baseline += line_height;
        return t.html(R"(<tspan x="0" y="{}">{}</tspan>)", decimal(y), text);
    });
    auto const extent = extent_of(row.bar, scale);
    auto const drawn = when(extent.has_value(), [&] {
        return t.html("{}{}", shape(t, row.bar, *extent, row.top, palette), alarm(t, row.bar, *extent, row.top, palette));
    });
    return t.html(R"(<text class="timeline__name"{}>{}</text>{}
)",
        lettered(palette, palette.ink, name_size, false), name, drawn);
}

Html today_line(Language const& t, Scale const& scale, Date today, double height, Palette const& palette) {
    auto const x = scale.x(today);
    auto const text = t.text("aujourd'hui");
    auto const half = text_width(text, axis_size) / 2 + 4;
    auto const middle = std::clamp(x, left + half, width - half);
    auto const flag = t.html(R"(<rect class="timeline__flag" x="{}" y="{}" width="{}" height="20"{}></rect>)",
        decimal(middle - half), decimal(height - 22), decimal(2 * half), painted(palette, {.fill = palette.ink}));
    auto lettering = lettered(palette, palette.sheet, axis_size, true);
    lettering.push_back({"text-anchor", std::optional<std::string>{"middle"}});
    return t.html("{}{}{}", line(t, "timeline__today", x, 26, height - 22, {.stroke = palette.ink, .width = 2.5}, palette), flag,
        words(t, "timeline__today-words", middle, height - 7, lettering, text));
}

} // namespace

Span span_of(std::vector<TimelineBar> const& bars, Date today) {
    auto const here = month_of(today);
    Span span{here, here};
    for (auto const& bar : bars) {
        if (bar.start)
            span.first = std::min(span.first, month_of(*bar.start)), span.last = std::max(span.last, month_of(*bar.start));
        if (bar.due) span.first = std::min(span.first, *bar.due), span.last = std::max(span.last, *bar.due);
    }
    span.first = std::max(span.first, here - std::chrono::years{5});
    span.last = std::min(std::max(span.last, span.first + months{5}), here + std::chrono::years{10});
    return span;
}

Html timeline(Language const& t, Timeline const& timeline, Palette const& palette) {
    Scale const scale{timeline.first, timeline.last};
    auto const rows = rows_of(timeline);
    auto const bottom = rows.empty() ? axis_height : rows.back().top + rows.back().height();
    auto const height = bottom + 26;
    Attributes file;
    if (!palette.is_styled_by_page())
        file = {{"xmlns", std::optional<std::string>{"http://www.w3.org/2000/svg"}}, {"width", std::optional{decimal(width)}},
            {"height", std::optional{decimal(height)}}};
    auto const drawing = t.html("{}{}{}", axis(t, scale, bottom, palette), today_line(t, scale, timeline.today, height, palette),
        each(rows, [&](Row const& one) { return row(t, one, scale, palette); }));
    return t.html(R"(
<svg class="timeline" viewBox="{}" role="img" aria-labelledby="{}-title"{}{}><title id="{}-title">{}</title>
{}</svg>)",
        "0 0 " + decimal(width) + " " + decimal(height), timeline.id, Attribute{"aria-describedby", timeline.described_by}, file,
        timeline.id, timeline.title, drawing);
}

Html timeline_keys(Language const& t) {
    auto const key = [&](std::string const& name, Html const& sign) {
        return t.html(R"(<li><svg viewBox="0 0 36 16" aria-hidden="true">{}</svg>{}</li>)", sign, name);
    };
    auto const box = [&](std::string_view look) {
        return t.html(R"(<rect class="timeline__bar timeline__bar--{}" x="1" y="1" width="34" height="14"></rect>)", look);
    };
    auto const part = t.html(R"({}<rect class="timeline__part" x="1" y="1" width="16" height="14"></rect>)", box("under-way"));
    auto const tick = t.html(R"({}<path class="timeline__tick" d="M12 8l4.5 4.5 8-9"></path>)", box("over"));
    auto const alarm = t.html(R"(<path class="timeline__alarm" d="M18 1l9 14h-18z"></path>)");
    auto const now = t.html(R"(<path class="timeline__today" d="M18 0v16"></path>)");
    return t.html(R"(<ul class="keys">{}{}{}{}{}{}</ul>)", key(t.text("prévue"), box("ahead")),
        key(t.text("en cours, et ce qui en est fait"), part), key(t.text("terminée"), tick),
        key(t.text("abandonnée"), box("dropped")), key(t.text("en retard"), alarm), key(t.text("aujourd'hui"), now));
}

} // namespace charts
