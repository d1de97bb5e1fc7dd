#include "tables/csv.h"

#include "core/unicode.h"

#include <algorithm>
#include <array>

namespace tables {
namespace {

constexpr std::size_t most_rows = 100'000, most_columns = 500, most_cells = 500'000;
constexpr std::string_view mark = "\xEF\xBB\xBF";

std::string written(Decimal const& number, char decimal_mark) {
    auto const unit = power_of_ten(number.decimals);
    auto const size = number.digits < 0 ? -number.digits : number.digits;
    auto text = (number.digits < 0 ? "-" : "") + std::to_string(size / unit);
    if (number.decimals == 0) return text;
    auto const rest = std::to_string(size % unit);
    return text + decimal_mark + std::string(static_cast<std::size_t>(number.decimals) - rest.size(), '0') + rest;
}

std::string quoted(std::string_view text) {
    if (text.find_first_of(";\"\r\n\t") == text.npos && !text.starts_with(' ') && !text.ends_with(' ')) return std::string{text};
    std::string all = "\"";
    for (auto const sign : text) {
        if (sign == '"') all += '"';
        all += sign;
    }
    return all + '"';
}

std::string disarmed(std::string const& text) { return looks_like_formula(text) ? "'" + text : text; }

std::string written(Cell const& cell, char decimal_mark) {
    if (auto const* text = std::get_if<std::string>(&cell)) return quoted(disarmed(*text));
    if (auto const* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (auto const* number = std::get_if<Decimal>(&cell)) return written(*number, decimal_mark);
    if (auto const* day = std::get_if<Date>(&cell)) return iso(*day);
    if (auto const* month = std::get_if<Month>(&cell)) return iso(*month);
    return {};
}

// The upper half of Windows-1252 where it differs from Latin 1; 0 where it has no sign.
constexpr std::array<char16_t, 32> windows{0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0, 0x017E, 0x0178};

void add_utf8(std::string& text, char16_t sign) {
    if (sign < 0x80) text += static_cast<char>(sign);
    else if (sign < 0x800) {
        text += static_cast<char>(0xC0 | (sign >> 6));
        text += static_cast<char>(0x80 | (sign & 0x3F));
    } else {
        text += static_cast<char>(0xE0 | (sign >> 12));
        text += static_cast<char>(0x80 | ((sign >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (sign & 0x3F));
    }
}

std::string from_windows(std::string_view bytes) {
    std::string text;
    for (auto const byte : bytes) {
        auto const code = static_cast<unsigned char>(byte);
        auto const sign = code >= 0x80 && code < 0xA0 ? windows[code - 0x80u] : char16_t{code};
        if (sign != 0) add_utf8(text, sign);
    }
    return text;
}

// In whichever way it was written; nothing where it is no text.
std::optional<std::string> text_of(std::string_view bytes) {
    auto text = has_mark_of_utf16(bytes) ? from_utf16(bytes) : std::string{bytes};
    if (!text || is_binary(*text)) return std::nullopt;
    if (!is_utf8(*text)) return from_windows(*text);
    if (text->starts_with(mark)) text->erase(0, mark.size());
    return text;
}

char separator_of(std::string_view text) {
    auto const line = text.substr(0, text.find_first_of("\r\n"));
    return std::ranges::max(std::array{';', ',', '\t'}, {}, [&](char sign) { return std::ranges::count(line, sign); });
}

std::string armed(std::string text) {
    if (text.starts_with('\'') && looks_like_formula(std::string_view{text}.substr(1))) text.erase(0, 1);
    return text;
}

// Reads one cell and leaves the sign that ended it; false where its quote is never closed.
bool take_cell(std::string_view& text, char separator, std::string& cell) {
    cell.clear();
    if (text.starts_with('"')) {
        text.remove_prefix(1);
        for (;;) {
            auto const quote = text.find('"');
            if (quote == text.npos) return false;
            cell += text.substr(0, quote);
            text.remove_prefix(quote + 1);
            if (!text.starts_with('"')) break;
            cell += '"';
            text.remove_prefix(1);
        }
    }
    char const ends[] = {separator, '\r', '\n', '\0'};
    auto const end = std::min(text.find_first_of(ends), text.size());
    cell += text.substr(0, end);
    text.remove_prefix(end);
    return true;
}

void skip_line_end(std::string_view& text) {
    if (text.starts_with('\r')) text.remove_prefix(1);
    if (text.starts_with('\n')) text.remove_prefix(1);
}

} // namespace

bool looks_like_formula(std::string_view text) {
    if (text.empty()) return false;
    if (std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos) return true;
    for (std::string_view const wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
        if (text.starts_with(wide)) return true;
    return false;
}

std::string csv(Table const& table, char decimal_mark) {
    std::string text{mark};
    auto const add = [&](auto const& cells, auto const& write) {
        bool is_first = true;
        for (auto const& cell : cells) {
            if (!is_first) text += ';';
            text += write(cell);
            is_first = false;
        }
        text += "\r\n";
    };
    add(table.columns, [](Column const& column) { return quoted(disarmed(column.title)); });
    for (auto const& row : table.rows) add(row, [&](Cell const& cell) { return written(cell, decimal_mark); });
    return text;
}

std::optional<std::vector<std::vector<std::string>>> read_csv(std::string_view bytes) {
    auto const text = text_of(bytes);
    if (!text) return std::nullopt;
    std::string_view rest = *text;
    auto const separator = separator_of(rest);

    std::vector<std::vector<std::string>> rows;
    std::string cell;
    auto left = most_cells;
    while (!rest.empty()) {
        if (rows.size() == most_rows) return std::nullopt;
        auto& row = rows.emplace_back();
        for (;;) {
            if (row.size() == most_columns || !take_cell(rest, separator, cell)) return std::nullopt;
            if (left-- == 0) return std::nullopt;
            row.push_back(armed(cleaned(cell)));
            if (!rest.starts_with(separator)) break;
            rest.remove_prefix(1);
        }
        skip_line_end(rest);
    }
    return rows;
}

} // namespace tables
