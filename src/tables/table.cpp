#include "tables/table.h"

#include <charconv>

namespace tables {

Cell number_or_text(std::string_view text) {
    std::int64_t number = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault == std::errc{} && end == text.data() + text.size()) return number;
    return std::string{text};
}

} // namespace tables
