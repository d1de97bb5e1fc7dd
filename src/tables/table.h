#pragma once

#include "core/date.h"
#include "core/fraction.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What leaves for a spreadsheet and comes back from one, as plain values.
namespace tables {

struct Nothing {
    bool operator==(Nothing const&) const = default;
};

// Texts stay texts, whatever they begin with; numbers stay numbers, so that one can sum them; months keep no invented day.
using Cell = std::variant<Nothing, std::string, std::int64_t, Decimal, Date, Month>;

// « 3 » is a number that one can count with; « NC » and « ★ » are texts.
Cell number_or_text(std::string_view);

struct Column {
    std::string title;
    int width = 16; // in characters
    bool is_wrapped = false;
};

struct Table {
    std::string name; // of its sheet: 31 signs at most, none of []:*?/\ ; longer or forbidden ones are cut
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows = {}; // as long as columns, or shorter
};

struct Workbook {
    std::string title;
    std::string author;
    std::vector<Table> tables;
};

} // namespace tables
