#include "actions/file_links.h"

#include "actions/calendar_views.h"
#include "actions/plan_import_views.h"
#include "layout/parts.h"

namespace actions {

using html::Html, html::Language, html::when;

Html file_links(Language const& t, diagnostic::Diagnostic const& diagnostic, bool may_plan) {
    auto const file = [&](std::string_view name) {
        return Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, name});
    };
    auto const import = when(may_plan, [&] {
        return t.html(R"(
<p class="after">{Un plan déjà dans un tableau ? <1>L'importer</1>}</p>)",
            plan_import_url(diagnostic));
    });
    return t.html(R"(
<section aria-labelledby="emporter" class="no-print">{}<ul class="cluster"><li><a href="{}">{Rapport (PDF)}</a></li><li><a href="{}">{Classeur (XLSX)}</a></li><li><a href="{}">{Texte séparé (CSV)}</a></li><li><a href="{}">{Échéances dans votre agenda}</a></li></ul>{}</section>)",
        layout::section_title(t, "emporter", t.text("Emporter le plan")), file("engagements.pdf"), file("engagements.xlsx"),
        file("engagements.csv"), calendar_page_url(diagnostic.organisation()), import);
}

} // namespace actions
