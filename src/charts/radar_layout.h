#pragma once

#include "charts/chart.h"

#include <string>
#include <vector>

// Where everything of a radar stands; apart from its drawing, so that tests see that no label covers another.
namespace charts {

struct Point {
    double x, y;
};

struct Box {
    double left, top, width, height;
};

inline constexpr int name_size = 17, line_height = 21;

struct Label {
    enum class Side { above, right, below, left };

    Side side;
    std::vector<std::string> lines; // of the name
    std::string values;             // « 3,4 vers 4,0 »
    Point end;                      // of its axis
    Box box = {};
    bool is_far = false; // it had to make room: a thin line leads to it
    int letters = name_size;

    double line() const { return static_cast<double>(letters * line_height) / name_size; }

    double anchor() const;
};

struct RadarLayout {
    double width, height;
    Point centre;
    double radius;
    std::vector<Label> labels; // in the order of the axes

    // The point of that share of an axis.
    Point at(std::size_t axis, double share) const;
};

RadarLayout lay_out_radar(html::Language const& t, Chart const&);

// What an axis says in figures: « 3,4 », « 3,4 vers 4,0 », « non évalué ».
std::string values_of(html::Language const& t, Chart const&, Axis const&);

} // namespace charts
