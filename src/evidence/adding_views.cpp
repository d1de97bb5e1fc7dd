#include "evidence/adding_views.h"

#include "evidence/addresses.h"
#include "evidence/fields.h"
#include "evidence/parts.h"
#include "html/form.h"
#include "layout/paged.h"
#include "layout/parts.h"

#include <algorithm>

namespace evidence {
namespace {

using accounts::Caller, accounts::OrganisationId;
using html::each, html::Html, html::Language, html::when;

Html place_fields(Language const& t, Draft const& draft) {
    return t.html("{}{}{}", html::hidden_field(t, "id", draft.id),
        html::hidden_field(t, "objet", draft.object ? to_text(*draft.object) : std::string{}),
        html::hidden_field(t, "retour", draft.back));
}

Html upload_form(Caller const& caller, OrganisationId const& organisation, Draft const& draft) {
    auto const& t = caller.t;
    auto const is_own = draft.kind == Kind::file;
    auto const problems = is_own ? std::span<html::Problem const>{draft.problems} : std::span<html::Problem const>{};
    auto const more = t.html(R"({}<div class="field-row">{}{}</div>)",
        html::text_field(t,
            {.name = "title",
                .label = t.text("Titre"),
                .value = is_own ? draft.title : "",
                .hint = t.text("Sans titre, le nom du fichier en tient lieu."),
                .is_optional = true},
            problems),
        expiry_field(t, is_own ? draft.expires : "", problems), year_field(t, is_own ? draft.year : "", problems));
    auto const content = t.html(R"({}{}{}{}
<div class="buttons after"><button class="button" type="submit">{Déposer}</button></div>)",
        place_fields(t, draft), file_field(t, t.text("Fichier"), kinds_hint(t), problems), upload_words(t), more);
    return html::form(t, list_url(organisation), caller.form_key, content, upload_options());
}

// Its ids are its own, for it stands below the other form.
Html link_form(Caller const& caller, OrganisationId const& organisation, Draft const& draft) {
    auto const& t = caller.t;
    auto const is_own = draft.kind == Kind::link;
    auto const problems = is_own ? std::span<html::Problem const>{draft.problems} : std::span<html::Problem const>{};
    auto const content = t.html(R"({}{}{}
<div class="buttons after"><button class="button button--second" type="submit">{Ajouter le lien}</button></div>)",
        place_fields(t, draft),
        html::text_field(t,
            {.name = "link",
                .label = t.text("Adresse"),
                .value = is_own ? draft.link : "",
                .hint = t.text("Par exemple https://drive.exemple.fr/charte. Vérifiez que vos collègues peuvent l'ouvrir."),
                .type = "url",
                .inputmode = "url"},
            problems),
        html::text_field(t,
            {.name = "link_title", .label = t.text("Titre du lien"), .value = is_own ? draft.title : "", .is_optional = true},
            problems));
    return html::form(t, act_url(organisation, "liens"), caller.form_key, content);
}

// A document that may be joined to an object or parted from it, with the button that does.
Html joining_line(Caller const& caller, Joining const& joining, Draft const& draft, Evidence const& one, std::string_view what,
    std::string label) {
    auto const& t = caller.t;
    auto const fields = t.html("{}{}{}", html::hidden_field(t, "document", one.id.text()),
        html::hidden_field(t, "objet", to_text(joining.object)), html::hidden_field(t, "retour", draft.back));
    auto const button = html::button_form(t, act_url(joining.organisation, what), caller.form_key,
        t.html(
            R"({}<button class="button button--second button--small" type="submit">{}<span class="unseen"> {}</span></button>)",
            fields, label, one.title));
    return t.html(R"(
<li><div class="cluster cluster--between"><div class="line"><p class="line__title">{}</p><p class="small quiet">{}</p></div>{}</div></li>)",
        opening(t, joining.organisation, one.version, one.title), facts(t, one.version), button);
}

Html joined_section(Caller const& caller, Joining const& joining, Draft const& draft) {
    auto const& t = caller.t;
    return when(!joining.joined.empty(), [&] {
        return t.html(R"(
<section aria-labelledby="joints" class="stack">{}<ul class="lines">{}</ul></section>)",
            layout::section_title(t, "joints", t.text("Déjà joints")), each(joining.joined, [&](Evidence const& one) {
                return joining_line(caller, joining, draft, one, "detachements", t.text("Détacher"));
            }));
    });
}

Html joining_search(Language const& t, Joining const& joining, Draft const& draft) {
    return t.html(R"(
<form method="get" action="{}" class="filters">{}{}{}<div class="buttons"><button class="button button--second" type="submit">{Chercher}</button></div></form>)",
        act_url(joining.organisation, "joindre"), html::hidden_field(t, "objet", to_text(joining.object)),
        html::hidden_field(t, "retour", draft.back),
        html::text_field(t, {.name = "q", .label = t.text("Titre ou nom de fichier"), .value = joining.text, .type = "search"}));
}

Html more_to_join(Language const& t, Joining const& joining, Draft const& draft) {
    return when(joining.found.more.has_value(), [&] {
        return layout::see_more(t, act_url(joining.organisation, "joindre")
                                       .with("objet", std::string_view{to_text(joining.object)})
                                       .with("retour", std::string_view{draft.back})
                                       .with("q", std::string_view{joining.text})
                                       .with("apres", *joining.found.more));
    });
}

// Those that are there and not joined yet; nothing where the structure has none.
Html choosing_section(Caller const& caller, Joining const& joining, Draft const& draft) {
    auto const& t = caller.t;
    if (joining.found.entries.empty() && joining.text.empty()) return {};
    auto const offered = each(joining.found.entries, [&](Evidence const& one) {
        auto const is_joined = std::ranges::find(joining.joined, one.id, &Evidence::id) != joining.joined.end();
        return when(!is_joined, [&] { return joining_line(caller, joining, draft, one, "rattachements", t.text("Joindre")); });
    });
    auto const nothing = when(offered.text().empty() && !joining.found.more, [&] {
        return t.html(R"(<p>{}</p>)",
            joining.text.empty() ? t.text("Aucun autre document pour l'instant.") : t.text("Aucun document ne correspond."));
    });
    return t.html(R"(
<section aria-labelledby="choisir" class="stack">{}{}<ul class="lines">{}</ul>{}{}</section>)",
        layout::section_title(t, "choisir", t.text("Choisir parmi vos documents")), joining_search(t, joining, draft), offered,
        nothing, more_to_join(t, joining, draft));
}

} // namespace

Html adding_view(Caller const& caller, OrganisationId const& organisation, Draft const& draft) {
    auto const& t = caller.t;
    auto const of_file = t.html(R"(
<section aria-labelledby="fichier" class="stack">{}{}</section>)",
        layout::section_title(t, "fichier", t.text("Déposer un fichier")), upload_form(caller, organisation, draft));
    return t.html(R"(<div class="halves">{}
<section aria-labelledby="lien" class="stack">{}{}</section></div>)",
        of_file, layout::section_title(t, "lien", t.text("Ou indiquer un lien")), link_form(caller, organisation, draft));
}

Html joining_view(Caller const& caller, Joining const& joining, Draft const& draft) {
    auto const& t = caller.t;
    auto const back = way_back(draft.back).value_or(list_url(joining.organisation));
    return t.html(R"(
<div class="stack-wide">{}{}{}{}<p><a href="{}">{Revenir}</a></p></div>)",
        done_notice(t, caller.request.parameters().line("fait")), joined_section(caller, joining, draft),
        choosing_section(caller, joining, draft), adding_view(caller, joining.organisation, draft), back);
}

} // namespace evidence
