#include "web/response.h"

#include "core/unicode.h"
#include "web/percent.h"

#include <algorithm>

namespace web {
namespace {

// A name that is a name on every system: no folder, no drive, no quote, nothing that hides it.
std::string harmless_name(std::string_view text) {
    auto name = cleaned_line(text);
    for (auto& sign : name)
        if (std::string_view{"/\\\":*?<>|"}.find(sign) != std::string_view::npos) sign = '_';
    name.erase(0, name.find_first_not_of(". "));
    return name.empty() ? "document" : name;
}

// For programs that do not read filename*: one sign of ASCII for each character.
std::string ascii_name(std::string_view name) {
    std::string ascii;
    for (unsigned char const byte : name) {
        if (byte >= 0xc0) ascii += '_';
        else if (byte < 0x80) ascii += byte == '%' ? '_' : static_cast<char>(byte);
    }
    return ascii;
}

} // namespace

Response page(html::Html html, int status) {
    return {status, {{"Content-Type", "text/html; charset=utf-8"}}, std::move(html).take()};
}

Response text(std::string_view text, int status) {
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::string{text}};
}

Response json(std::string json, int status, std::string_view type) {
    return {status, {{"Content-Type", std::string{type}}}, std::move(json)};
}

Response see_other(Url const& url) { return {303, {{"Location", std::string{url.text()}}}, {}}; }

std::pair<std::string, std::string> attachment(std::string_view file_name) {
    auto const name = harmless_name(file_name);
    return {
        "Content-Disposition", "attachment; filename=\"" + ascii_name(name) + "\"; filename*=UTF-8''" + percent_encoded(name)};
}

} // namespace web
