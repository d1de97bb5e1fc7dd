#pragma once

#include "charts/palette.h"
#include "html/html.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace charts {

// How many things stand at each of a few levels, the lowest first, then apart from them: one bar of as many parts for each row.
struct StackRow {
    std::string name;
    std::vector<int> counts;
};

struct Stack {
    std::string id; // of the element; ids within it start so
    std::string title;
    std::vector<std::string> levels = {}; // their names
    std::vector<std::string> codes = {};  // as short as they stand in a part, beside its count
    std::size_t apart = 0;                // how many of the last ones are no levels, and stay white
    std::vector<StackRow> rows = {};
    std::optional<std::string> described_by = {};
};

// Bars as long as their share of the longest row; a part is the darker the higher its level, and holds its count.
html::Html stack(html::Language const& t, Stack const&, Palette const& = on_page());

// The parts beside the names of their levels: the list above a stack.
html::Html stack_keys(html::Language const& t, Stack const&);

} // namespace charts
