#pragma once

#include "charts/palette.h"
#include "core/fraction.h"
#include "html/html.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Numbers in, SVG out; the same drawing on the screen and on paper.
namespace charts {

// One spoke of the radar, or one bar. A value is absent where nothing was rated: no point is drawn there.
struct Axis {
    std::string code; // « 4 », which stands for the name on a phone
    std::string name;
    std::optional<Decimal> current = {};
    std::optional<Decimal> second = {};               // where to, or what others say
    std::vector<std::optional<Decimal>> earlier = {}; // in each of the chart's earlier series, in their order
};

// What the second series tells: « 2,9 vers 3,7 », or « 2,9 et 3,7 ».
enum class Second { goal, other_view };

// The drawing is as wide as the column of a page, with room for long names; or no wider than its labels.
enum class Width { column, tight };

// No more stay apart by their lines and dots.
inline constexpr std::size_t most_earlier = 3;

// What the series are called, and how far the scale goes. A series without a name is not drawn.
struct Chart {
    std::string id; // of the element, « radar »; ids within it start so
    std::string title;
    std::string current;
    std::string second = {};
    std::vector<std::string> earlier = {}; // cycles before or snapshots, the nearest first
    Second meaning = Second::goal;
    int top = 5;
    Width width = Width::column;
    std::vector<Axis> axes = {};
    std::optional<std::string> described_by = {}; // id of a text of the page that says the same
    bool names_series = false;                    // below the drawing: it stands by itself, beside no keys
};

// The radar needs 3 axes at least, and 16 at most to be read; with fewer or more it gives way to bars, of the same figures.
html::Html radar(html::Language const& t, Chart const&, Palette const& = on_page());

// One bar below its name for each axis.
html::Html bars(html::Language const& t, Chart const&, Palette const& = on_page());

// One bar without words, for the cell of a table that holds its figures.
html::Html bar(html::Language const& t, Axis const&, int top, Palette const& = on_page());

// How the series are drawn, beside their names: the list above a radar.
html::Html keys(html::Language const& t, Chart const&);

} // namespace charts
