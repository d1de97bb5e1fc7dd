#include "evidence/list_views.h"

#include "evidence/addresses.h"
#include "evidence/parts.h"
#include "html/form.h"
#include "layout/paged.h"
#include "layout/parts.h"

#include <string>

namespace evidence {
namespace {

using accounts::Caller, accounts::OrganisationId;
using html::each, html::Html, html::Language, html::Option, html::when;

constexpr std::size_t uses_shown = 3;

std::vector<Option> kind_options(Language const& t) {
    return {{"", t.text("Tous")}, {"file", t.text("Fichiers")}, {"link", t.text("Liens")}};
}

std::vector<Option> state_options(Language const& t) {
    return {{"", t.text("Tous")}, {"echeance", t.text("Expirés ou bientôt")}, {"inutilise", t.text("Utilisés nulle part")},
        {"archive", t.text("Rapports archivés")}};
}

Html filter_form(Language const& t, List const& list) {
    auto const& filter = list.filter;
    std::vector<Option> years{{"", t.text("Toutes")}};
    for (auto const year : list.years) years.push_back({std::to_string(year), std::to_string(year)});
    auto const year = when(!list.years.empty(), [&] {
        return html::select_field(t,
            {.name = "annee", .label = t.text("Année"), .value = filter.year ? std::to_string(*filter.year) : std::string{}},
            years);
    });
    return t.html(R"(
<form method="get" action="{}" class="filters">{}{}{}{}<div class="buttons"><button class="button button--second" type="submit">{Filtrer}</button></div></form>)",
        list_url(list.organisation),
        html::text_field(t, {.name = "q", .label = t.text("Chercher"), .value = filter.text, .type = "search"}),
        html::select_field(t,
            {.name = "nature",
                .label = t.text("Nature"),
                .value = filter.kind ? std::string{to_text(*filter.kind)} : std::string{}},
            kind_options(t)),
        html::select_field(
            t, {.name = "etat", .label = t.text("État"), .value = std::string{state_slug(filter.state)}}, state_options(t)),
        year);
}

Html row(Caller const& caller, List const& list, Evidence const& one) {
    auto const& t = caller.t;
    auto const found = list.uses.find(one.id);
    auto const uses = found == list.uses.end() ? Html{} : uses_list(t, found->second, list.objects, uses_shown);
    auto const year = when(one.year.has_value(),
        [&] { return t.html(R"( <span class="tag">{}</span>)", t.text("Rapport {}", {std::to_string(*one.year)})); });
    auto const open =
        opening(t, list.organisation, one.version, one.kind == Kind::link ? t.text("Ouvrir le lien") : t.text("Télécharger"));
    auto const head = t.html(R"(<a href="{}">{}</a>{}<p class="small quiet">{}</p>)", document_url(list.organisation, one.id),
        one.title, year, facts(t, one.version));
    return t.html(R"(
<tr><th scope="row">{}</th><td data-name="{Utilisé par}">{}</td><td data-name="{Valable jusqu'au}">{}</td><td>{}<p class="small quiet">{}</p></td></tr>)",
        head, uses, expiry_words(caller, one.version.expires), open,
        t.text("{}, par {}", {t.date(caller.local(one.version.at).day), one.version.by}));
}

Html space_line(Language const& t, List const& list) {
    return t.html(R"(
<p class="small quiet">{} <a href="{}">{Corbeille}</a></p>)",
        t.text("{} utilisés sur 500 Mo.", {size_words(t, list.space)}), act_url(list.organisation, "corbeille"));
}

Html nothing(Language const& t, List const& list) {
    if (!list.filter.is_empty())
        return layout::empty(
            t, {t.text("Aucun document ne correspond"), t.text("Élargissez votre recherche."),
                   layout::second_button_link(t, list_url(list.organisation), t.text("Voir tous les documents"))});
    if (!list.may_change)
        return layout::empty(
            t, {t.text("Aucun document pour l'instant"), t.text("Les documents de la structure seront à lire ici.")});
    return layout::empty(t,
        {t.text("Aucun document pour l'instant"),
            t.text("Déposez ici ce qui montre vos pratiques : comptes rendus, chartes, bilans, certificats. Chaque document sert "
                   "ensuite à autant de critères et d'actions que vous voulez."),
            layout::button_link(t, act_url(list.organisation, "nouveau"), t.text("Ajouter un document"))});
}

Url filtered_url(OrganisationId const& organisation, Filter const& filter) {
    auto url = list_url(organisation);
    if (!filter.text.empty()) url = url.with("q", std::string_view{filter.text});
    if (filter.kind) url = url.with("nature", *filter.kind);
    if (filter.state != Filter::State::any) url = url.with("etat", state_slug(filter.state));
    if (filter.year) url = url.with("annee", *filter.year);
    return url;
}

} // namespace

Html list_view(Caller const& caller, List const& list) {
    auto const& t = caller.t;
    auto const done = done_notice(t, caller.request.parameters().line("fait"));
    auto const is_new = list.page.entries.empty() && list.filter.is_empty();
    if (is_new) return t.html(R"(<div class="stack-wide">{}{}{}</div>)", done, nothing(t, list), space_line(t, list));
    auto const table = list.page.entries.empty()
                           ? nothing(t, list)
                           : layout::register_table(t,
                                 {.id = "documents",
                                     .caption = t.text("Documents"),
                                     .columns = {{t.text("Document")}, {t.text("Utilisé par")}, {t.text("Valable jusqu'au")},
                                         {t.text("Contenu")}},
                                     .rows = each(list.page.entries, [&](Evidence const& one) { return row(caller, list, one); }),
                                     .css_class = "register stacks"});
    auto const more = when(list.page.more.has_value(),
        [&] { return layout::see_more(t, filtered_url(list.organisation, list.filter).with("apres", *list.page.more)); });
    return t.html(R"(
<div class="stack-wide">{}{}{}{}{}</div>)",
        done, filter_form(t, list), table, more, space_line(t, list));
}

} // namespace evidence
