#include "core/typed_date.h"

#include "core/unicode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace {

constexpr int first_year = 1990, last_year = 2100;

std::optional<int> whole(std::string_view text) {
    int number = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// « mars », « Déc. », « december »: by as many signs as tell it from the others.
std::optional<unsigned> month_named(std::string_view folded_name) {
    static constexpr std::array<std::array<std::string_view, 2>, 12> names{{{"janvier", "january"}, {"fevrier", "february"},
        {"mars", "march"}, {"avril", "april"}, {"mai", "may"}, {"juin", "june"}, {"juillet", "july"}, {"aout", "august"},
        {"septembre", "september"}, {"octobre", "october"}, {"novembre", "november"}, {"decembre", "december"}}};
    if (folded_name.size() < 3) return std::nullopt;
    std::optional<unsigned> found;
    for (unsigned i = 0; i < names.size(); ++i) {
        auto const is_it = std::ranges::any_of(names[i], [&](auto name) { return name.starts_with(folded_name); });
        if (is_it && found) return std::nullopt; // « jui »
        if (is_it) found = i + 1;
    }
    return found;
}

std::optional<unsigned> month_of_year(std::string_view part) {
    if (auto const number = whole(part)) return *number >= 1 && *number <= 12 ? std::optional<unsigned>(*number) : std::nullopt;
    return month_named(part);
}

// « 26 » is 2026.
std::optional<int> full_year(std::string_view part) {
    auto year = whole(part);
    if (year && part.size() == 2) *year += 2000;
    return year && *year >= first_year && *year <= last_year ? year : std::nullopt;
}

std::vector<std::string> parts_of(std::string_view typed) {
    auto const text = folded(cleaned_line(typed));
    constexpr std::string_view separators = " /-.,";
    std::vector<std::string> all;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find_first_of(separators, at), text.size());
        if (end > at) all.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return all;
}

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

} // namespace

std::optional<Month> read_month(std::string_view month, std::string_view year) {
    auto parts = parts_of(std::string{month} + " " + std::string{year});
    if (parts.size() != 2) return std::nullopt;
    if (parts[0].size() == 4 && whole(parts[0])) std::swap(parts[0], parts[1]);
    auto const number = month_of_year(parts[0]);
    auto const full = full_year(parts[1]);
    if (!number || !full) return std::nullopt;
    return std::chrono::year{*full} / std::chrono::month{*number};
}

std::optional<Date> read_day(std::string_view typed) {
    if (auto const day = parse<Date>(typed)) return day;
    auto parts = parts_of(typed);
    if (parts.size() != 3) return std::nullopt;
    if (parts[0] == "1er" || parts[0] == "1st") parts[0] = "1";
    auto const day = whole(parts[0]);
    auto const month = month_of_year(parts[1]);
    auto const year = full_year(parts[2]);
    if (!day || *day < 1 || *day > 31 || !month || !year) return std::nullopt;
    auto const date = std::chrono::year{*year} / std::chrono::month{*month} / std::chrono::day{static_cast<unsigned>(*day)};
    return date.ok() ? std::optional{Date{date}} : std::nullopt;
}

std::string typed_month(Month month) { return two_digits(unsigned{month.month()}) + "/" + std::to_string(int{month.year()}); }

std::string typed_day(Date date) {
    return two_digits(unsigned{std::chrono::year_month_day{date}.day()}) + "/" + typed_month(month_of(date));
}
