#include "core/unicode.h"

#include "core/secret.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <vector>

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace {

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int>(text.size())});
}

std::string narrow(icu::UnicodeString const& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

icu::UnicodeString composed(icu::UnicodeString const& text) {
    auto status = U_ZERO_ERROR;
    auto const* form = icu::Normalizer2::getNFCInstance(status);
    auto result = form->normalize(text, status);
    if (U_FAILURE(status)) throw std::runtime_error{"a text could not be normalised"};
    return result;
}

// Signs that would turn the direction of the writing around them, or that nobody sees.
bool is_harmful(UChar32 sign) {
    if (sign == '\n' || sign == '\t') return false;
    auto const kind = u_charType(sign);
    if (kind == U_CONTROL_CHAR || kind == U_SURROGATE) return true;
    return (sign >= 0x202a && sign <= 0x202e) || (sign >= 0x2066 && sign <= 0x2069) || sign == 0x200e || sign == 0x200f ||
           sign == 0x61c || sign == 0xfeff || sign == 0x2028 || sign == 0x2029;
}

bool is_plain_ascii(std::string_view text) {
    for (unsigned char const sign : text)
        if (sign >= 0x7f || (sign < ' ' && sign != '\n' && sign != '\t')) return false;
    return true;
}

icu::Collator const& french_order() {
    static std::unique_ptr<icu::Collator const> const order = [] {
        auto status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made{icu::Collator::createInstance(icu::Locale::getFrench(), status)};
        if (U_FAILURE(status)) throw std::runtime_error{"the order of French words is missing"};
        return made;
    }();
    return *order;
}

} // namespace

bool is_utf8(std::string_view text) {
    auto const size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 sign = 0;
        U8_NEXT(text.data(), at, size, sign);
        if (sign < 0) return false;
    }
    return true;
}

bool is_binary(std::string_view text) {
    std::size_t count = 0;
    for (unsigned char const sign : text) {
        if (sign == 0) return true;
        count += (sign < ' ' && sign != '\n' && sign != '\r' && sign != '\t' && sign != '\f') || sign == 0x7f;
    }
    return count > 1 + text.size() / 100;
}

bool has_mark_of_utf16(std::string_view text) { return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"); }

std::optional<std::string> from_utf16(std::string_view text) {
    if (!has_mark_of_utf16(text) || text.size() % 2 != 0) return std::nullopt;
    std::size_t const low = text.starts_with("\xff") ? 0 : 1;
    icu::UnicodeString signs;
    for (std::size_t at = 2; at < text.size(); at += 2) {
        auto const byte = [&](std::size_t place) { return static_cast<unsigned char>(text[at + place]); };
        signs.append(static_cast<char16_t>(byte(low) | byte(1 - low) << 8));
    }
    for (std::int32_t at = 0; at < signs.length(); at = signs.moveIndex32(at, 1))
        if (U_IS_SURROGATE(signs.char32At(at))) return std::nullopt;
    return narrow(signs);
}

std::string cleaned(std::string_view text) {
    if (is_plain_ascii(text)) return std::string{text};

    std::string lines;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r') lines += text[at];
        else if (at + 1 == text.size() || text[at + 1] != '\n') lines += '\n';
    }
    auto const source = wide(lines);
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1))
        if (!is_harmful(source.char32At(at))) kept.append(source.char32At(at));
    return narrow(composed(kept)); // last: what stood around a sign that goes may compose
}

std::string cleaned_line(std::string_view text) {
    auto source = wide(cleaned(text));
    for (auto const* blank : {u"\n", u"\t"}) source.findAndReplace(blank, u" ");
    std::int32_t begin = 0, end = source.length();
    while (begin < end && u_isUWhiteSpace(source.char32At(begin))) ++begin;
    while (end > begin && u_isUWhiteSpace(source.char32At(end - 1))) --end;
    return narrow(source.tempSubStringBetween(begin, end));
}

std::string without_gaps(std::string_view text) {
    auto const source = wide(text);
    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1)) {
        auto const sign = source.char32At(at);
        auto const kind = u_charType(sign);
        auto const is_gap = u_isUWhiteSpace(sign) || kind == U_DASH_PUNCTUATION || kind == U_FORMAT_CHAR || sign == 0x2212;
        if (!is_gap) kept.append(sign);
    }
    return narrow(kept);
}

std::size_t length(std::string_view utf8) {
    std::size_t count = 0;
    for (unsigned char const byte : utf8) count += (byte & 0xc0) != 0x80;
    return count;
}

std::string shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string{text};
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return std::string{text.substr(0, bytes)};
}

std::string sort_key(std::string_view text) {
    auto const source = wide(text);
    std::vector<std::uint8_t> key(static_cast<std::size_t>(french_order().getSortKey(source, nullptr, 0)));
    french_order().getSortKey(source, key.data(), static_cast<int>(key.size()));
    if (!key.empty()) key.pop_back(); // the terminator
    return hexadecimal(std::as_bytes(std::span{key}));
}

std::string folded(std::string_view text) {
    auto status = U_ZERO_ERROR;
    auto const* form = icu::Normalizer2::getNFKDInstance(status);
    auto const apart = form->normalize(wide(text).foldCase(), status);
    if (U_FAILURE(status)) throw std::runtime_error{"a text could not be normalised"};

    icu::UnicodeString kept;
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1))
        if (u_charType(apart.char32At(at)) != U_NON_SPACING_MARK) kept.append(apart.char32At(at));
    return narrow(kept);
}
