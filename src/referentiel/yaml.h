#pragma once

#include "referentiel/faults.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace referentiel {

// A place of a YAML file as it was typed: nothing is converted, every part knows where it stands.
struct Value {
    enum class Kind { nothing, plain, quoted, map, list };
    struct Word {
        std::string text;
        Place place;
    };

    Kind kind = Kind::nothing;
    Place place;
    std::string text{};         // of a plain or quoted one
    std::vector<Word> words{};  // of a map: one for each of its parts
    std::vector<Value> parts{}; // of a map or a list

    bool is_text() const { return kind == Kind::plain || kind == Kind::quoted; }
    Value const* find(std::string_view word) const;
    Place place_of(std::string_view word) const; // its own where there is no such word
};

// The only document of a file. Nothing where it is no YAML, or holds what we refuse (anchors, tags, a second document): said as
// faults. Words that stand twice in one map are said too.
std::optional<Value> parse_yaml(std::string const& text, Findings&);

// Looks at the signs of a text, line by line. False where it cannot be read any further.
bool check_signs(std::string_view text, Findings&);

} // namespace referentiel
