#include "evidence/document_views.h"

#include "evidence/addresses.h"
#include "evidence/fields.h"
#include "evidence/parts.h"
#include "html/form.h"
#include "layout/parts.h"

namespace evidence {
namespace {

using accounts::Caller, accounts::OrganisationId;
using html::each, html::Html, html::Language, html::when;

Html version_row(Caller const& caller, OrganisationId const& organisation, Version const& version) {
    auto const& t = caller.t;
    auto const words = version.link.empty() ? version.name : version.link;
    return t.html(R"(
<tr><th scope="row">{}</th><td>{}<p class="small quiet">{}</p></td><td>{}</td><td>{}</td></tr>)",
        t.text("Version {}", {std::to_string(version.number)}), opening(t, organisation, version, words),
        facts(t, {.id = version.id, .type = version.type, .size = version.size}),
        t.text("{}, par {}", {t.date(caller.local(version.at).day), version.by}), expiry_words(caller, version.expires));
}

Html versions_table(Caller const& caller, Document const& document) {
    auto const& t = caller.t;
    return layout::register_table(
        t, {.id = "versions",
               .caption = t.text("Versions"),
               .columns = {{t.text("Version")}, {t.text("Contenu")}, {t.text("Ajoutée le")}, {t.text("Valable jusqu'au")}},
               .rows = each(document.versions,
                   [&](Version const& version) { return version_row(caller, document.organisation, version); }),
               .css_class = "register stacks"});
}

Html uses_section(Language const& t, Document const& document) {
    auto const list = uses_list(t, document.uses, document.objects, document.uses.size());
    auto const none = when(list.text().empty(), [&] {
        return t.html(
            R"(<p>{Ce document n'est joint à rien pour l'instant. « Joindre un document », sur un critère ou une action, le proposera.}</p>)");
    });
    return t.html(R"(
<section aria-labelledby="utilise" class="stack">{}{}{}</section>)",
        layout::section_title(t, "utilise", t.text("Utilisé par")), list, none);
}

Html replacing_form(Caller const& caller, Document const& document, Draft const& draft) {
    auto const& t = caller.t;
    auto const& [organisation, evidence, versions, uses, objects, may_change] = document;
    auto const is_link = evidence.kind == Kind::link;
    auto const field =
        is_link ? html::text_field(t, {.name = "link", .label = t.text("Nouvelle adresse"), .value = draft.link, .type = "url"},
                      draft.problems)
                : t.html("{}{}", file_field(t, t.text("Nouveau fichier"), kinds_hint(t), draft.problems), upload_words(t));
    auto const content = t.html(R"({}{}{}
<div class="buttons after"><button class="button button--second" type="submit">{Remplacer}</button></div>)",
        html::hidden_field(t, "id", draft.id), field, expiry_field(t, draft.next_expires, draft.problems, "next_expires"));
    auto const form = html::form(t, document_url(organisation, evidence.id, is_link ? "adresse" : "versions"), caller.form_key,
        content, is_link ? html::FormOptions{} : upload_options());
    return t.html(R"(
<section aria-labelledby="remplacer" class="stack">{}<p>{L'ancienne version reste lisible, et tout ce qui utilise le document suit.}</p>{}</section>)",
        layout::section_title(t, "remplacer", t.text("Remplacer par une nouvelle version")), form);
}

Html facts_form(Caller const& caller, Document const& document, Draft const& draft) {
    auto const& t = caller.t;
    auto const content = t.html(R"({}{}<div class="field-row">{}{}</div>
<div class="buttons after"><button class="button button--second" type="submit">{Enregistrer}</button></div>)",
        html::hidden_field(t, "base", mark_of_facts(document.evidence)),
        html::text_field(t, {.name = "title", .label = t.text("Titre"), .value = draft.title}, draft.problems),
        expiry_field(t, draft.expires, draft.problems), year_field(t, draft.year, draft.problems));
    return t.html(R"(
<section aria-labelledby="fiche" class="stack">{}{}</section>)",
        layout::section_title(t, "fiche", t.text("Titre et échéance")),
        html::form(t, document_url(document.organisation, document.evidence.id), caller.form_key, content));
}

} // namespace

std::string document_lead(Caller const& caller, Version const& version) {
    auto const& t = caller.t;
    auto const fact = facts(t, version);
    return t.text("{}, ajouté le {} par {}.", {fact, t.date(caller.local(version.at).day), version.by});
}

Html document_actions(Caller const& caller, OrganisationId const& organisation, Evidence const& evidence) {
    auto const& t = caller.t;
    if (evidence.kind == Kind::link) {
        auto const link = Url::external(evidence.version.link);
        return when(link.has_value(), [&] { return layout::button_link(t, *link, t.text("Ouvrir le lien")); });
    }
    auto const file = file_url(organisation, evidence.version.id);
    auto const look = when(evidence.version.type.starts_with("image/"),
        [&] { return layout::second_button_link(t, file.with("voir", "1"), t.text("Voir")); });
    return t.html("{}{}", layout::button_link(t, file, t.text("Télécharger")), look);
}

Html document_view(Caller const& caller, Document const& document, Draft const& draft) {
    auto const& t = caller.t;
    auto const done = when(draft.problems.empty(), [&] { return done_notice(t, caller.request.parameters().line("fait")); });
    auto const acts = when(document.may_change, [&] {
        return t.html(R"({}{}
<p><a href="{}">{Retirer ce document}</a> {Il reste trente jours dans la corbeille.}</p>)",
            replacing_form(caller, document, draft), facts_form(caller, document, draft),
            document_url(document.organisation, document.evidence.id, "retrait"));
    });
    return t.html(R"(
<div class="stack-wide">{}{}{}{}</div>)",
        done, uses_section(t, document), versions_table(caller, document), acts);
}

} // namespace evidence
