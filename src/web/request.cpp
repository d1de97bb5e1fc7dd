#include "web/request.h"

#include "core/unicode.h"
#include "web/header_text.h"
#include "web/percent.h"

#include <algorithm>

namespace web {
namespace {

constexpr std::size_t most_fields = 2'000;

// Control signs are always encoded by those who fill in a form; where they stand raw, this is something else.
bool is_raw_control(char sign) { return static_cast<unsigned char>(sign) < ' ' || sign == '\x7f'; }

std::optional<std::string> decoded(std::string_view part) {
    std::string spaced{part};
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    auto bytes = percent_decoded(spaced);
    if (bytes) *bytes = cleaned(*bytes);
    return bytes;
}

} // namespace

std::string Form::text(std::string_view name) const {
    auto const found = fields_.find(name);
    return found == fields_.end() ? std::string{} : found->second;
}

std::string Form::line(std::string_view name) const { return cleaned_line(text(name)); }

std::optional<Form> read_form(std::string_view encoded) {
    if (std::any_of(encoded.begin(), encoded.end(), is_raw_control)) return std::nullopt;

    Form::Fields fields;
    std::size_t count = 0;
    while (!encoded.empty()) {
        auto value = take_until('&', encoded);
        if (value.empty()) continue;
        if (++count > most_fields) return std::nullopt;
        auto name = decoded(take_until('=', value));
        auto text = decoded(value);
        if (!name || !text) return std::nullopt;
        fields.try_emplace(*std::move(name), *std::move(text));
    }
    return Form{std::move(fields)};
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    auto const found = std::find_if(headers.begin(), headers.end(), [&](auto const& header) { return header.first == name; });
    return found == headers.end() ? std::nullopt : std::optional<std::string_view>{found->second};
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    for (auto const& [header, value] : headers) {
        if (header != "cookie") continue;
        for (std::string_view rest = value; !rest.empty();) {
            auto pair = without_blanks(take_until(';', rest));
            if (pair.find('=') == pair.npos) continue;
            if (take_until('=', pair) == name) return cleaned(pair);
        }
    }
    return std::nullopt;
}

std::string UploadedFile::read(std::uint64_t offset, std::size_t count) const {
    if (offset >= size()) return {};
    auto const most = static_cast<std::size_t>(std::min<std::uint64_t>(count, size() - offset));
    return spool ? spool->read(begin + offset, most) : bytes.substr(static_cast<std::size_t>(offset), most);
}

UploadedFile const* Form::file(std::string_view name) const {
    auto const found = files_.find(name);
    return found == files_.end() ? nullptr : &found->second;
}

Form Request::parameters() const { return read_form(query).value_or(Form{}); }

} // namespace web
