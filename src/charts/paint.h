#pragma once

#include "charts/palette.h"
#include "core/fraction.h"
#include "html/html.h"

#include <optional>
#include <string>

namespace charts {

// How a shape is painted where no style reaches it; an empty colour is none.
struct Paint {
    std::string fill = {};
    std::string stroke = {};
    double width = 1;
    std::string dashes = {};
    std::string opacity = {}; // of the fill
};

html::Attributes painted(Palette const&, Paint const&);

// A text's attributes of the same kind.
html::Attributes lettered(Palette const&, std::string const& colour, int size, bool is_bold);

double number_of(Decimal);

} // namespace charts
