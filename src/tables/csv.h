#pragma once

#include "tables/table.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tables {

// UTF-8 with its mark, « ; » between cells and quotes of RFC 4180, as a French spreadsheet opens it with a double click. A text
// that a spreadsheet would take for a formula begins with an apostrophe. Decimals have the mark that is given.
std::string csv(Table const&, char decimal_mark);

// Would a spreadsheet compute it? Signs of full width count as theirs.
bool looks_like_formula(std::string_view text);

// The cells of a text whose separator is « ; », « , » or a tabulation, whichever its first line has most of; in UTF-8, in UTF-16
// with its mark, or in the Latin letters of Windows. An apostrophe that only disarms a formula is taken off. Nothing where it is
// no text, or holds more than 100,000 rows, 500 columns, half a million cells, or an open quote.
std::optional<std::vector<std::vector<std::string>>> read_csv(std::string_view bytes);

} // namespace tables
