#pragma once

#include "tables/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tables {

// The bytes of a workbook for spreadsheets (OOXML), its first row frozen and its columns filtered. No cell holds a formula.
std::string xlsx(Workbook const&);
inline constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct Sheet {
    std::string name;
    std::vector<std::vector<std::string>> rows; // as typed; dates and months in ISO 8601, numbers with a point
};

// Reads what its cells show: shared and own texts, numbers, dates of both epochs, the kept values of formulas. Nothing where it
// is no workbook, is damaged, holds more than 64 MB once unpacked, 100,000 rows or 500 columns in a sheet, half a
// million cells in all, or a document type.
std::optional<std::vector<Sheet>> read_xlsx(std::string_view bytes);

} // namespace tables
