#include "charts/paint.h"

namespace charts {
namespace {

using Value = std::optional<std::string>;

Value present(std::string const& text) { return text.empty() ? Value{} : Value{text}; }

} // namespace

Palette on_page() { return {}; }

// Literals of their own: paper has no style sheet to ask. They are those of tokens.css.
Palette on_paper() {
    return {.ink = "#1b2a32",
        .ink_soft = "#4a585f",
        .line = "#d6d3c8",
        .edge = "#737c7c",
        .action = "#0c5a64",
        .sheet = "#ffffff",
        .late = "#a12d18",
        .font = "Atkinson Hyperlegible Next"};
}

html::Attributes painted(Palette const& palette, Paint const& paint) {
    if (palette.is_styled_by_page()) return {};
    auto const has_line = !paint.stroke.empty();
    return {{"fill", Value{paint.fill.empty() ? "none" : paint.fill}}, {"fill-opacity", present(paint.opacity)},
        {"stroke", present(paint.stroke)}, {"stroke-width", has_line ? Value{html::decimal(paint.width)} : Value{}},
        {"stroke-dasharray", present(paint.dashes)}, {"stroke-linejoin", has_line ? Value{"round"} : Value{}}};
}

html::Attributes lettered(Palette const& palette, std::string const& colour, int size, bool is_bold) {
    if (palette.is_styled_by_page()) return {};
    return {{"fill", Value{colour}}, {"font-family", Value{palette.font}}, {"font-size", Value{std::to_string(size)}},
        {"font-weight", Value{is_bold ? "600" : "400"}}};
}

double number_of(Decimal value) { return static_cast<double>(value.digits) / static_cast<double>(power_of_ten(value.decimals)); }

} // namespace charts
