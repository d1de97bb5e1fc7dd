#include "diagnostic/change_views.h"

#include "diagnostic/card.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using html::each, html::Html, html::Language, html::when;
using referentiel::Criterion;

std::string code_of(SavedRating const* saved) { return saved ? std::string{shown_code(saved->rating.level)} : "–"; }

std::string said(SavedRating const& saved) {
    auto const& [criterion, level, reason, comment] = saved.rating;
    if (reason.empty()) return comment;
    return comment.empty() ? reason : reason + "\n" + comment;
}

Html said_then(Language const& t, Comparison const& comparison, Change const& change) {
    return each(change.before, [&](SavedRating const* saved) {
        return when(
            !said(*saved).empty(), [&] { return t.html(R"(<div><h4>{}</h4><p>{}</p></div>)", comparison.label, said(*saved)); });
    });
}

Html shift(Language const& t, Comparison const& comparison, std::string const& now_name, Change const& change) {
    auto const now = when(change.now && !said(*change.now).empty(),
        [&] { return t.html(R"(<div><h4>{}</h4><p>{}</p></div>)", now_name, said(*change.now)); });
    auto const title = t.html(R"(<h3>{}. {}</h3>)", change.criterion->number, title_of(t, *change.criterion));
    auto const state =
        t.html(R"(<p class="shift__levels"><b>{}</b><span class="tag">{}</span></p>)", levels_of(change), words_of(t, change));
    return t.html(R"(
<li class="shift">{}{}<div class="shift__words">{}{}</div></li>)",
        title, state, now, said_then(t, comparison, change));
}

Html without_successor(Language const& t, Comparison const& comparison) {
    if (comparison.without_successor.empty()) return {};
    auto const names = each(comparison.without_successor,
        [&](Criterion const* criterion) { return t.html("<li>{}. {}</li>", criterion->number, title_of(t, *criterion)); });
    return t.html(R"(
<div class="prose"><p>{Évalués alors, et sans équivalent dans le référentiel actuel :}</p><ul>{}</ul></div>)",
        names);
}

// A missing answer is no change.
Html not_rated_again(Language const& t, Comparison const& comparison) {
    std::string numbers;
    for (auto const& change : comparison.changes)
        if (change.movement == Movement::not_rated_again) numbers += (numbers.empty() ? "" : ", ") + change.criterion->number;
    auto const count = comparison.count(Movement::not_rated_again);
    return when(count > 0, [&] {
        auto const words =
            t.count(count, "{} critère évalué alors attend sa réponse", "{} critères évalués alors attendent leur réponse");
        return t.html(R"(<p class="quiet">{}</p>)", t.text("{} : {}", {words, numbers}));
    });
}

} // namespace

std::string words_of(Language const& t, Change const& change) {
    switch (change.movement) {
        case Movement::up: return t.count(change.steps, "+{} niveau", "+{} niveaux");
        case Movement::down: return t.count(-change.steps, "\u2212{} niveau", "\u2212{} niveaux");
        case Movement::same: return t.text("Inchangé");
        case Movement::first_answer: return t.text("Nouvelle réponse");
        case Movement::not_rated_again: return t.text("Pas encore réévalué");
        case Movement::left: return t.text("Ne vous concerne plus");
        case Movement::came: return t.text("Vous concerne désormais");
        case Movement::several: return t.text("Réunit plusieurs critères d'avant");
        case Movement::other_scale: return t.text("Sur une autre échelle");
        case Movement::none_before: break;
    }
    return t.text("Sans équivalent avant");
}

std::string levels_of(Change const& change) {
    std::string before;
    for (auto const* saved : change.before) before += (before.empty() ? "" : ", ") + code_of(saved);
    return (before.empty() ? "–" : before) + " → " + code_of(change.now);
}

Html changes_section(Language const& t, Comparison const& comparison, std::string const& frozen) {
    std::vector<Change const*> moved;
    for (auto const& change : comparison.changes)
        if (change.movement != Movement::same && change.movement != Movement::not_rated_again) moved.push_back(&change);
    auto const unchanged = comparison.count(Movement::same);
    auto const caution = when(!comparison.is_same_version, [&] {
        return layout::notice(t, layout::Tone::care, t.text("Le référentiel n'est plus le même."),
            t.text("Les critères sont rapprochés par ce que le référentiel en dit ; les moyennes ne portent pas sur les mêmes "
                   "critères."));
    });
    auto const now_name = frozen.empty() ? t.text("Maintenant") : frozen;
    auto const nothing = when(moved.empty(), [&] { return t.html(R"(<p>{Aucune réponse n'a changé.}</p>)"); });
    auto const rest = when(unchanged > 0, [&] {
        return t.html(R"(<p class="quiet">{}</p>)", t.count(unchanged, "{} critère inchangé.", "{} critères inchangés."));
    });
    auto const list = each(moved, [&](Change const* change) { return shift(t, comparison, now_name, *change); });
    return t.html(R"(
<section aria-labelledby="changements" class="stack">{}{}{}<ul class="lines">{}</ul>{}</section>)",
        layout::section_title(t, "changements", t.text("Ce qui a changé depuis {}, et pourquoi", {comparison.label})), caution,
        nothing, list, t.html("{}{}{}", not_rated_again(t, comparison), rest, without_successor(t, comparison)));
}

} // namespace diagnostic
