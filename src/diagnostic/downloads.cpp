#include "diagnostic/downloads.h"

#include "layout/parts.h"

#include <array>

namespace diagnostic {
namespace {

struct Format {
    std::string ending;
    std::string name;
    std::string use;
};

} // namespace

html::Html downloads(html::Language const& t, Diagnostic const& diagnostic) {
    std::array<Format, 5> const formats{{{"pdf", t.text("Rapport (PDF)"), t.text("à imprimer, à joindre à un dossier")},
        {"xlsx", t.text("Classeur (XLSX)"), t.text("à trier et à compter dans un tableur")},
        {"csv", t.text("Texte séparé (CSV)"), t.text("pour un autre logiciel")},
        {"svg", t.text("Dessin (SVG)"), t.text("le graphique, net à toute taille")},
        {"png", t.text("Image (PNG)"), t.text("le graphique, pour une présentation")}}};
    auto const lines = html::each(formats, [&](Format const& format) {
        auto const name = "resultats." + format.ending;
        auto const file = Url::page(
            {"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, "diagnostic", std::string_view{name}});
        return t.html(R"(
<li><a href="{}">{}</a>, {}</li>)",
            file, format.name, format.use);
    });
    return t.html(R"(
<section aria-labelledby="emporter">{}<ul class="prose downloads">{}</ul></section>)",
        layout::section_title(t, "emporter", t.text("Emporter ces résultats")), lines);
}

} // namespace diagnostic
