#pragma once

#include "charts/palette.h"
#include "html/html.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

// Small drawings beside their words.
namespace charts {

// One stroke for each of so many things, bundled by five, and « 2 / 5 critères du chapitre »; above 60 things, a meter.
html::Html tally(html::Language const& t, int done, int all, std::string_view words);

// A share of a hundred, with its figure.
html::Html meter(html::Language const& t, int percent, Palette const& = on_page());

// One stroke for each level: full where it is reached, hollow where it is aimed at, a dot beyond. Words stand beside it.
html::Html marks(html::Language const& t, int now, std::optional<int> next = {}, int top = 5, Palette const& = on_page());

// The same on a page that shows many alike: where they stand first they are drawn, and named afterwards.
class RepeatedMarks {
public:
    html::Html draw(html::Language const& t, int now, std::optional<int> next, int top);

private:
    std::set<std::string> drawn_;
};

} // namespace charts
