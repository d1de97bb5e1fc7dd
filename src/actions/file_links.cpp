#include "actions/file_links.h"

#include "actions/calendar_views.h"
#include "actions/plan_import_views.h"
#include "layout/parts.h"

namespace actions {

using html::Html, html::Language, html::when;

Html file_links(
    Language const& t, diagnostic::Diagnostic const& diagnostic, Filter const& filter, bool may_plan, Html const& archive) {
    auto const file = [&](std::string_view name) {
        return with(Url::page({"structures", diagnostic.organisation(), "cycles", diagnostic.cycle().id, name}), filter);
    };
    auto const import = when(may_plan, [&] { return import_link(t, diagnostic); });
    return t.html(R"(
<section aria-labelledby="emporter" class="no-print">{}<ul class="cluster after"><li><a href="{}">{Rapport (PDF)}</a></li>{}<li><a href="{}">{Classeur (XLSX)}</a></li><li><a href="{}">{Texte séparé (CSV)}</a></li><li><a href="{}">{Échéances dans votre agenda}</a></li></ul>{}</section>)",
        layout::section_title(t, "emporter", filter.is_empty() ? t.text("Emporter le plan") : t.text("Emporter ces actions")),
        file("engagements.pdf"), archive, file("engagements.xlsx"), file("engagements.csv"),
        calendar_page_url(diagnostic.organisation(), filter), import);
}

Html import_link(Language const& t, diagnostic::Diagnostic const& diagnostic) {
    return t.html(R"(
<p class="after no-print">{Un plan déjà dans un tableau ? <1>L'importer</1>}</p>)",
        plan_import_url(diagnostic));
}

} // namespace actions
