#include "referentiel/text.h"

#include "core/typography.h"

#include <algorithm>
#include <array>

namespace referentiel {

namespace {

constexpr std::string_view blanks = " \t\n";

std::string trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(blanks) - first + 1)};
}

void replace_all(std::string& text, std::string_view sign, std::string_view plain) {
    if (text.find(sign) == text.npos) return;
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        auto const found = text.find(sign, at);
        result.append(text, at, found - at);
        if (found == text.npos) break;
        result += plain;
        at = found + sign.size();
    }
    text = std::move(result);
}

bool ends_a_word(std::string_view rest) {
    return rest.empty() || blanks.find(rest.front()) != blanks.npos || rest.starts_with("»");
}

// Where the sign that stands here wants a blank before it. Inside an address it stands between letters.
bool lacks_blank_before(std::string_view before, std::string_view rest) {
    if (before.empty() || blanks.find(before.back()) != blanks.npos || before.ends_with("«") || before.back() == '(')
        return false;
    if (rest.starts_with("»")) return true;
    if (std::string_view{":;!?"}.find(rest.front()) == std::string_view::npos || !ends_a_word(rest.substr(1))) return false;
    return std::string_view{"!?"}.find(before.back()) == std::string_view::npos &&
           !(rest.front() == ':' && before.back() >= '0' && before.back() <= '9');
}

std::string with_french_blanks(std::string_view text) {
    std::string spaced;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (lacks_blank_before(spaced, text.substr(at))) spaced += ' ';
        else if (spaced.ends_with("«") && blanks.find(text[at]) == blanks.npos) spaced += ' ';
        spaced += text[at];
    }
    return spaced;
}

std::string with_english_blanks(std::string_view text) {
    std::string spaced;
    for (auto const sign : text) {
        auto const is_high = std::string_view{":;!?"}.find(sign) != std::string_view::npos;
        while (is_high && !spaced.empty() && blanks.find(spaced.back()) != blanks.npos) spaced.pop_back();
        spaced += sign;
    }
    return spaced;
}

} // namespace

std::string const& Text::in(std::string_view language) const {
    static std::string const nothing;
    if (words_.empty()) return nothing;
    auto const found = std::ranges::find(words_, language, &Words::language);
    return found == words_.end() ? words_.front().printed : found->printed;
}

std::string printed(std::string_view language, std::string_view typed) {
    auto text = trimmed(typed);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> undone{
        {{"\u00a0", " "}, {"\u202f", " "}, {"’", "'"}, {"...", "…"}}};
    for (auto const& [sign, plain] : undone) replace_all(text, sign, plain);
    if (language == "fr") return french_typography(with_french_blanks(text));
    if (language == "en") text = with_english_blanks(text);
    replace_all(text, "'", "’");
    return text;
}

} // namespace referentiel
