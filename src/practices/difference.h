#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace practices {

// What became of a line between two texts.
struct Line {
    enum class Fate { kept, removed, added };

    Fate fate;
    std::string text;

    bool operator==(Line const&) const = default;
};

// The lines of both, in order: as many as can be are kept.
std::vector<Line> difference(std::string_view before, std::string_view after);

} // namespace practices
