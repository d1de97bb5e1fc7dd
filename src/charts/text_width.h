#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace charts {

// How wide a text is at most, in our semi-bold letters of that size: drawings are laid out before any font is there.
double text_width(std::string_view, double font_size);

// Breaks a text into lines no wider than that; a word that is wider itself is broken, and what does not fit ends with « … ».
std::vector<std::string> wrapped(std::string_view, double font_size, double width, std::size_t lines);

} // namespace charts
