#pragma once

#include <string>

namespace charts {

// The colours of a drawing. Every shape carries them as attributes, which any renderer reads, and a class, by which the style of
// a page has the last word. Where they are empty, the style has the only word.
struct Palette {
    std::string ink = {};
    std::string ink_soft = {};
    std::string line = {};
    std::string edge = {};
    std::string action = {};
    std::string sheet = {};
    std::string late = {};
    std::string font = {};

    bool is_styled_by_page() const { return ink.empty(); }
};

// Within a page: look.css knows the colours, light or dark.
Palette on_page();

// For PDF and PNG: a drawing that stands by itself, on white.
Palette on_paper();

} // namespace charts
