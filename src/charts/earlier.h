#pragma once

#include "charts/chart.h"

#include <array>
#include <string_view>

namespace charts {

// How one of the earlier series is told from the others: by the dashes of its line and the shape of its dots, without colour.
struct EarlierStyle {
    std::string_view modifier;       // of its class
    std::string_view dashes;         // of its line on a radar
    std::string_view upright_dashes; // of its mark on a bar; none is a whole line
    std::string_view dot;            // from its middle on: square, triangle, cross
};

inline constexpr std::array<EarlierStyle, most_earlier> earlier_styles{{
    {"", "1.5 4", "", "m-3.5 -3.5h7v7h-7z"},
    {" is-second", "10 4 1.5 4", "7 3", "m0 -5l5 8.5h-10z"},
    {" is-third", "3 3", "2 3", "m-4 -4l8 8m0 -8l-8 8"},
}};

} // namespace charts
