#include "web/multipart.h"

#include "core/unicode.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <vector>

namespace web {
namespace {

constexpr std::size_t most_parts = 2'000, longest_boundary = 70, longest_head = 4'096, piece = 64 * 1024;
constexpr std::uint64_t most_field_bytes = 1 << 20;

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

// Where a part stands in its body.
struct Part {
    std::string name;
    std::optional<std::string> file; // its name
    std::uint64_t begin = 0, size = 0;
};

// Looks through a body from its beginning to its end, holding little of it.
class Scanner {
public:
    using Read = std::function<std::string(std::uint64_t offset, std::size_t count)>;

    explicit Scanner(Read read) : read_{std::move(read)} {}

    std::uint64_t place() const { return place_; }

    // The next bytes, as many or fewer; they stay ahead.
    std::string_view ahead(std::size_t count) {
        while (left().size() < count && fill()) {}
        return left().substr(0, count);
    }
    bool take(std::string_view expected) {
        if (ahead(expected.size()) != expected) return false;
        skip(expected.size());
        return true;
    }
    void skip(std::size_t count) {
        begin_ += count;
        place_ += count;
    }

    // Goes to where the mark stands next; false where there is none.
    bool go_to(std::string_view mark) {
        for (;;) {
            auto const found = left().find(mark);
            if (found != std::string_view::npos) {
                skip(found);
                return true;
            }
            if (left().size() >= mark.size()) skip(left().size() - mark.size() + 1); // the mark may be cut in two
            if (!fill()) return false;
        }
    }

private:
    std::string_view left() const { return std::string_view{window_}.substr(begin_); }

    bool fill() {
        auto const more = read_(place_ + left().size(), piece);
        window_.erase(0, begin_);
        begin_ = 0;
        window_ += more;
        return !more.empty();
    }

    Read read_;
    std::string window_;
    std::size_t begin_ = 0;   // what is before was looked at
    std::uint64_t place_ = 0; // of the first byte that was not
};

// The head of a part up to its blank line, and its content up to the mark that closes it.
std::optional<Part> next_part(Scanner& scanner, std::string_view closing) {
    auto const ahead = scanner.ahead(longest_head + 4);
    auto const end = ahead.find("\r\n\r\n");
    if (end == ahead.npos || end > longest_head || ahead.substr(0, end).find(closing) != ahead.npos) return std::nullopt;
    auto const line = disposition(ahead.substr(0, end));
    auto const name = line ? parameter(*line, "name") : std::nullopt;
    if (!name) return std::nullopt;
    Part part{cleaned_line(*name), parameter(*line, "filename")};
    scanner.skip(end + 2);
    if (scanner.ahead(closing.size()) == closing) return std::nullopt; // without its blank line
    scanner.skip(2);
    part.begin = scanner.place();
    if (!scanner.go_to(closing)) return std::nullopt;
    part.size = scanner.place() - part.begin;
    scanner.skip(closing.size());
    return part;
}

std::optional<std::vector<Part>> parts_of(std::string_view content_type, Scanner scanner) {
    auto const boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > longest_boundary) return std::nullopt;
    auto const closing = "\r\n--" + *boundary;
    if (!scanner.take("--" + *boundary)) return std::nullopt;

    std::vector<Part> parts;
    for (std::size_t count = 0; count <= most_parts; ++count) {
        if (scanner.ahead(2) == "--") return parts;
        if (!scanner.take("\r\n")) return std::nullopt;
        auto part = next_part(scanner, closing);
        if (!part) return std::nullopt;
        parts.push_back(*std::move(part));
    }
    return std::nullopt;
}

} // namespace

bool is_multipart(std::string_view content_type) { return starts_with_any_case(content_type, "multipart/form-data"); }

std::optional<Form> read_multipart(std::string_view content_type, std::string_view body) {
    auto const bytes = [&](std::uint64_t offset, std::size_t count) {
        return std::string{body.substr(std::min(static_cast<std::size_t>(offset), body.size()), count)};
    };
    auto const parts = parts_of(content_type, Scanner{bytes});
    if (!parts) return std::nullopt;

    Form::Fields fields;
    Form::Files files;
    for (auto const& part : *parts) {
        auto const content = body.substr(static_cast<std::size_t>(part.begin), static_cast<std::size_t>(part.size));
        if (part.file) files.try_emplace(part.name, UploadedFile{.name = last_part(*part.file), .bytes = std::string{content}});
        else fields.try_emplace(part.name, cleaned(content));
    }
    return Form{std::move(fields), std::move(files)};
}

std::optional<Form> read_multipart(std::string_view content_type, std::shared_ptr<Spool const> const& body) {
    auto const parts =
        parts_of(content_type, Scanner{[&](std::uint64_t offset, std::size_t count) { return body->read(offset, count); }});
    if (!parts) return std::nullopt;

    Form::Fields fields;
    Form::Files files;
    std::uint64_t field_bytes = 0;
    for (auto const& part : *parts) {
        if (part.file) {
            files.try_emplace(
                part.name, UploadedFile{.name = last_part(*part.file), .spool = body, .begin = part.begin, .length = part.size});
            continue;
        }
        field_bytes += part.size;
        if (field_bytes > most_field_bytes) return std::nullopt;
        fields.try_emplace(part.name, cleaned(body->read(part.begin, static_cast<std::size_t>(part.size))));
    }
    return Form{std::move(fields), std::move(files)};
}

} // namespace web
