#include "charts/signs.h"

#include "charts/paint.h"

#include <algorithm>
#include <vector>

namespace charts {

using html::Html, html::Language, html::decimal, html::when;

namespace {

// How far so many strokes reach: 6 apart, and 4 more between bundles of five.
int reach(int strokes) { return strokes <= 0 ? 0 : strokes * 6 - 3 + (strokes - 1) / 5 * 4; }

Html strokes(Language const& t, int done, int all) {
    auto const width = reach(all);
    auto const drawn = t.html(R"(<line class="tally__done" x1="0" y1="8" x2="{}" y2="8"{}></line>)", reach(done),
        html::Attribute{"visibility", done == 0 ? std::optional<std::string>{"hidden"} : std::nullopt});
    return t.html(
        R"(<svg viewBox="0 0 {} 16" width="{}" height="20" aria-hidden="true"><line class="tally__todo" x1="0" y1="13.5" x2="{}" y2="13.5"></line>{}</svg>)",
        width, decimal(width * 1.25), width, drawn);
}

Html share(Language const& t, int percent, Palette const& palette) {
    auto const bed = painted(palette, {.fill = palette.sheet, .stroke = palette.edge, .width = 1.5});
    auto const filled = when(percent > 0, [&] {
        return t.html(R"(<rect class="meter__fill" x="3" y="3" width="{}" height="8" rx="1"{}></rect>)",
            decimal(std::max(2.0, percent * 0.9)), painted(palette, {.fill = palette.ink}));
    });
    return t.html(
        R"(<svg viewBox="0 0 96 14" aria-hidden="true"><rect class="meter__bed" x="1" y="1" width="94" height="12" rx="2"{}></rect>{}</svg>)",
        bed, filled);
}

// One path for all marks of a kind, from the level after the first to the last: a plan draws hundreds of them.
Html marks_of_kind(
    Language const& t, std::string_view kind, int first, int last, std::string_view shape, html::Attributes const& paint) {
    std::string path;
    for (int level = first + 1; level <= last; ++level) path += "M" + std::to_string((level - 1) * 12) + std::string{shape};
    return when(!path.empty(), [&] { return t.html(R"(<path class="{}" d="{}"{}></path>)", kind, path, paint); });
}

struct Reached {
    int full, aim;
};

Reached reached(int now, std::optional<int> next, int top) {
    auto const full = std::clamp(now, 0, top);
    return {full, std::clamp(next.value_or(now), full, top)};
}

Html strokes_of(Language const& t, Reached const& what, int top, Palette const& palette) {
    return t.html("{}{}{}", marks_of_kind(t, "marks__now", 0, what.full, " 0h8v20h-8z", painted(palette, {.fill = palette.ink})),
        marks_of_kind(
            t, "marks__next", what.full, what.aim, " 1m1 0h6v18h-6z", painted(palette, {.stroke = palette.ink, .width = 2})),
        marks_of_kind(t, "marks__rest", what.aim, top, " 14m1 0h6v6h-6z", painted(palette, {.fill = palette.edge})));
}

Html frame(Language const& t, int top, Html const& drawing) {
    return t.html(R"(<svg class="marks" viewBox="0 0 {} 20" width="{}" height="20" aria-hidden="true">{}</svg>)", top * 12 - 4,
        top * 12 - 4, drawing);
}

} // namespace

Html tally(Language const& t, int done, int all, std::string_view words) {
    constexpr int most_strokes = 60; // more are not counted at a glance
    auto const counted = std::clamp(done, 0, std::max(all, 0));
    auto const drawing = all <= most_strokes
                             ? when(all > 0, [&] { return strokes(t, counted, all); })
                             : t.html(R"(<span class="meter">{}</span>)", share(t, counted * 100 / all, on_page()));
    return t.html(R"(
<div class="tally">{}<p><b class="number">{} / {}</b> {}</p></div>)",
        drawing, t.number(counted), t.number(all), words);
}

Html meter(Language const& t, int percent, Palette const& palette) {
    auto const shown = std::clamp(percent, 0, 100);
    return t.html(R"(<span class="meter">{}<b>{}</b></span>)", share(t, shown, palette), t.percent(shown));
}

Html marks(Language const& t, int now, std::optional<int> next, int top, Palette const& palette) {
    return frame(t, top, strokes_of(t, reached(now, next, top), top, palette));
}

Html RepeatedMarks::draw(Language const& t, int now, std::optional<int> next, int top) {
    auto const what = reached(now, next, top);
    auto const name = "m" + std::to_string(what.full) + "-" + std::to_string(what.aim) + "-" + std::to_string(top);
    if (!drawn_.insert(name).second) return frame(t, top, t.html(R"(<use href="{}"></use>)", Url::here(name)));
    return frame(t, top, t.html(R"(<g id="{}">{}</g>)", name, strokes_of(t, what, top, on_page())));
}

} // namespace charts
