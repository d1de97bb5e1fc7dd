#include "referentiel/scalars.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace referentiel {

namespace {

constexpr std::size_t longest_key = 60;

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }
bool is_small(char sign) { return sign >= 'a' && sign <= 'z'; }
bool is_capital(char sign) { return sign >= 'A' && sign <= 'Z'; }

template <std::size_t size>
bool is_one_of(std::string_view text, std::array<std::string_view, size> const& words) {
    return std::ranges::find(words, text) != words.end();
}

constexpr std::array<std::string_view, 9> yes_words{"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"};
constexpr std::array<std::string_view, 9> no_words{"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"};

} // namespace

bool is_key(std::string_view text) {
    if (text.empty() || text.size() > longest_key || text.front() == '-' || text.back() == '-') return false;
    for (auto const sign : text)
        if (!is_small(sign) && !is_digit(sign) && sign != '-') return false;
    return text.find("--") == text.npos;
}

bool is_number_of_node(std::string_view text) {
    if (text.empty() || text.size() > 10 || (!is_digit(text.front()) && !is_capital(text.front()))) return false;
    return std::ranges::all_of(
        text, [](char sign) { return is_digit(sign) || is_small(sign) || is_capital(sign) || sign == '.'; });
}

bool is_code_of_level(std::string_view text) {
    if (text == "*" || (text.size() == 1 && is_digit(text[0]))) return true;
    return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, is_capital);
}

bool is_number_of_version(std::string_view text) {
    auto const point = text.find('.');
    if (point == text.npos) return false;
    auto const is_part = [](std::string_view part) {
        return !part.empty() && part.size() <= 6 && std::ranges::all_of(part, is_digit);
    };
    return is_part(text.substr(0, point)) && is_part(text.substr(point + 1));
}

bool is_language(std::string_view text) { return text.size() == 2 && is_small(text[0]) && is_small(text[1]); }

bool is_yes_or_no(std::string_view text) { return !text.empty() && (is_one_of(text, yes_words) || is_one_of(text, no_words)); }

// 1, -1, 1.10, 1e3, .5, 0x1f, 1_000, 10:30, .inf: all are numbers to some reader of YAML.
bool looks_like_number(std::string_view text) {
    if (text.empty()) return false;
    if (text.front() == '+' || text.front() == '-') text.remove_prefix(1);
    if (text == ".inf" || text == ".Inf" || text == ".INF" || text == ".nan" || text == ".NaN" || text == ".NAN") return true;
    if (text.starts_with("0x") && text.size() > 2) return text.find_first_not_of("0123456789abcdefABCDEF_", 2) == text.npos;
    if (text.starts_with("0b") && text.size() > 2) return text.find_first_not_of("01_", 2) == text.npos;
    if (text.empty() || text.find_first_of("0123456789") == text.npos) return false;
    if (!is_digit(text.front()) && !(text.front() == '.' && text.size() > 1 && is_digit(text[1]))) return false;
    auto const mantissa = text.substr(0, text.find_first_of("eE"));
    if (mantissa.find_first_not_of("0123456789_.:") != mantissa.npos || std::ranges::count(mantissa, '.') > 1) return false;
    if (mantissa.size() == text.size()) return true;
    auto exponent = text.substr(mantissa.size() + 1);
    if (exponent.starts_with('+') || exponent.starts_with('-')) exponent.remove_prefix(1);
    return !exponent.empty() && std::ranges::all_of(exponent, is_digit);
}

bool looks_like_date(std::string_view text) {
    constexpr std::string_view shape = "0000-00-00";
    if (text.size() < shape.size()) return false;
    for (std::size_t at = 0; at < shape.size(); ++at)
        if (shape[at] == '0' ? !is_digit(text[at]) : text[at] != shape[at]) return false;
    return text.size() == shape.size() || text[shape.size()] == 'T' || text[shape.size()] == ' ';
}

std::optional<bool> yes_or_no(Value const& value) {
    if (value.kind != Value::Kind::plain || value.text.empty()) return std::nullopt;
    if (is_one_of(value.text, yes_words)) return true;
    if (is_one_of(value.text, no_words)) return false;
    return std::nullopt;
}

std::optional<Fraction> decimal_number(Value const& value) {
    constexpr std::size_t most_digits = 6;
    auto const point = value.text.find('.');
    auto const whole = value.text.substr(0, point);
    auto const decimals = point == std::string::npos ? std::string{} : value.text.substr(point + 1);
    auto const are_digits = std::ranges::all_of(whole, is_digit) && std::ranges::all_of(decimals, is_digit);
    if (value.kind != Value::Kind::plain || whole.empty() || !are_digits || whole.size() > most_digits ||
        decimals.size() > most_digits)
        return std::nullopt;
    if (point != std::string::npos && decimals.empty()) return std::nullopt;
    Fraction number{std::stoll(whole + decimals), power_of_ten(static_cast<int>(decimals.size()))};
    auto const divisor = std::gcd(number.top, number.bottom);
    return Fraction{number.top / divisor, number.bottom / divisor};
}

} // namespace referentiel
