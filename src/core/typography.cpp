#include "core/typography.h"

namespace {

constexpr std::string_view no_break = "\u00a0";

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }

bool stands_before_high_sign(std::string_view rest) {
    for (std::string_view const sign : {":", ";", "!", "?", "%", "€", "»"})
        if (rest.starts_with(sign)) return true;
    return false;
}

bool separates_thousands(std::string_view text, std::size_t blank) {
    if (blank == 0 || !is_digit(text[blank - 1])) return false;
    auto const next = text.substr(blank + 1);
    auto const digits = next.find_first_not_of("0123456789");
    return (digits == next.npos ? next.size() : digits) == 3;
}

// « 2 / 5 »: both blanks stay with their figures.
bool stands_in_a_share(std::string_view text, std::size_t blank) {
    auto const next = text.substr(blank + 1);
    if (blank > 0 && is_digit(text[blank - 1]) && next.starts_with("/ ")) return true;
    return blank > 2 && text[blank - 1] == '/' && text[blank - 2] == ' ' && is_digit(text[blank - 3]) && !next.empty() &&
           is_digit(next[0]);
}

bool follows(std::string_view text, std::size_t blank, std::string_view sign) { return text.substr(0, blank).ends_with(sign); }

} // namespace

std::string french_typography(std::string_view text) {
    std::string printed;
    printed.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const sign = text[at];
        if (sign == '\'') printed += "’";
        else if (sign == ' ' && (stands_before_high_sign(text.substr(at + 1)) || follows(text, at, "«") ||
                                    follows(text, at, "n°") || separates_thousands(text, at) || stands_in_a_share(text, at)))
            printed += no_break;
        else printed += sign;
    }
    return printed;
}
