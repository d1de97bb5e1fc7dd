#include "actions/critical_views.h"

#include "actions/action_fields.h"
#include "actions/addresses.h"
#include "diagnostic/card.h"
#include "html/form.h"
#include "layout/parts.h"
#include "practices/addresses.h"
#include "prose/editor.h"
#include "referentiel/score.h"

namespace actions {
namespace {

using accounts::Caller;
using html::each, html::Html, html::Language, html::when;

std::string standing_words(Language const& t, CriticalSheet const& sheet) {
    auto const& version = sheet.diagnostic.version();
    if (!sheet.now) return t.text("Il n'est pas encore évalué.");
    std::string const code{diagnostic::shown_code(*sheet.now)};
    if (falls_short(version, sheet.criterion, *sheet.now))
        return t.text(
            "Il est au niveau {} ; un critère impératif est satisfait au niveau {}.", {code, version.score.imperative_from});
    return t.text("Il est au niveau {} : un critère impératif n'en demande pas plus.", {code});
}

Html there_already(Language const& t, CriticalSheet const& sheet) {
    if (sheet.actions.empty()) return {};
    auto const lines = each(sheet.actions, [&](diagnostic::Beside::Critical const& one) {
        return t.html(R"(<li><a href="{}">{}</a>{}</li>)", one.address, one.name, one.due.empty() ? "" : ", " + one.due);
    });
    return layout::notice(t, layout::Tone::plain, t.text("Une action critique existe déjà pour ce critère."),
        t.text("Complétez-la plutôt que d'en ajouter une, si elle répond au même écart."), t.html("<ul>{}</ul>", lines));
}

Html group(Language const& t, std::string const& legend, Html const& fields) {
    return t.html(R"(
<fieldset class="group"><legend>{}</legend><div>{}</div></fieldset>)",
        legend, fields);
}

} // namespace

Html critical_page(Caller const& caller, CriticalSheet const& sheet) {
    auto const& t = caller.t;
    auto const fields = t.html("{}{}{}", group(t, t.text("Ce qui se passe"), critical_fields(t, sheet.draft)),
        group(t, t.text("Les mesures"), what_fields(t, sheet.draft)),
        group(t, t.text("Qui agit, et pour quand"),
            t.html("{}{}", responsible_field(t, sheet.draft, sheet.names), due_fields(t, sheet.draft))));
    auto const content = t.html(R"(<input type="hidden" name="id" value="{}"><input type="hidden" name="revision" value="0">{}
<div class="buttons after"><button class="button" type="submit">{Engager cette action critique}</button><a class="button button--plain" href="{}">{Annuler}</a></div>)",
        sheet.id, fields, plan_url(sheet.diagnostic));
    return t.html(R"(
<div class="stack"><p>{}</p>{}{}</div>)",
        standing_words(t, sheet), there_already(t, sheet),
        html::form(t, critical_url(sheet.diagnostic, sheet.criterion), caller.form_key,
            t.html("{}{}", content, prose::tools(t, practices::preview_url(sheet.diagnostic.organisation())))));
}

} // namespace actions
