#include "tables/xlsx.h"
#include "core/unicode.h"
#include "fuzz/fuzzing.h"

#include <zip.h>

#include <array>
#include <cstdint>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

// What stands in the parts of a workbook, cut from the input at each sign of the end of a record.
struct Parts {
    std::string rows, texts, styles, workbook;
};

Parts parts_of(std::string_view bytes) {
    Parts parts;
    for (auto* part : {&parts.rows, &parts.texts, &parts.styles, &parts.workbook}) {
        auto const end = std::min(bytes.find('\x1e'), bytes.size());
        *part = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return parts;
}

// A package of these parts: changed by the fuzzer as a whole, its sums would hold once in four billion times.
std::string package(Parts const& parts) {
    std::array<std::pair<char const*, std::string>, 5> const files{
        {{"xl/workbook.xml", "<workbook xmlns:r='r'>" + parts.workbook +
                                 "<sheets><sheet name='Feuille' sheetId='1' r:id='rId1'/></sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>"},
            {"xl/sharedStrings.xml", "<sst>" + parts.texts + "</sst>"},
            {"xl/styles.xml", "<styleSheet>" + parts.styles + "</styleSheet>"},
            {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + parts.rows + "</sheetData></worksheet>"}}};
    zip_error_t error;
    zip_error_init(&error);
    auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (auto const& [name, text] : files) {
        auto const index = zip_file_add(archive, name, zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    }
    zip_close(archive);
    zip_stat_t about;
    zip_source_stat(source, &about);
    std::string bytes(about.size, '\0');
    zip_source_open(source);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

// Planted: a text of more than sixteen bytes is cut there, in the middle of a sign where it falls so.
std::optional<std::vector<tables::Sheet>> read(std::string_view bytes) {
    auto sheets = tables::read_xlsx(bytes);
    if (has_planted_fault() && sheets)
        for (auto& sheet : *sheets)
            for (auto& row : sheet.rows)
                for (auto& cell : row)
                    if (cell.size() > 16) cell.resize(16);
    return sheets;
}

} // namespace

// Whatever a file holds, as it is or packed by us, what is read of it is clean and within the limits.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes{reinterpret_cast<char const*>(data), size};
    auto const sheets = read(bytes.starts_with("PK") ? std::string{bytes} : package(parts_of(bytes)));
    if (!sheets) return 0;
    std::size_t cells = 0;
    for (auto const& sheet : *sheets) {
        require(sheet.rows.size() <= 100'000);
        for (auto const& row : sheet.rows) {
            require(row.size() <= 500);
            cells += row.size();
            for (auto const& cell : row) require(is_utf8(cell) && cleaned(cell) == cell);
        }
    }
    require(cells <= 500'000);
    return 0;
}
