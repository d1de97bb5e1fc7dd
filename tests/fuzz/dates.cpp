#include "core/date.h"
#include "diagnostic/rating.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

} // namespace

// A day, a month or a revision that can be read is written again as it was read.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    if (auto const day = parse<Date>(text)) require(iso(*day) == text && std::chrono::year_month_day{*day}.ok());
    if (auto const month = parse<Month>(text)) require(iso(*month) == text && month->ok());
    if (auto const revision = parse<diagnostic::Revision>(text)) {
        require(revision->number >= 0);
        require(text.front() == '0' || std::to_string(revision->number) == text);
    }
    return 0;
}
