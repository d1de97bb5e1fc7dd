#include "web/multipart.h"

#include "core/unicode.h"

#include <algorithm>
#include <cctype>

namespace web {
namespace {

constexpr std::size_t most_parts = 2'000, longest_boundary = 70, longest_head = 4'096;

bool starts_with_any_case(std::string_view text, std::string_view small) {
    return text.size() >= small.size() && std::equal(small.begin(), small.end(), text.begin(), [](char wanted, char sign) {
        return wanted == static_cast<char>(std::tolower(static_cast<unsigned char>(sign)));
    });
}

// The value of « name="…" » among the parameters of a header; browsers write a quote within as %22.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    for (auto rest = header; rest.find(';') != rest.npos;) {
        rest.remove_prefix(rest.find(';') + 1);
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
        if (!starts_with_any_case(rest, name) || rest.size() <= name.size() || rest[name.size()] != '=') continue;
        rest.remove_prefix(name.size() + 1);
        if (!rest.starts_with('"')) return std::string{rest.substr(0, rest.find_first_of("; \t"))};
        auto const end = rest.find('"', 1);
        if (end == rest.npos) return std::nullopt;
        return std::string{rest.substr(1, end - 1)};
    }
    return std::nullopt;
}

// Of « Content-Disposition: form-data; … », in the head of a part.
std::optional<std::string_view> disposition(std::string_view head) {
    while (!head.empty()) {
        auto const line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(line.size() + 2, head.size()));
        if (starts_with_any_case(line, "content-disposition:")) return line;
    }
    return std::nullopt;
}

// A name of a file, without the folders that some programs send along.
std::string last_part(std::string const& path) {
    auto const slash = path.find_last_of("/\\");
    return cleaned_line(slash == path.npos ? path : path.substr(slash + 1));
}

bool add_part(std::string_view part, Form::Fields& fields, Form::Files& files) {
    auto const end = part.find("\r\n\r\n");
    if (end == part.npos || end > longest_head) return false;
    auto const line = disposition(part.substr(0, end));
    auto const name = line ? parameter(*line, "name") : std::nullopt;
    if (!name) return false;
    auto const content = part.substr(end + 4);
    if (auto const file = parameter(*line, "filename"))
        files.try_emplace(cleaned_line(*name), UploadedFile{last_part(*file), std::string{content}});
    else fields.try_emplace(cleaned_line(*name), cleaned(content));
    return true;
}

} // namespace

std::optional<Form> read_multipart(std::string_view content_type, std::string_view body) {
    auto const boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > longest_boundary) return std::nullopt;
    auto const opening = "--" + *boundary, closing = "\r\n--" + *boundary;
    if (!body.starts_with(opening)) return std::nullopt;
    body.remove_prefix(opening.size());

    Form::Fields fields;
    Form::Files files;
    for (std::size_t count = 0; count <= most_parts; ++count) {
        if (body.starts_with("--")) return Form{std::move(fields), std::move(files)};
        if (!body.starts_with("\r\n")) return std::nullopt;
        body.remove_prefix(2);
        auto const end = body.find(closing);
        if (end == body.npos || !add_part(body.substr(0, end), fields, files)) return std::nullopt;
        body.remove_prefix(end + closing.size());
    }
    return std::nullopt;
}

} // namespace web
