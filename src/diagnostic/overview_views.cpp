#include "diagnostic/overview_views.h"

#include "charts/signs.h"
#include "diagnostic/addresses.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/pace.h"
#include "diagnostic/profile.h"
#include "diagnostic/results_views.h"
#include "layout/parts.h"

#include <algorithm>

namespace diagnostic {
namespace {

using accounts::Caller;
using html::Attribute, html::Html, html::Language, html::each, html::when;
using referentiel::Criterion;

// What of a chapter waits for somebody to confirm it.
Html left_to_confirm(Language const& t, OverviewSheet const& sheet, referentiel::Chapter const& chapter) {
    auto const criteria = asked(sheet.diagnostic, chapter);
    auto const count = std::ranges::count_if(
        criteria, [&](Criterion const* criterion) { return find_suggestion(sheet.pending, *criterion) != nullptr; });
    return when(count > 0,
        [&] { return t.html(R"( <span class="small">{}</span>)", t.text("{} à confirmer", {std::to_string(count)})); });
}

Html chapter_lines(Language const& t, OverviewSheet const& sheet) {
    int number = 0;
    auto const lines = each(sheet.scores.chapters, [&](ChapterScore const& score) {
        auto const state = score.total == 0      ? t.text("À compléter")
                           : score.answered == 0 ? t.text("Pas commencé")
                           : score.is_done()     ? t.text("Terminé")
                                                 : t.text("En cours");
        auto const id = "etat-" + std::string{score.chapter->key.text()};
        auto const link = t.html(R"(<a href="{}" aria-describedby="{}">{}. {}</a>)",
            chapter_url(sheet.diagnostic, *score.chapter), id, ++number, score.chapter->title.in(t.code()));
        return t.html(R"(
<li class="line line--3"><p class="line__title">{}</p><p><span class="tag" id="{}">{}</span>{}</p><p class="number">{}&nbsp;/&nbsp;{}</p></li>)",
            link, id, state, left_to_confirm(t, sheet, *score.chapter), score.answered, score.total);
    });
    return t.html(R"(<ul class="lines">{}</ul>)", lines);
}

Html flagged_lines(Caller const& caller, OverviewSheet const& sheet) {
    auto const& t = caller.t;
    if (sheet.flags.empty())
        return layout::empty(t, {.title = t.text("Rien à reprendre"),
                                    .text = t.text("Le bouton « À reprendre », sous un critère, le met dans cette liste.")});
    auto const lines = each(asked(sheet.diagnostic), [&](Criterion const* criterion) {
        auto const flag = std::ranges::find(sheet.flags, criterion->key, &Flag::criterion);
        if (flag == sheet.flags.end()) return Html{};
        return t.html(R"(
<li class="line"><p class="line__title"><a href="{}">{}. {}</a></p><p class="small quiet">{}</p></li>)",
            card_url(sheet.diagnostic, *criterion), criterion->number, criterion->title.in(t.code()),
            t.text("Demandé par {}, le {}.", {flag->by, t.date(caller.local(flag->at).day)}));
    });
    return t.html(R"(<ul class="lines">{}</ul>)", lines);
}

Html filters(Language const& t, OverviewSheet const& sheet) {
    auto const here = std::optional<std::string>{"page"};
    auto const count = std::to_string(sheet.flags.size());
    return t.html(R"(
<nav class="voices" aria-label="{Ce qui se montre}"><a href="{}"{}>{Par chapitre}</a><a href="{}"{}>{}</a></nav>)",
        overview_url(sheet.diagnostic), Attribute{"aria-current", sheet.shows_flagged ? std::nullopt : here},
        overview_url(sheet.diagnostic).with("voir", "a-reprendre"),
        Attribute{"aria-current", sheet.shows_flagged ? here : std::nullopt}, t.text("À reprendre ({})", {count}));
}

Html ways(Language const& t, OverviewSheet const& sheet) {
    auto const& diagnostic = sheet.diagnostic;
    auto const own = when(accounts::may(sheet.member.role, accounts::Right::rate),
        [&] { return t.html(R"(<li><a href="{}">{Mes critères}</a></li>)", own_criteria_url(diagnostic)); });
    auto const team = when(accounts::may(sheet.member.role, accounts::Right::manage),
        [&] { return t.html(R"(<li><a href="{}">{Qui évalue quoi}</a></li>)", assignments_url(diagnostic)); });
    auto const one = when(sheet.first != nullptr,
        [&] { return t.html(R"(<li><a href="{}">{Une question à la fois}</a></li>)", question_url(diagnostic, *sheet.first)); });
    return t.html(R"(
<ul class="cluster"><li><a href="{}">{Tout sur une page}</a></li>{}{}{}</ul>)",
        whole_url(diagnostic), one, own, team);
}

} // namespace

Html overview_page(Caller const& caller, OverviewSheet const& sheet, Html const& before) {
    auto const& t = caller.t;
    auto const& diagnostic = sheet.diagnostic;
    auto const about = when(!diagnostic.version().about.empty(), [&] {
        return t.html(R"(
<section aria-labelledby="referentiel">{}<div class="prose"><p>{}</p></div></section>)",
            layout::section_title(t, "referentiel", t.text("Le référentiel")), diagnostic.version().about.in(t.code()));
    });
    auto const progress = t.html(R"(<div>{}<p class="small quiet">{}</p></div>)",
        charts::tally(t, sheet.scores.answered, sheet.scores.total, t.text("critères évalués")),
        sheet.may_rate ? time_left(t, sheet.scores.total - sheet.scores.answered) : "");
    auto const lines = sheet.shows_flagged ? flagged_lines(caller, sheet) : chapter_lines(t, sheet);
    return t.html(R"(
<div class="stack-wide">{}{}{}<section aria-labelledby="chapitres">{}{}</section>{}</div>)",
        before, progress, ways(t, sheet),
        layout::section_title(
            t, "chapitres", sheet.shows_flagged ? t.text("À reprendre") : t.text("Chapitres"), filters(t, sheet)),
        lines, t.html("{}{}", legend(t, diagnostic), about));
}

} // namespace diagnostic
