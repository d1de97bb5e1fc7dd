#include "practices/overview_views.h"

#include "charts/signs.h"
#include "diagnostic/card.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/profile.h"
#include "layout/parts.h"
#include "practices/addresses.h"
#include "practices/saving.h"

namespace practices {
namespace {

using accounts::Caller;
using html::Attribute, html::Html, html::Language, html::each, html::when;
using referentiel::Criterion;

Html chapter_lines(Language const& t, OverviewSheet const& sheet) {
    int number = 0;
    auto const lines = each(sheet.chapters, [&](ChapterState const& state) {
        auto const total = state.progress.total, described = state.progress.described, in_plan = state.progress.in_plan;
        auto const words = total == 0          ? t.text("À compléter")
                           : described == 0    ? t.text("Pas commencé")
                           : described < total ? t.text("En cours")
                                               : t.text("Terminé");
        auto const plan = when(in_plan > 0, [&] {
            return t.html(R"( <span class="small">{}</span>)",
                t.count(in_plan, "{} critère de priorité !!!", "{} critères de priorité !!!"));
        });
        auto const link = t.html(R"(<a href="{}">{}. {}</a>)", practices_url(sheet.diagnostic, *state.chapter), ++number,
            state.chapter->title.in(t.code()));
        return t.html(R"(
<li class="line line--3"><p class="line__title">{}</p><p><span class="tag">{}</span>{}</p><p class="number">{}&nbsp;/&nbsp;{}</p></li>)",
            link, words, plan, described, total);
    });
    return t.html(R"(<ul class="lines">{}</ul>)", lines);
}

bool is_in(OverviewSheet const& sheet, Criterion const& criterion) {
    if (!is_concerned(criterion, sheet.ratings)) return false;
    if (sheet.filter == Filter::in_plan) return sheet.described.priority(criterion) == Priority::plan;
    return !sheet.described.is_described(criterion);
}

Html criterion_line(Language const& t, OverviewSheet const& sheet, Criterion const& criterion) {
    auto const* saved = diagnostic::find_rating(sheet.ratings, criterion);
    auto const level = saved ? t.html("<b>{}</b> {}", diagnostic::shown_code(saved->rating.level),
                                   criterion.wording(saved->rating.level, t.code()))
                             : t.html("{Pas encore évalué}");
    return t.html(R"(
<li class="line"><p class="line__title"><a href="{}">{}. {}</a></p><p class="small quiet">{}</p></li>)",
        practice_card_url(sheet.diagnostic, criterion), criterion.number, diagnostic::title_of(t, criterion), level);
}

Html criterion_lines(Language const& t, OverviewSheet const& sheet) {
    auto const lines = each(diagnostic::asked(sheet.diagnostic),
        [&](Criterion const* criterion) { return is_in(sheet, *criterion) ? criterion_line(t, sheet, *criterion) : Html{}; });
    if (!lines.text().empty()) return t.html(R"(<ul class="lines">{}</ul>)", lines);
    if (sheet.filter == Filter::to_describe)
        return layout::empty(
            t, {.title = t.text("Tout est décrit"),
                   .text = t.text("Relisez vos descriptions une fois l'an, avec l'équipe : elles vieillissent.")});
    return layout::empty(t, {.title = t.text("Aucun critère de priorité !!! pour l'instant"),
                                .text = t.text("Le niveau « !!! Plan d'actions », sous un critère, le met dans le plan.")});
}

Html filters(Language const& t, OverviewSheet const& sheet) {
    auto const here = [&](Filter filter) {
        return Attribute{"aria-current", sheet.filter == filter ? std::optional<std::string>{"page"} : std::nullopt};
    };
    auto const url = practices_url(sheet.diagnostic);
    auto const left = std::to_string(sheet.progress.total - sheet.progress.described);
    auto const plan = std::to_string(sheet.progress.in_plan);
    auto const first = t.html(R"(<a href="{}"{}>{Par chapitre}</a>)", url, here(Filter::chapters));
    return t.html(R"(
<nav class="voices" aria-label="{Ce qui se montre}">{}<a href="{}"{}>{}</a><a href="{}"{}>{}</a></nav>)",
        first, url.with("voir", "a-decrire"), here(Filter::to_describe), t.text("À décrire ({})", {left}),
        url.with("voir", "plan"), here(Filter::in_plan), t.text("Priorité !!! ({})", {plan}));
}

Html downloads(Language const& t, OverviewSheet const& sheet) {
    auto const file = [&](char const* name) {
        return Url::page({"structures", sheet.diagnostic.organisation(), "cycles", sheet.diagnostic.cycle().id, name});
    };
    return t.html(R"(
<section aria-labelledby="emporter">{}<ul class="cluster after"><li><a href="{}">{Rapport (PDF)}</a></li>{}<li><a href="{}">{Classeur (XLSX)}</a></li></ul></section>)",
        layout::section_title(t, "emporter", t.text("Emporter les bonnes pratiques")), file("pratiques.pdf"), sheet.archive,
        file("pratiques.xlsx"));
}

} // namespace

std::string title_of(Language const& t, Filter filter) {
    switch (filter) {
        case Filter::chapters: return t.text("Chapitres");
        case Filter::to_describe: return t.text("Pratiques à décrire");
        case Filter::in_plan: return t.text("Critères de priorité !!!");
    }
    return {};
}

Html overview_page(Caller const& caller, OverviewSheet const& sheet) {
    auto const& t = caller.t;
    auto const& progress = sheet.progress;
    auto const done = t.html(R"(<div>{}<p class="small quiet">{}</p></div>)",
        charts::tally(t, progress.described, progress.total, t.text("pratiques décrites")),
        t.count(progress.prioritised, "{} critère a une priorité.", "{} critères ont une priorité."));
    auto const lines = sheet.filter == Filter::chapters ? chapter_lines(t, sheet) : criterion_lines(t, sheet);
    return t.html(R"(
<div class="stack-wide">{}<section aria-labelledby="chapitres">{}{}</section>{}{}</div>)",
        done, layout::section_title(t, "chapitres", title_of(t, sheet.filter), filters(t, sheet)), lines, downloads(t, sheet),
        sheet.aside);
}

} // namespace practices
