#include "referentiel/catalogues.h"

#include "core/embedded.h"

#include <algorithm>
#include <stdexcept>

namespace referentiel {
namespace {

std::vector<std::string_view> parted(std::string_view text, char sign) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        auto const end = std::min(text.find(sign, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

// The fields of one line, by the names that the first line gives them.
class Line {
public:
    Line(std::vector<std::string_view> const& names, std::string_view text) : names_{names}, fields_{parted(text, '\t')} {}

    std::string_view operator[](std::string_view name) const {
        auto const place = static_cast<std::size_t>(std::ranges::find(names_, name) - names_.begin());
        if (place >= fields_.size() || fields_[place].empty())
            throw std::runtime_error{"a line of a catalogue has no " + std::string{name}};
        return fields_[place];
    }

private:
    std::vector<std::string_view> const& names_;
    std::vector<std::string_view> fields_;
};

std::vector<Catalogue> embedded_catalogues() {
    constexpr std::string_view folder = "catalogues/", end = ".tsv";
    std::vector<Catalogue> all;
    for (auto const& [path, content] : embedded::referentiels())
        if (path.starts_with(folder) && path.ends_with(end))
            all.push_back(read_catalogue(path.substr(folder.size(), path.size() - folder.size() - end.size()), content));
    return all;
}

} // namespace

CatalogueEntry const* Catalogue::find(std::string_view number) const {
    auto const found = std::ranges::find(entries, number, &CatalogueEntry::number);
    return found == entries.end() ? nullptr : &*found;
}

Catalogue read_catalogue(std::string_view code, std::string_view lines) {
    Catalogue catalogue{std::string{code}, {}};
    std::vector<std::string_view> names;
    for (auto const text : parted(lines, '\n')) {
        if (text.empty()) continue;
        if (names.empty()) {
            names = parted(text, '\t');
            continue;
        }
        Line const line{names, text};
        std::string const number{line["code"]};
        if (catalogue.find(number)) throw std::runtime_error{"a catalogue has this number twice: " + number};
        catalogue.entries.push_back({number, Text{{{"fr", printed("fr", line["fr"])}, {"en", printed("en", line["en"])}}}});
    }
    return catalogue;
}

std::span<Catalogue const> catalogues() {
    static auto const all = embedded_catalogues();
    return all;
}

Catalogue const* find_catalogue(std::string_view code) {
    auto const all = catalogues();
    auto const found = std::ranges::find(all, code, &Catalogue::code);
    return found == all.end() ? nullptr : &*found;
}

} // namespace referentiel
