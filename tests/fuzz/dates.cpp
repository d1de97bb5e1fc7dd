#include "core/date.h"
#include "diagnostic/rating.h"
#include "fuzz/fuzzing.h"

#include <cstdint>
#include <string>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

// Planted: every fourth year has a 29th of February, those that end a century too.
std::optional<Date> day_of(std::string_view text) {
    auto const day = parse<Date>(text);
    if (!has_planted_fault() || day || text.size() != 10 || !text.ends_with("-02-29")) return day;
    auto const before = parse<Date>(std::string{text.substr(0, 8)} + "28");
    if (!before || static_cast<int>(std::chrono::year_month_day{*before}.year()) % 4 != 0) return day;
    return *before + std::chrono::days{1};
}

} // namespace

// A day, a month or a revision that can be read is written again as it was read.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    if (auto const day = day_of(text)) require(iso(*day) == text && std::chrono::year_month_day{*day}.ok());
    if (auto const month = parse<Month>(text)) require(iso(*month) == text && month->ok());
    if (auto const revision = parse<diagnostic::Revision>(text)) {
        require(revision->number >= 0);
        require(text.front() == '0' || std::to_string(revision->number) == text);
    }
    return 0;
}
