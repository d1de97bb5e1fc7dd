#include "actions/filter_views.h"

#include "actions/addresses.h"
#include "html/form.h"
#include "html/icon.h"
#include "layout/parts.h"
#include "referentiel/referentiel.h"

#include <algorithm>
#include <array>
#include <set>

namespace actions {
namespace {

using accounts::Caller, accounts::Cycle;
using html::Attribute, html::each, html::Field, html::Html, html::Language, html::Option, html::when;

constexpr std::array views{View::chapters, View::states, View::calendar, View::timeline};

std::string_view slug(View view) {
    switch (view) {
        case View::chapters: return "";
        case View::states: return "etats";
        case View::calendar: return "calendrier";
        case View::timeline: return "chronologie";
    }
    return "";
}

Url url_of(accounts::OrganisationId const& organisation, accounts::CycleId const& cycle, View view) {
    if (view == View::chapters) return Url::page({"structures", organisation, "cycles", cycle, "engagements"});
    return Url::page({"structures", organisation, "cycles", cycle, "engagements", "vue", slug(view)});
}

Attribute current(bool is_current, std::string const& what) {
    return {"aria-current", is_current ? std::optional{what} : std::nullopt};
}

Html view_links(Language const& t, Looking const& looking) {
    return t.html(R"(
<nav class="views" aria-label="{}"><ul class="views__list">{}</ul></nav>)",
        t.text("Présentations du plan"), each(views, [&](View view) {
            return t.html(R"(<li><a href="{}"{}>{}</a></li>)", with(view_url(looking.diagnostic, view), looking.filter),
                current(view == looking.view, "page"), name_of(t, view));
        }));
}

// Chapters, people and months may differ from cycle to cycle: what is not there is shown as it was asked for.
Html cycle_links(Language const& t, Looking const& looking) {
    if (looking.cycles.size() < 2) return {};
    auto const& here = looking.diagnostic.cycle().id;
    return t.html(R"(
<nav class="views views--cycles" aria-label="{}"><ul class="views__list">{}</ul></nav>)",
        t.text("Démarches"), each(looking.cycles, [&](Cycle const& cycle) {
            auto const address = url_of(looking.diagnostic.organisation(), cycle.id, looking.view);
            return t.html(R"(<li><a href="{}"{}>{}</a></li>)", with(address, looking.filter), current(cycle.id == here, "true"),
                cycle.label);
        }));
}

// --- What there is to choose from

// Of another cycle, it may be one that nothing here belongs to.
std::string chapter_name(Language const& t, Plan const& plan, std::string_view key) {
    for (auto const& commitment : plan.commitments) {
        auto const* chapter = top_chapter(commitment);
        if (chapter && chapter->key.text() == key) return chapter->title.in(t.code());
    }
    return key == former_chapter ? t.text("critères que le référentiel n'a plus") : t.text("un chapitre sans critère au plan");
}

std::vector<Option> chapters(Language const& t, Looking const& looking) {
    std::vector<Option> all{{"", t.text("Tous")}};
    for (auto const& commitment : looking.plan.commitments) {
        auto const* chapter = top_chapter(commitment);
        auto const key = std::string{chapter ? chapter->key.text() : former_chapter};
        if (all.back().value == key) continue;
        all.push_back({key, chapter ? chapter->title.in(t.code()) : t.text("Critères que le référentiel n'a plus")});
    }
    auto const& chosen = looking.filter.chapter;
    if (std::ranges::find(all, chosen, &Option::value) == all.end())
        all.push_back({chosen, chapter_name(t, looking.plan, chosen)});
    return all;
}

std::string person_name(Language const& t, Plan const& plan, PersonId const& id) {
    return plan.people.find(id) ? plan.name_of(id) : t.text("une personne inconnue");
}

std::vector<Option> carriers(Language const& t, Looking const& looking) {
    std::set<PersonId> named;
    for (auto const* action : actions(looking.plan))
        if ((*action)->responsible) named.insert(*(*action)->responsible);
    std::vector<Option> all{{"", t.text("Tout le monde")}, {"personne", t.text("Sans responsable")}};
    for (auto const* person : looking.plan.people.present())
        if (named.contains(person->id)) all.push_back({std::string{person->id.text()}, person->called});
    if (auto const& chosen = looking.filter.responsible; chosen && !named.contains(*chosen))
        all.push_back({std::string{chosen->text()}, person_name(t, looking.plan, *chosen)});
    return all;
}

// The months in which anything is due.
std::vector<Option> months(Language const& t, Looking const& looking, std::optional<Due> const& chosen, std::string any) {
    std::set<Due> due;
    for (auto const* action : actions(looking.plan))
        if ((*action)->due) due.insert(*(*action)->due);
    if (chosen) due.insert(*chosen);
    std::vector<Option> all{{"", std::move(any)}};
    for (auto const& month : due) all.push_back({iso(month.month), words_of(t, month)});
    return all;
}

std::vector<Option> states(Language const& t) {
    std::vector<Option> all{{"", t.text("Tous")}};
    for (auto const state : {State::planned, State::ongoing, State::done, State::abandoned})
        all.push_back({std::string{slug(state)}, words_of(t, state)});
    return all;
}

std::string value_of(std::vector<Parameter> const& chosen, std::string_view name) {
    auto const found = std::ranges::find(chosen, name, &Parameter::name);
    return found == chosen.end() ? std::string{} : found->value;
}

Html fields(Language const& t, Looking const& looking) {
    auto const chosen = parameters(looking.filter);
    auto const select = [&](std::string name, std::string label, std::vector<Option> const& options) {
        auto value = value_of(chosen, name);
        return html::select_field(t, {.name = std::move(name), .label = std::move(label), .value = std::move(value)}, options);
    };
    return t.html("{}{}{}{}{}{}", select("chapitre", t.text("Chapitre"), chapters(t, looking)),
        select("responsable", t.text("Responsable"), carriers(t, looking)), select("etat", t.text("État"), states(t)),
        select("de", t.text("À faire de"), months(t, looking, looking.filter.from, t.text("Tous les mois"))),
        select("a", t.text("Jusqu'à"), months(t, looking, looking.filter.to, t.text("Tous les mois"))),
        html::text_field(t, {.name = "texte", .label = t.text("Mots"), .value = looking.filter.text, .type = "search"}));
}

// « Critique » is asked for where a référentiel has imperative criteria.
Html ticks(Language const& t, Looking const& looking) {
    auto const& filter = looking.filter;
    auto const has_critical =
        filter.is_critical || std::ranges::any_of(looking.diagnostic.version().criteria, &referentiel::Criterion::is_imperative);
    auto const tick = [&](std::string name, std::string label, bool is_ticked) {
        return html::tick_field(t, {.name = std::move(name), .label = std::move(label), .value = "oui"}, is_ticked);
    };
    return t.html(R"(
<div class="filters__ticks">{}{}{}</div>)",
        tick("retard", t.text("En retard"), filter.is_late), tick("a-completer", t.text("À compléter"), filter.is_incomplete),
        when(has_critical, [&] { return tick("critique", t.text("Critiques"), filter.is_critical); }));
}

Html filter_form(Language const& t, Looking const& looking) {
    auto const kept =
        each(looking.kept, [&](Parameter const& parameter) { return html::hidden_field(t, parameter.name, parameter.value); });
    auto const button =
        t.html(R"(<div class="filters__button"><button class="button button--second" type="submit">{}{Filtrer}</button></div>)",
            html::icon(t, "filter"));
    return t.html(R"(
<details class="fold filters-fold no-print"{}><summary>{Choisir ce qui est affiché}</summary>
<form class="filters" method="get" action="{}" aria-label="{}">{}{}{}{}</form></details>)",
        Attribute{"open", !looking.filter.is_empty()}, view_url(looking.diagnostic, looking.view), t.text("Filtrer le plan"),
        kept, fields(t, looking), ticks(t, looking), button);
}

Url everything(Looking const& looking) {
    auto address = view_url(looking.diagnostic, looking.view);
    for (auto const& [name, value] : looking.kept) address = address.with(name, std::string_view{value});
    return address;
}

Html count_line(Language const& t, Looking const& looking) {
    if (looking.filter.is_empty()) return {};
    return t.html(R"(
<p class="filters__count">{} <a class="no-print" href="{}">{Tout afficher}</a></p>)",
        t.text("Choix : {}.", {words_of(t, looking.plan, looking.filter)}), everything(looking));
}

} // namespace

Url view_url(diagnostic::Diagnostic const& diagnostic, View view) {
    return url_of(diagnostic.organisation(), diagnostic.cycle().id, view);
}

std::string name_of(Language const& t, View view) {
    switch (view) {
        case View::chapters: return t.text("Par chapitre");
        case View::states: return t.text("Par état");
        case View::calendar: return t.text("Calendrier");
        case View::timeline: return t.text("Chronologie");
    }
    return {};
}

Html plan_bar(Caller const& caller, Looking const& looking) {
    auto const& t = caller.t;
    return t.html(R"(
<div class="plan-bar"><div class="plan-bar__views no-print">{}{}</div>{}{}</div>)",
        view_links(t, looking), cycle_links(t, looking), filter_form(t, looking), count_line(t, looking));
}

Html cycle_bar(Caller const& caller, Looking const& looking) {
    auto const& t = caller.t;
    return when(looking.cycles.size() > 1,
        [&] { return t.html(R"(<div class="plan-bar__views no-print">{}</div>)", cycle_links(t, looking)); });
}

std::string shown_words(Language const& t, Looking const& looking) {
    auto const all = counted(looking.plan);
    if (all.parts > 0) return t.text("À l'écran : {}, sur {}.", {words_of(t, looking.shown), words_of(t, all)});
    return t.text(
        "{} sur {}.", {t.count(static_cast<std::int64_t>(looking.shown.actions), "{} action affichée", "{} actions affichées"),
                          t.number(static_cast<std::int64_t>(all.actions))});
}

Html nothing_found(Caller const& caller, Looking const& looking) {
    auto const& t = caller.t;
    return layout::empty(
        t, {t.text("Aucune action ne correspond"), t.text("Choisissez moins de critères à la fois, ou affichez tout le plan."),
               layout::second_button_link(t, everything(looking), t.text("Tout afficher"))});
}

std::string words_of(Language const& t, Plan const& plan, Filter const& filter) {
    std::vector<std::string> parts;
    if (!filter.chapter.empty()) parts.push_back(chapter_name(t, plan, filter.chapter));
    if (filter.without_responsible) parts.push_back(t.text("sans responsable"));
    if (filter.responsible) parts.push_back(person_name(t, plan, *filter.responsible));
    if (filter.state) parts.push_back(words_of(t, *filter.state));
    if (filter.from && filter.from == filter.to) parts.push_back(words_of(t, *filter.from));
    else {
        if (filter.from) parts.push_back(t.text("dès {}", {words_of(t, *filter.from)}));
        if (filter.to) parts.push_back(t.text("jusqu'en {}", {words_of(t, *filter.to)}));
    }
    if (filter.is_late) parts.push_back(t.text("en retard"));
    if (filter.is_incomplete) parts.push_back(t.text("à compléter"));
    if (filter.is_critical) parts.push_back(t.text("critiques"));
    if (!filter.text.empty()) parts.push_back(t.text("« {} »", {filter.text}));
    std::string all;
    for (auto const& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
}

} // namespace actions
