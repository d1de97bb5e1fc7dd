#include "diagnostic/downloads.h"

#include "layout/parts.h"

#include <array>

namespace diagnostic {
namespace {

struct Format {
    std::string ending;
    std::string name;
};

} // namespace

html::Html downloads(html::Language const& t, Diagnostic const& diagnostic, Choice const& choice) {
    std::array<Format, 4> const formats{{{"xlsx", t.text("Classeur (XLSX)")}, {"csv", t.text("Texte séparé (CSV)")},
        {"svg", t.text("Dessin (SVG)")}, {"png", t.text("Image (PNG)")}}};
    auto const links = html::each(formats, [&](Format const& format) {
        auto const name = "resultats." + format.ending;
        auto const file = Url::page(
            {"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", std::string_view{name}});
        return t.html(R"(<li><a href="{}">{}</a></li>)", with_choice(file, choice), format.name);
    });
    return t.html(R"(
<section class="no-print" aria-labelledby="emporter">{}<ul class="cluster">{}</ul></section>)",
        layout::section_title(t, "emporter", t.text("Emporter ces résultats")), links);
}

} // namespace diagnostic
