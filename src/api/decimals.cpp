#include "api/decimals.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace api {
namespace {

// Up to and with the quotation mark that ends the text which begins here.
std::size_t end_of_text(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at)
        if (json[at] == '\\') ++at;
    return std::min(at + 1, json.size());
}

std::string plain(std::string_view number) {
    double value = 0;
    auto const [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (number.find_first_of("eE") == number.npos || fault != std::errc{} || end != number.data() + number.size())
        return std::string{number};
    std::array<char, 400> text{};
    auto const written = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    return {text.data(), written.ptr};
}

} // namespace

std::string with_plain_decimals(std::string_view json) {
    std::string all;
    all.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        auto const is_number = json[at] == '-' || (json[at] >= '0' && json[at] <= '9');
        auto const end = json[at] == '"' ? end_of_text(json, at)
                         : is_number     ? std::min(json.find_first_not_of("+-.0123456789eE", at), json.size())
                                         : at + 1;
        auto const part = json.substr(at, end - at);
        if (is_number) all += plain(part);
        else all += part;
        at = end;
    }
    return all;
}

} // namespace api
