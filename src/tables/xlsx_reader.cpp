#include "tables/xlsx.h"

#include "core/date.h"
#include "core/unicode.h"

#include <pugixml.hpp>
#include <zip.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <set>

namespace tables {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 20, most_rows = 100'000, most_columns = 500, most_entries = 2'000;
// A tag of four bytes becomes a node of some sixty, and an empty cell a text of thirty: bytes alone do not bound the memory.
constexpr std::size_t most_cells = 500'000, most_tags = 3'000'000;

// The entries of a ZIP file that is held in memory, of which no more may come out than the limit.
class Package {
public:
    explicit Package(std::string_view bytes) {
        zip_error_t error;
        zip_error_init(&error);
        auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        if (source) {
            archive_ = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
            if (!archive_) zip_source_free(source);
        }
        zip_error_fini(&error);
        if (archive_ && zip_get_num_entries(archive_, 0) > static_cast<zip_int64_t>(most_entries)) drop();
    }
    ~Package() { drop(); }
    Package(Package const&) = delete;

    bool is_open() const { return archive_ != nullptr; }

    std::optional<std::string> entry(std::string const& name) {
        zip_stat_t about;
        if (zip_stat(archive_, name.c_str(), 0, &about) != 0 || !(about.valid & ZIP_STAT_SIZE)) return std::nullopt;
        if (about.size > left_) return std::nullopt;
        auto* const file = zip_fopen_index(archive_, about.index, 0);
        if (!file) return std::nullopt;
        std::string bytes(about.size, '\0');
        auto const read = zip_fread(file, bytes.data(), bytes.size());
        char more = 0;
        auto const is_whole = read == static_cast<zip_int64_t>(bytes.size()) && zip_fread(file, &more, 1) == 0;
        zip_fclose(file);
        if (!is_whole) return std::nullopt;
        left_ -= bytes.size();
        return bytes;
    }

private:
    void drop() {
        if (archive_) zip_discard(archive_);
        archive_ = nullptr;
    }

    zip_t* archive_ = nullptr;
    std::size_t left_ = most_bytes;
};

// Entities of one's own and other files have no place in a workbook; the parser would leave them alone, and we refuse them.
bool parse(pugi::xml_document& document, std::optional<std::string> const& text) {
    if (!text || text->find("<!DOCTYPE") != text->npos || text->find("<!ENTITY") != text->npos) return false;
    if (static_cast<std::size_t>(std::ranges::count(*text, '<') + std::ranges::count(*text, '=')) > most_tags) return false;
    return static_cast<bool>(document.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata));
}

// « s:row » is a row: some programs write the name space in front.
std::string_view local(pugi::xml_node const& node) {
    std::string_view name = node.name();
    auto const colon = name.find(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node const& node, std::string_view name) {
    for (auto const& one : node.children())
        if (local(one) == name) return one;
    return {};
}

// A text may be cut into runs of one style each, which hold no further ones; the reading aid of Japanese is none of it.
void add_text(pugi::xml_node const& node, std::string& text) {
    for (auto const& one : node.children()) {
        if (local(one) == "t") text += one.text().get();
        else if (local(one) == "r")
            for (auto const& part : one.children())
                if (local(part) == "t") text += part.text().get();
    }
}

std::vector<std::string> shared_texts(Package& package) {
    std::vector<std::string> texts;
    pugi::xml_document document;
    if (!parse(document, package.entry("xl/sharedStrings.xml"))) return texts;
    for (auto const& item : document.document_element().children()) {
        if (local(item) != "si") continue;
        add_text(item, texts.emplace_back());
    }
    return texts;
}

enum class Shown { as_number, as_day, as_month };

// Does a format show days, or months without their day? What stands between quotes or brackets is text.
Shown shown_by(std::string_view format) {
    bool has_day = false, has_month = false, has_year = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        auto const sign = static_cast<char>(format[i] | 0x20);
        if (format[i] == '"') i = std::min(format.find('"', i + 1), format.size());
        else if (format[i] == '[') i = std::min(format.find(']', i + 1), format.size());
        else if (format[i] == '\\') ++i;
        else if (sign == 'd') has_day = true;
        else if (sign == 'y') has_year = true;
        else if (sign == 'm') has_month = true;
    }
    if (has_day) return Shown::as_day;
    return has_month && has_year ? Shown::as_month : Shown::as_number;
}

// What each style shows a number as.
std::vector<Shown> styles(Package& package) {
    std::vector<Shown> shown;
    pugi::xml_document document;
    if (!parse(document, package.entry("xl/styles.xml"))) return shown;
    std::map<int, Shown> own;
    for (auto const& format : child(document.document_element(), "numFmts").children())
        own[format.attribute("numFmtId").as_int()] = shown_by(format.attribute("formatCode").value());
    for (auto const& style : child(document.document_element(), "cellXfs").children()) {
        auto const id = style.attribute("numFmtId").as_int();
        if (auto const found = own.find(id); found != own.end()) shown.push_back(found->second);
        else if (id == 17) shown.push_back(Shown::as_month);
        else shown.push_back((id >= 14 && id <= 16) || id == 22 ? Shown::as_day : Shown::as_number);
    }
    return shown;
}

// « BC12 » is column 54, where A is 0; what names none is beyond them all.
std::size_t column_of(std::string_view place) {
    std::size_t column = 0;
    for (auto const sign : place) {
        if (sign < 'A' || sign > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(sign - 'A' + 1);
        if (column > most_columns) return most_columns;
    }
    return column == 0 ? most_columns : column - 1;
}

std::string date_text(double serial, bool is_1904, Shown shown) {
    using std::chrono::days;
    // Day 0 of the usual epoch is 30 December 1899, from 1 March 1900 on: it has a 29 February 1900 that never was.
    auto const epoch = is_1904 ? Date{std::chrono::year{1904} / 1 / 1} : Date{std::chrono::year{1899} / 12 / 30};
    auto const day = epoch + days{static_cast<int>(std::floor(serial))};
    return shown == Shown::as_month ? iso(month_of(day)) : iso(day);
}

struct Book {
    std::vector<std::string> texts;
    std::vector<Shown> styles;
    bool is_1904 = false;
};

std::string number_text(std::string_view typed, Shown shown, bool is_1904) {
    double number = 0;
    auto const [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error != std::errc{} || end != typed.data() + typed.size()) return std::string{typed};
    if (shown != Shown::as_number && number >= 0 && number < 2'958'466) return date_text(number, is_1904, shown);
    if (number == std::floor(number) && std::abs(number) < 1e15) return std::to_string(static_cast<long long>(number));
    return std::string{typed};
}

std::string cell_text(pugi::xml_node const& cell, Book const& book) {
    std::string_view const type = cell.attribute("t").value();
    if (type == "inlineStr") {
        std::string text;
        add_text(child(cell, "is"), text);
        return text;
    }
    std::string const value = child(cell, "v").text().get();
    if (type == "s") {
        std::size_t at = 0;
        std::from_chars(value.data(), value.data() + value.size(), at);
        return at < book.texts.size() ? book.texts[at] : std::string{};
    }
    if (type == "str" || type == "e") return value;
    if (type == "b") return value == "1" ? "1" : "0";
    auto const style = static_cast<std::size_t>(cell.attribute("s").as_uint());
    return number_text(value, style < book.styles.size() ? book.styles[style] : Shown::as_number, book.is_1904);
}

// Puts a text where it stands. A row or a cell that was left out before it is one, too, and all sheets share those that are left.
bool put(Sheet& sheet, std::size_t row, std::size_t column, std::string text, std::size_t& left) {
    if (row >= most_rows || column >= most_columns) return false;
    auto const need = [&](std::size_t count) {
        if (count > left) return false;
        left -= count;
        return true;
    };
    if (sheet.rows.size() <= row) {
        if (!need(row + 1 - sheet.rows.size())) return false;
        sheet.rows.resize(row + 1);
    }
    auto& cells = sheet.rows[row];
    if (cells.size() <= column) {
        if (!need(column + 1 - cells.size())) return false;
        cells.resize(column + 1);
    }
    cells[column] = std::move(text);
    return true;
}

// Spreadsheets say what is empty as well, down to their last row, where it has a style: only what holds something counts.
bool read_rows(pugi::xml_node const& data, Book const& book, Sheet& sheet, std::size_t& left) {
    std::size_t number = 0;
    for (auto const& row : data.children()) {
        if (local(row) != "row") continue;
        auto const said = row.attribute("r").as_ullong(number + 1);
        if (said == 0 || said < number) return false;
        number = said;
        std::size_t next = 0;
        for (auto const& cell : row.children()) {
            if (local(cell) != "c") continue;
            auto const* place = cell.attribute("r").value();
            auto const column = *place ? column_of(place) : next;
            next = column + 1;
            auto text = cleaned(cell_text(cell, book));
            if (!text.empty() && !put(sheet, number - 1, column, std::move(text), left)) return false;
        }
    }
    return true;
}

// Where the sheets stand in the package, by the id that the workbook gives them.
std::map<std::string, std::string, std::less<>> targets(Package& package) {
    std::map<std::string, std::string, std::less<>> found;
    pugi::xml_document document;
    if (!parse(document, package.entry("xl/_rels/workbook.xml.rels"))) return found;
    for (auto const& relation : document.document_element().children()) {
        std::string const target = relation.attribute("Target").value();
        found[relation.attribute("Id").value()] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    return found;
}

std::string relation_id(pugi::xml_node const& sheet) {
    for (auto const& attribute : sheet.attributes())
        if (std::string_view{attribute.name()}.ends_with(":id")) return attribute.value();
    return {};
}

} // namespace

std::optional<std::vector<Sheet>> read_xlsx(std::string_view bytes) {
    Package package{bytes};
    if (!package.is_open()) return std::nullopt;
    pugi::xml_document workbook;
    if (!parse(workbook, package.entry("xl/workbook.xml"))) return std::nullopt;
    auto const root = workbook.document_element();
    Book const book{shared_texts(package), styles(package), child(root, "workbookPr").attribute("date1904").as_bool()};
    auto const places = targets(package);

    std::vector<Sheet> sheets;
    auto left = most_cells;
    for (auto const& one : child(root, "sheets").children()) {
        auto const place = places.find(relation_id(one));
        if (place == places.end()) continue;
        pugi::xml_document document;
        if (!parse(document, package.entry(place->second))) return std::nullopt;
        auto& sheet = sheets.emplace_back(Sheet{cleaned(one.attribute("name").value()), {}});
        if (!read_rows(child(document.document_element(), "sheetData"), book, sheet, left)) return std::nullopt;
    }
    if (sheets.empty()) return std::nullopt;
    return sheets;
}

} // namespace tables
