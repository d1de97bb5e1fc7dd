#include "mail/message.h"

#include "core/unicode.h"

#include <algorithm>
#include <array>

namespace mail {
namespace {

constexpr std::string_view line_end = "\r\n";

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char sign) { return sign >= ' ' && sign < 0x7f; }) && text.find("=?") == text.npos;
}

std::string base64(std::string_view text) {
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string encoded;
    for (std::size_t at = 0; at < text.size(); at += 3) {
        auto const byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
        auto const bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        encoded += signs[bits >> 18 & 63];
        encoded += signs[bits >> 12 & 63];
        encoded += at + 1 < text.size() ? signs[bits >> 6 & 63] : '=';
        encoded += at + 2 < text.size() ? signs[bits & 63] : '=';
    }
    return encoded;
}

// At most this many bytes, without cutting a character.
std::string_view piece(std::string_view utf8, std::size_t most) {
    if (utf8.size() <= most) return utf8;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80) --end;
    return utf8.substr(0, end);
}

std::string hexadecimal_byte(unsigned char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {'=', digits[byte >> 4], digits[byte & 15]};
}

// « Sat, 21 Nov 2026 23:56:27 +0000 »: English whatever the reader's language.
std::string mail_date(Instant instant) {
    constexpr std::array<char const*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<char const*, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = std::chrono::floor<std::chrono::days>(instant);
    std::chrono::year_month_day const date{day};
    std::chrono::hh_mm_ss const time{std::chrono::floor<std::chrono::seconds>(instant - day)};
    auto const two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::string{days[std::chrono::weekday{day}.c_encoding()]} + ", " + std::to_string(unsigned{date.day()}) + ' ' +
           months[unsigned{date.month()} - 1] + ' ' + std::to_string(int{date.year()}) + ' ' + two(time.hours().count()) + ':' +
           two(time.minutes().count()) + ':' + two(time.seconds().count()) + " +0000";
}

std::string encoded_words(std::string_view text) {
    std::string words;
    while (!text.empty()) {
        auto const next = piece(text, 42); // 75 signs with its frame
        if (!words.empty()) words += "\r\n ";
        words += "=?UTF-8?B?" + base64(next) + "?=";
        text.remove_prefix(next.size());
    }
    return words;
}

// A name of letters stands as it is; any other is encoded, so that no sign of it is read as part of an address.
std::string person(Recipient const& person) {
    auto const is_letter = [](char sign) { return sign == ' ' || (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z'); };
    auto const name = cleaned_line(person.name);
    if (name.empty()) return person.address;
    auto const is_simple = name.size() < 60 && std::ranges::all_of(name, is_letter);
    return (is_simple ? name : encoded_words(name)) + " <" + person.address + '>';
}

std::string header(std::string_view name, std::string_view value) {
    return std::string{name} + ": " + std::string{value} + std::string{line_end};
}

// Appends one sign to a line that may not grow longer than 76.
void append(std::string& text, std::size_t& length, std::string_view sign) {
    if (length + sign.size() > 75) {
        text += "=\r\n";
        length = 0;
    }
    text += sign;
    length += sign.size();
}

} // namespace

std::string header_text(std::string_view text) {
    auto const line = cleaned_line(text);
    return is_plain(line) && line.size() < 60 ? line : encoded_words(line);
}

std::string quoted_printable(std::string_view text) {
    std::string encoded;
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const sign = text[at];
        auto const ends_line = at + 1 == text.size() || text[at + 1] == '\n';
        auto const is_visible = (sign > ' ' && sign < 0x7f && sign != '=') || (sign == ' ' && !ends_line);
        if (sign == '\n') {
            encoded += line_end;
            length = 0;
        } else append(encoded, length, is_visible ? std::string{sign} : hexadecimal_byte(static_cast<unsigned char>(sign)));
    }
    return encoded;
}

std::string message(Claimed const& claimed, Recipient const& from) {
    auto const& mail = claimed.mail;
    auto text = header("Date", mail_date(claimed.posted_at)) + header("From", person(from)) + header("To", person(mail.to)) +
                header("Subject", header_text(mail.subject)) + header("Message-ID", '<' + claimed.message_id + '>');
    if (mail.reply_to) text += header("Reply-To", *mail.reply_to);
    if (mail.list_unsubscribe) {
        text += header("List-Unsubscribe", '<' + *mail.list_unsubscribe + '>');
        text += header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    text += header("MIME-Version", "1.0") + header("Content-Type", "text/plain; charset=utf-8") +
            header("Content-Transfer-Encoding", "quoted-printable") + header("Auto-Submitted", "auto-generated");
    return text + std::string{line_end} + quoted_printable(mail.text) + std::string{line_end};
}

} // namespace mail
