#include "html/html.h"

#include "core/typography.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace html {
namespace {

constexpr std::array<Phrase, 12> month_names{
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"};

// Empty where a sign may stand as it is. Most of a page passes through here.
constexpr std::string_view escape_of(char sign) {
    switch (sign) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";
        default: return {};
    }
}

constexpr auto is_escaped = [] {
    std::array<bool, 256> table{};
    for (std::size_t sign = 0; sign < table.size(); ++sign) table[sign] = !escape_of(static_cast<char>(sign)).empty();
    return table;
}();

// Sixteen signs, which the processor compares at once; GCC and Clang know the type on every machine.
using Signs = char __attribute__((vector_size(16)));

bool is_any_escaped(char const* text) {
    Signs signs;
    std::memcpy(&signs, text, sizeof signs);
    auto const found = (signs == '&') | (signs == '<') | (signs == '>') | (signs == '"') | (signs == '\'');
    std::array<std::uint64_t, 2> halves{};
    std::memcpy(halves.data(), &found, sizeof found);
    return (halves[0] | halves[1]) != 0;
}

// How many signs stand before the first that is escaped.
std::size_t plain_length(std::string_view text) {
    std::size_t at = 0;
    while (at + sizeof(Signs) <= text.size() && !is_any_escaped(text.data() + at)) at += sizeof(Signs);
    while (at < text.size() && !is_escaped[static_cast<unsigned char>(text[at])]) ++at;
    return at;
}

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

} // namespace

// Empty where the catalogue lacks it.
std::string_view Language::known(std::string_view french) const {
    auto const found = translations_.find(french);
    return found == translations_.end() ? std::string_view{} : found->second;
}

std::string Language::translated(std::string_view french) const {
    if (auto const found = known(french); !found.empty()) return std::string{found};
    return is_french() ? french_typography(french) : std::string{french};
}

std::string Language::text(Phrase phrase, std::initializer_list<std::string> values) const {
    auto text = translated(phrase.french_);
    std::size_t at = 0;
    for (auto const& value : values) {
        at = text.find("{}", at);
        if (at == text.npos) throw std::logic_error{"a phrase has fewer places than values: " + text};
        text.replace(at, 2, value);
        at += value.size();
    }
    return text;
}

std::string Language::count(std::int64_t count, Phrase one, Phrase many) const {
    auto const is_one = is_french() ? count < 2 : count == 1;
    return text(is_one ? one : many, {number(count)});
}

std::string Language::number(std::int64_t number) const {
    auto digits = std::to_string(number);
    auto const first = number < 0 ? 1 : 0;
    for (auto place = std::ssize(digits) - 3; place > first; place -= 3)
        digits.insert(static_cast<std::size_t>(place), locale_.thousands_mark);
    return digits;
}

std::string Language::number(Decimal number) const {
    auto const unit = power_of_ten(number.decimals);
    auto const whole = number.digits / unit, rest = std::abs(number.digits % unit);
    auto text = (number.digits < 0 && whole == 0 ? "-" : "") + this->number(whole);
    if (number.decimals == 0) return text;
    auto const decimals = std::to_string(rest);
    return text + locale_.decimal_mark + std::string(static_cast<std::size_t>(number.decimals) - decimals.size(), '0') + decimals;
}

std::string Language::percent(std::int64_t share) const { return number(share) + (is_french() ? "\u00a0%" : "%"); }

std::string Language::month(Month month) const {
    return text(month_names[unsigned{month.month()} - 1]) + ' ' + std::to_string(int{month.year()});
}

std::string Language::date(Date date) const {
    std::chrono::year_month_day const parts{date};
    auto const day = unsigned{parts.day()};
    return (day == 1 && is_french() ? "1er" : std::to_string(day)) + (is_french() ? "\u00a0" : " ") + month(month_of(date));
}

std::string Language::time(LocalTime const& time) const {
    auto const mark = is_french() ? "\u00a0h\u00a0" : ":";
    return std::to_string(time.hour) + mark + two_digits(static_cast<unsigned>(time.minute));
}

void Writer::copy_until_hole(std::string_view& source, Language const& language) {
    if (!phrase_.empty()) {
        out_ += "\">";
        if (copy_phrase_until_hole(rest_of_phrase_)) return;
        phrase_.clear();
    }
    while (!source.empty()) {
        auto const literal = source.substr(0, source.find('{'));
        out_ += literal;
        source.remove_prefix(std::min(literal.size() + 1, source.size()));
        if (source.starts_with('{')) {
            out_ += '{';
            source.remove_prefix(1);
        } else if (!source.empty()) {
            auto const phrase = source.substr(0, source.find('}'));
            source.remove_prefix(phrase.size() + 1);
            if (phrase.empty()) return;
            auto const found = language.known(phrase);
            if (!found.empty() && phrase.find('<') == phrase.npos) {
                put(found);
                continue;
            }
            phrase_ = language.translated(phrase);
            rest_of_phrase_ = phrase_;
            if (phrase.find('<') != phrase.npos && copy_phrase_until_hole(rest_of_phrase_)) return;
            put(rest_of_phrase_);
            phrase_.clear();
        }
    }
}

// Copies up to « <1> », whose address comes next; a phrase without one is copied whole.
bool Writer::copy_phrase_until_hole(std::string_view& phrase) {
    while (!phrase.empty()) {
        auto const text = phrase.substr(0, phrase.find('<'));
        put(text);
        phrase.remove_prefix(text.size());
        if (phrase.empty()) return false;
        auto const is_end = phrase.starts_with("</");
        phrase.remove_prefix(phrase.find('>') + 1);
        if (!is_end) return out_ += "<a href=\"", true;
        out_ += "</a>";
    }
    return false;
}

void Writer::put(std::string_view text) {
    for (auto plain = plain_length(text); plain < text.size(); plain = plain_length(text)) {
        out_.append(text, 0, plain).append(escape_of(text[plain]));
        text.remove_prefix(plain + 1);
    }
    out_ += text;
}

void Writer::put(Attribute const& attribute) {
    if (!attribute.is_present_) return;
    out_ += ' ';
    out_ += attribute.name_;
    if (!attribute.value_) return;
    out_ += "=\"";
    put(*attribute.value_);
    out_ += '"';
}

std::string decimal(double number) {
    if (!std::isfinite(number)) throw std::domain_error{"a drawing has finite numbers only"};
    std::array<char, 400> text{};
    auto const [end, error] = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, 2);
    std::string_view digits{text.data(), static_cast<std::size_t>(end - text.data())};
    while (digits.ends_with('0')) digits.remove_suffix(1);
    if (digits.ends_with('.')) digits.remove_suffix(1);
    return digits == "-0" ? "0" : std::string{digits};
}

} // namespace html
