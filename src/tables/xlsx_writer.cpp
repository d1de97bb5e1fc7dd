#include "tables/xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include <sys/mman.h>
#include <unistd.h>

namespace tables {
namespace {

constexpr std::size_t longest_cell = 32'767; // signs, a limit of spreadsheets

// Its file is memory of ours, which the library opens by a name that no other process can use.
class Memory {
public:
    Memory() : file_{memfd_create("workbook", MFD_CLOEXEC)} {
        if (file_ < 0) throw std::runtime_error{"there is no memory for a workbook"};
    }
    ~Memory() { close(file_); }
    Memory(Memory const&) = delete;

    std::string name() const { return "/proc/self/fd/" + std::to_string(file_); }

    std::string content() const {
        std::string bytes(static_cast<std::size_t>(lseek(file_, 0, SEEK_END)), '\0');
        for (std::size_t at = 0; at < bytes.size();) {
            auto const size = pread(file_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
            if (size <= 0) throw std::runtime_error{"a workbook cannot be read back"};
            at += static_cast<std::size_t>(size);
        }
        return bytes;
    }

private:
    int file_;
};

struct Formats {
    lxw_format* head;
    lxw_format* text;
    lxw_format* wrapped;
    lxw_format* day;
    lxw_format* month;
    std::vector<lxw_format*> decimals; // by how many

    explicit Formats(lxw_workbook* book)
        : head{made(book)}, text{made(book)}, wrapped{made(book)}, day{made(book)}, month{made(book)} {
        format_set_bold(head);
        format_set_text_wrap(head);
        format_set_bottom(head, LXW_BORDER_MEDIUM);
        format_set_bg_color(head, 0xEBE9E1);
        format_set_text_wrap(wrapped);
        format_set_num_format(day, "dd/mm/yyyy");
        format_set_num_format(month, "mm/yyyy");
        for (auto const* pattern : {"0", "0.0", "0.00", "0.000"}) {
            decimals.push_back(made(book));
            format_set_num_format(decimals.back(), pattern);
        }
    }

    lxw_format* of(Decimal const& number) const {
        return decimals[std::min(static_cast<std::size_t>(number.decimals), decimals.size() - 1)];
    }

private:
    static lxw_format* made(lxw_workbook* book) {
        auto* const format = workbook_add_format(book);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        return format;
    }
};

lxw_datetime in_calendar(std::chrono::year_month_day day) {
    return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
        static_cast<int>(static_cast<unsigned>(day.day())), 0, 0, 0};
}

// Cut where no sign is torn apart.
std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, Cell const& cell, Formats const& formats, bool is_wrapped) {
    if (auto const* text = std::get_if<std::string>(&cell)) {
        auto const shown = shortened(*text, longest_cell);
        if (!shown.empty())
            worksheet_write_string(sheet, row, column, shown.c_str(), is_wrapped ? formats.wrapped : formats.text);
    } else if (auto const* number = std::get_if<std::int64_t>(&cell))
        worksheet_write_number(sheet, row, column, static_cast<double>(*number), formats.decimals.front());
    else if (auto const* decimal = std::get_if<Decimal>(&cell)) {
        auto const value = static_cast<double>(decimal->digits) / static_cast<double>(power_of_ten(decimal->decimals));
        worksheet_write_number(sheet, row, column, value, formats.of(*decimal));
    } else if (auto const* day = std::get_if<Date>(&cell)) {
        auto date = in_calendar(*day);
        worksheet_write_datetime(sheet, row, column, &date, formats.day);
    } else if (auto const* month = std::get_if<Month>(&cell)) {
        auto date = in_calendar(*month / 1); // shown without its day
        worksheet_write_datetime(sheet, row, column, &date, formats.month);
    }
}

// Unique whatever the case, without the signs that spreadsheets refuse.
std::string sheet_name(std::string name, std::set<std::string>& taken) {
    for (auto& sign : name)
        if (std::string_view{"[]:*?/\\'"}.find(sign) != std::string_view::npos) sign = ' ';
    name = shortened(std::move(name), LXW_SHEETNAME_MAX - 4);
    if (name.empty()) name = "1";
    for (int again = 2; !taken.insert(name).second; ++again) name += " " + std::to_string(again);
    return name;
}

void add(lxw_workbook* book, Table const& table, Formats const& formats, std::set<std::string>& names) {
    auto* const sheet = workbook_add_worksheet(book, sheet_name(table.name, names).c_str());
    if (!sheet) throw std::runtime_error{"a sheet has no name that spreadsheets take"};
    lxw_col_t column = 0;
    for (auto const& [title, width, is_wrapped] : table.columns) {
        worksheet_set_column(sheet, column, column, width, nullptr);
        worksheet_write_string(sheet, 0, column++, title.c_str(), formats.head);
    }
    lxw_row_t row = 0;
    for (auto const& cells : table.rows) {
        ++row;
        for (std::size_t at = 0; at < cells.size(); ++at)
            write(sheet, row, static_cast<lxw_col_t>(at), cells[at], formats, table.columns.at(at).is_wrapped);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    if (row > 0 && column > 0) worksheet_autofilter(sheet, 0, 0, row, static_cast<lxw_col_t>(column - 1));
}

} // namespace

std::string xlsx(Workbook const& workbook) {
    Memory const memory;
    lxw_workbook_options options{};
    options.constant_memory = LXW_FALSE;
    auto* const book = workbook_new_opt(memory.name().c_str(), &options);
    if (!book) throw std::runtime_error{"a workbook cannot be begun"};
    auto title = workbook.title, author = workbook.author;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    workbook_set_properties(book, &properties);

    Formats const formats{book};
    std::set<std::string> names;
    for (auto const& table : workbook.tables) add(book, table, formats, names);
    if (auto const error = workbook_close(book)) throw std::runtime_error{lxw_strerror(error)};
    return memory.content();
}

} // namespace tables
