#include "actions/action_fields.h"

#include "html/form.h"
#include "prose/editor.h"

#include <chrono>
#include <vector>

namespace actions {
namespace {

using html::each, html::Html, html::Language;

Html months(Language const& t) {
    std::vector<std::string> all;
    for (unsigned month = 1; month <= 12; ++month) {
        auto const words = t.month(std::chrono::year{2000} / std::chrono::month{month});
        all.push_back(words.substr(0, words.rfind(' ')));
    }
    return t.html(R"(<datalist id="mois">{}</datalist>)",
        each(all, [&](std::string const& month) { return t.html(R"(<option value="{}"></option>)", month); }));
}

} // namespace

Html critical_fields(Language const& t, ActionDraft const& draft) {
    auto const governance = html::long_text_field(t,
        {.name = "governance",
            .label = t.text("Ce que sait la gouvernance"),
            .value = draft.governance,
            .hint = t.text("Qui en a été informé, quand, et ce qui a été décidé. Ne nommez jamais une personne accompagnée.")},
        3, draft.problems);
    auto const causes = html::long_text_field(t,
        {.name = "causes",
            .label = t.text("Les causes"),
            .value = draft.causes,
            .hint = t.text("Ce qui explique l'écart : l'organisation, les moyens, les habitudes, plutôt que les personnes.")},
        3, draft.problems);
    return t.html("{}{}", governance, causes);
}

Html what_fields(Language const& t, ActionDraft const& draft) {
    auto const title =
        html::text_field(t, {.name = "title", .label = t.text("En une ligne"), .value = draft.title}, draft.problems);
    auto const text = prose::field(t,
        {.name = "text",
            .label = t.text("Description"),
            .value = draft.text,
            .hint = t.text("Une ligne par étape, si cela aide. Un tiret en début de ligne fait une liste.")},
        6, draft.problems);
    return t.html("{}{}", title, text);
}

Html responsible_field(Language const& t, ActionDraft const& draft, std::span<std::string const> names) {
    auto const field = html::text_field(t,
        {.name = "responsible",
            .label = t.text("Responsable de l'action"),
            .value = draft.responsible,
            .hint = t.text("Un membre de l'équipe, ou toute autre personne : son nom suffit."),
            .autocomplete = "off",
            .list = "noms"},
        draft.problems);
    auto const options = each(names, [&](std::string const& name) { return t.html(R"(<option value="{}"></option>)", name); });
    return t.html(R"(<datalist id="noms">{}</datalist>{})", options, field);
}

Html due_fields(Language const& t, ActionDraft const& draft) {
    auto const month = html::text_field(t,
        {.name = "due-month",
            .label = t.text("Mois d'échéance"),
            .value = draft.due_month,
            .hint = t.text("Par exemple décembre, ou 12/2026."),
            .list = "mois"},
        draft.problems);
    auto const year = html::text_field(t,
        {.name = "due-year", .label = t.text("Année, si le mois ne la dit pas"), .value = draft.due_year, .inputmode = "numeric"},
        draft.problems);
    return t.html(R"(<div class="field-row field-row--end">{}{}{}</div>)", month, year, months(t));
}

} // namespace actions
