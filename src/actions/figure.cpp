#include "actions/figure.h"

#include <algorithm>

namespace actions {
namespace {

// In ten-thousandths: what a plan holds fits.
std::int64_t scaled(Decimal figure) { return figure.digits * power_of_ten(most_decimals - figure.decimals); }

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }

// Without the blanks that stand between thousands, of whatever width, and with one kind of sign and mark.
std::string plain(std::string_view typed) {
    std::string text{typed};
    for (std::string_view const blank : {" ", "\u00a0", "\u202f", "\u2009"})
        for (auto at = text.find(blank); at != text.npos; at = text.find(blank)) text.erase(at, blank.size());
    if (auto const minus = text.find("\u2212"); minus == 0) text.replace(0, 3, "-");
    std::ranges::replace(text, ',', '.');
    return text;
}

} // namespace

std::optional<Decimal> read_figure(std::string_view typed) {
    auto const text = plain(typed);
    std::string_view rest = text;
    auto const is_negative = rest.starts_with('-');
    if (is_negative || rest.starts_with('+')) rest.remove_prefix(1);
    auto const mark = rest.find('.');
    auto whole = rest.substr(0, mark);
    auto decimals = mark == rest.npos ? std::string_view{} : rest.substr(mark + 1);
    if (whole.empty() || (mark != rest.npos && decimals.empty())) return std::nullopt;
    if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(decimals, is_digit)) return std::nullopt;
    while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
    while (!decimals.empty() && decimals.back() == '0') decimals.remove_suffix(1);
    if (whole.size() > most_whole_digits || decimals.size() > most_decimals) return std::nullopt;

    std::int64_t digits = 0;
    for (auto const part : {whole, decimals})
        for (char const digit : part) digits = digits * 10 + (digit - '0');
    return Decimal{is_negative ? -digits : digits, static_cast<int>(decimals.size())};
}

std::string figure_text(Decimal figure) {
    auto const is_negative = figure.digits < 0;
    auto text = std::to_string(is_negative ? -figure.digits : figure.digits);
    auto const decimals = static_cast<std::size_t>(figure.decimals);
    if (decimals > 0) {
        if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
        text.insert(text.size() - decimals, ".");
    }
    return is_negative ? "-" + text : text;
}

std::string typed_figure(Decimal figure) {
    auto text = figure_text(figure);
    std::ranges::replace(text, '.', ',');
    return text;
}

std::optional<Fraction> achieved(Decimal baseline, Decimal target, Decimal value) {
    auto way = scaled(target) - scaled(baseline), gone = scaled(value) - scaled(baseline);
    if (way == 0) return std::nullopt;
    if (way < 0) way = -way, gone = -gone;
    return Fraction{gone, way};
}

bool is_less(Decimal one, Decimal other) { return scaled(one) < scaled(other); }

} // namespace actions
