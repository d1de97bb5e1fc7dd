#include "workshop/plan_views.h"

#include "diagnostic/card.h"
#include "layout/paged.h"
#include "layout/parts.h"
#include "workshop/addresses.h"

#include <algorithm>

namespace workshop {
namespace {

using accounts::Caller;
using html::Attribute, html::Html, html::Language, html::Problem, html::each, html::when;
using referentiel::Criterion;

Html tick_of(Language const& t, Criterion const& criterion, Plan const& plan) {
    auto const key = std::string{criterion.key.text()};
    auto const name = "critere-" + key;
    return t.html(R"(
<li class="tick"><input type="checkbox" id="{}" name="{}" value="1"{}><label for="{}">{}</label></li>)",
        name, name, Attribute{"checked", plan.chosen.contains(key)}, name, diagnostic::numbered_title(t, criterion));
}

Html ticks(Language const& t, diagnostic::Diagnostic const& diagnostic, Plan const& plan) {
    auto const chapter = [&](referentiel::Chapter const* one) {
        std::vector<Criterion const*> all;
        for (auto const& criterion : diagnostic.version().criteria_of(*one))
            for (auto const* rated : referentiel::rated(criterion)) all.push_back(rated);
        return t.html(R"(
<fieldset class="field"><legend>{}</legend><ul class="ticks">{}</ul></fieldset>)",
            one->title.in(t.code()), each(all, [&](auto const* criterion) { return tick_of(t, *criterion, plan); }));
    };
    return each(diagnostic.version().chapters(), chapter);
}

Html way(Language const& t, Plan const& plan, std::string const& code, std::string_view words, Html const& more = {}) {
    auto const id = "quoi-" + code;
    auto const inside = when(!more.text().empty(), [&] { return t.html(R"(<div class="choice__reason">{}</div>)", more); });
    return t.html(R"(
<div class="choice"><input type="radio" name="what" id="{}" value="{}"{}><label for="{}"><span>{}</span></label>{}</div>)",
        id, code, Attribute{"checked", plan.what == code}, id, words, inside);
}

std::vector<html::Option> chapter_options(Language const& t, diagnostic::Diagnostic const& diagnostic) {
    std::vector<html::Option> options;
    for (auto const* chapter : diagnostic.version().chapters())
        options.push_back({std::string{chapter->key.text()}, chapter->title.in(t.code())});
    return options;
}

} // namespace

Html list_page(Caller const& caller, accounts::OrganisationId const& organisation, std::span<Summary const> all, bool may_open) {
    auto const& t = caller.t;
    if (all.empty())
        return layout::empty(t, {t.text("Aucun atelier pour l'instant"),
                                    may_open ? t.text("Réunissez vos collègues, projetez un critère, et que chaque personne vote "
                                                      "sur son téléphone : les réponses cachées font parler tout le monde.")
                                             : t.text("Les comptes rendus des ateliers seront à lire ici.")});
    auto const line = [&](Summary const& one) {
        auto const screen = Url::page({"structures", organisation, "ateliers", one.id});
        auto const minutes = Url::page({"structures", organisation, "ateliers", one.id, "compte-rendu"});
        auto const is_running = !one.is_over && may_open;
        auto const state = one.is_over ? t.text("Terminé") : t.text("En cours");
        auto const figures = t.text(
            "{} ; {}", {t.count(one.participants, "{} participant", "{} participants"),
                           t.text("niveaux retenus : {} sur {}", {std::to_string(one.retained), std::to_string(one.topics)})});
        return t.html(R"(
<li class="line"><p class="line__title"><a href="{}">{}</a></p><p><span class="tag">{}</span> {}</p><p class="quiet small">{}</p></li>)",
            is_running ? screen : minutes, one.title, state, t.date(caller.local(one.created).day), figures);
    };
    auto const page = layout::paged(caller, all, Url::own(caller.request.path).value_or(Url::page({})), "apres",
        [](Summary const& one) { return one.id.text(); });
    return t.html(R"(<ul class="lines">{}</ul>{})", each(page.shown, line), page.more);
}

Html plan_form(Caller const& caller, diagnostic::Diagnostic const& diagnostic, Plan const& plan, int not_rated,
    std::span<Problem const> problems) {
    auto const& t = caller.t;
    auto const title = html::text_field(t,
        {.name = "title",
            .label = t.text("Titre de l'atelier"),
            .value = plan.title,
            .hint = t.text("Les participants le voient sur leur téléphone.")},
        problems);
    auto const rest = when(not_rated > 0, [&] {
        return way(
            t, plan, "restants", t.count(not_rated, "Le critère pas encore évalué ({})", "Les critères pas encore évalués ({})"));
    });
    auto const chapter = html::select_field(
        t, {.name = "chapter", .label = t.text("Chapitre"), .value = plan.chapter}, chapter_options(t, diagnostic), problems);
    auto const ways = t.html(R"(
<fieldset class="group"><legend>{Sur quels critères voter ?}</legend><p class="hint">{Comptez environ cinq minutes par critère.}</p>{}<div class="choices">{}{}{}</div></fieldset>)",
        html::error_message(t, "quoi-chapitre", problems), rest, way(t, plan, "chapitre", t.text("Un chapitre"), chapter),
        way(t, plan, "choix", t.text("Une sélection de critères"), ticks(t, diagnostic, plan)));
    auto const content = t.html(
        R"(<input type="hidden" name="id" value="{}">{}{}<div class="buttons after"><button class="button" type="submit">{Ouvrir l'atelier}</button></div>)",
        plan.id, title, ways);
    return html::form(t, list_url(diagnostic.organisation(), diagnostic.cycle().id), caller.form_key, content);
}

} // namespace workshop
