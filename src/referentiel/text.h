#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace referentiel {

// What a référentiel says, in each of its languages, as it is printed (’ and no-break spaces in French).
class Text {
public:
    struct Words {
        std::string language;
        std::string printed;

        bool operator==(Words const&) const = default;
    };

    Text() = default;
    // The first language is the one of reference.
    explicit Text(std::vector<Words> words) : words_{std::move(words)} {}

    // In the language of reference where there is no other; nothing where the file says nothing.
    std::string const& in(std::string_view language) const;

    bool empty() const { return words_.empty(); }
    bool operator==(Text const&) const = default;

private:
    std::vector<Words> words_;
};

// Ready for the page, from what was typed: signs that word processors put in are undone, blanks at both ends cut.
std::string printed(std::string_view language, std::string_view typed);

} // namespace referentiel
