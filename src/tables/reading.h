#pragma once

#include "tables/xlsx.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A file that somebody sends, whichever of our two kinds it is.
namespace tables {

using Cells = std::vector<std::vector<std::string>>;

// The sheets of a workbook, or the one of a CSV, which has no name. Nothing where the bytes are neither.
std::optional<std::vector<Sheet>> read_sheets(std::string_view bytes);

// Titles stand above the lines, but not always first: the first of the first rows that has them.
inline constexpr std::size_t rows_searched = 10;
std::optional<std::size_t> find_heading(Cells const&, std::function<bool(std::vector<std::string> const&)> const& has_titles);

bool is_blank(std::vector<std::string> const& row);

} // namespace tables
