#include "html/catalogue.h"

#include "core/embedded.h"
#include "core/typography.h"

#include <algorithm>
#include <stdexcept>

namespace html {
namespace {

// The text between the quotes of one line, with its \n, \" and \\ read.
std::string unquoted(std::string_view quoted) {
    if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"')
        throw std::runtime_error{"a catalogue's texts stand in quotes: " + std::string{quoted}};
    quoted = quoted.substr(1, quoted.size() - 2);
    std::string text;
    for (std::size_t at = 0; at < quoted.size(); ++at) {
        if (quoted[at] == '\\' && at + 1 < quoted.size()) text += quoted[++at] == 'n' ? '\n' : quoted[at];
        else text += quoted[at];
    }
    return text;
}

// Reads a catalogue from its first line to its last: entry after entry, each with its French and its translation.
class CatalogueReader {
public:
    Language::Phrases read(std::string_view po) {
        while (!po.empty()) {
            auto const line = po.substr(0, po.find('\n'));
            po.remove_prefix(std::min(line.size() + 1, po.size()));
            read_line(line);
        }
        keep();
        return std::move(phrases_);
    }

private:
    void read_line(std::string_view line) {
        if (line.starts_with("msgid ")) {
            keep();
            french_ = unquoted(line.substr(6));
            open_ = &french_;
        } else if (line.starts_with("msgstr ")) {
            translation_ = unquoted(line.substr(7));
            open_ = &translation_;
        } else if (line.starts_with('"') && open_) *open_ += unquoted(line);
        else if (!line.empty() && line.front() != '#')
            throw std::runtime_error{"a catalogue holds another line: " + std::string{line}};
    }

    void keep() {
        if (!french_.empty() && !translation_.empty()) phrases_.emplace(french_, translation_);
        french_.clear();
        translation_.clear();
    }

    Language::Phrases phrases_;
    std::string french_, translation_;
    std::string* open_ = nullptr;
};

Language::Phrases embedded_catalogue(std::string_view path) {
    for (auto const& file : embedded::locales())
        if (file.path == path) return read_catalogue(file.content);
    throw std::logic_error{"this catalogue is not in the program: " + std::string{path}};
}

} // namespace

Language::Phrases read_catalogue(std::string_view po) { return CatalogueReader{}.read(po); }

// French is its own translation, as it is printed: no phrase costs its typography at each use.
Language french() {
    Language::Phrases printed;
    for (auto const& [phrase, translation] : embedded_catalogue("en.po")) printed.emplace(phrase, french_typography(phrase));
    return Language{std::move(printed)};
}

Language english() { return Language{embedded_catalogue("en.po"), {.code = "en", .decimal_mark = ".", .thousands_mark = ","}}; }

} // namespace html
