#include "tables/csv.h"
#include "core/unicode.h"
#include "fuzz/fuzzing.h"

#include <algorithm>
#include <cstdint>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// Planted: a cell that holds a quote loses its last sign.
std::optional<Rows> read(std::string_view bytes) {
    auto rows = tables::read_csv(bytes);
    if (has_planted_fault() && rows)
        for (auto& row : *rows)
            for (auto& cell : row)
                if (cell.find('"') != cell.npos) cell.pop_back();
    return rows;
}

// The same cells in a table of ours, below a head of its own.
tables::Table table_of(Rows const& rows) {
    tables::Table table{"a", {{"c"}}};
    for (auto const& row : rows) {
        table.rows.emplace_back(row.begin(), row.end());
        table.columns.resize(std::max(table.columns.size(), row.size()), {"c"});
    }
    return table;
}

} // namespace

// Whatever the bytes, what is read of them is clean and within the limits, and what we write of it is read as the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const rows = read({reinterpret_cast<char const*>(data), size});
    if (!rows) return 0;
    for (auto const& row : *rows) {
        require(row.size() <= 500);
        for (auto const& cell : row) require(is_utf8(cell) && cleaned(cell) == cell);
    }
    auto const table = table_of(*rows);
    auto again = read(tables::csv(table, ','));
    require(again && again->size() == rows->size() + 1);
    again->erase(again->begin());
    require(*again == *rows);
    return 0;
}
