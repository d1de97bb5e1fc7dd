#include "tables/reading.h"

#include "core/unicode.h"
#include "tables/csv.h"

#include <algorithm>

namespace tables {

std::optional<std::vector<Sheet>> read_sheets(std::string_view bytes) {
    if (bytes.starts_with("PK")) return read_xlsx(bytes);
    auto rows = read_csv(bytes);
    if (!rows) return std::nullopt;
    return std::vector{Sheet{"", *std::move(rows)}};
}

std::optional<std::size_t> find_heading(
    Cells const& rows, std::function<bool(std::vector<std::string> const&)> const& has_titles) {
    for (std::size_t row = 0; row < rows.size() && row < rows_searched; ++row)
        if (has_titles(rows[row])) return row;
    return std::nullopt;
}

bool is_blank(std::vector<std::string> const& row) {
    return std::ranges::all_of(row, [](std::string const& cell) { return cleaned_line(cell).empty(); });
}

} // namespace tables
