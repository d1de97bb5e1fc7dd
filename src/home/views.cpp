#include "home/views.h"

#include "charts/signs.h"
#include "diagnostic/addresses.h"
#include "diagnostic/pace.h"
#include "diagnostic/profile.h"
#include "diagnostic/result_figures.h"
#include "html/icon.h"
#include "layout/parts.h"

namespace home {
namespace {

using accounts::Visit;
using diagnostic::Diagnostic, diagnostic::Scores;
using html::Html, html::Language, html::when;
using referentiel::Criterion;

Html diagnostic_tile(Language const& t, Diagnostic const& diagnostic, Scores const& scores, Criterion const* next) {
    auto const href = next ? diagnostic::overview_url(diagnostic) : diagnostic::results_url(diagnostic);
    auto const left = scores.total - scores.answered;
    auto const step = next ? t.html(R"(<span>{}</span><a href="{}">{}</a>)", next->chapter->title.in(t.code()),
                                 diagnostic::card_url(diagnostic, *next), t.text("Évaluer le critère {}", {next->number}))
                           : t.html(R"({}<a href="{}">{Lire les résultats}</a>)",
                                 when(left == 0, [&] { return t.html("<span>{Tous les critères sont évalués}</span>"); }),
                                 diagnostic::results_url(diagnostic));
    return t.html(R"(
<div class="tile"><h2 class="tile__title">{}<a href="{}">{Votre diagnostic}</a></h2>{}<p class="small quiet">{}</p><p class="tile__next">{}</p></div>)",
        html::side_sign(t, 1), href, charts::tally(t, scores.answered, scores.total, t.text("critères évalués")),
        next ? diagnostic::time_left(t, left) : "", step);
}

// A step that cannot be taken yet says when it can, and is no link.
Html waiting_tile(Language const& t, int side, std::string_view title, std::string_view what) {
    return t.html(R"(
<div class="tile"><h2 class="tile__title">{}{}</h2><p><span class="tag">{Pas encore possible}</span></p><p class="tile__next"><span>{}</span></p></div>)",
        html::side_sign(t, side), title, what);
}

Html tiles(Language const& t, Diagnostic const& diagnostic, Scores const& scores, Criterion const* next, Html const& practices,
    Engagements const& plan) {
    return t.html(R"(
<div class="tiles">{}{}{}{}
</div>)",
        diagnostic_tile(t, diagnostic, scores, next),
        waiting_tile(
            t, 5, t.text("Vos parties prenantes"), t.text("La carte et le dialogue arrivent dans une prochaine version.")),
        practices, plan_tile(t, plan));
}

} // namespace

Criterion const* next_criterion(
    Diagnostic const& diagnostic, std::span<diagnostic::SavedRating const> ratings, diagnostic::Mandate const& mandate) {
    for (auto const* criterion : diagnostic::asked(diagnostic))
        if (!find_rating(ratings, *criterion) && mandate.allows(*criterion)) return criterion;
    return nullptr;
}

Html page(Visit const& visit, Diagnostic const& diagnostic, Scores const& scores, Criterion const* next, Html const& practices,
    Engagements const& plan) {
    auto const& t = visit.t;
    auto const sentences =
        html::each(diagnostic::digest(t, scores), [&](std::string const& sentence) { return t.html("<p>{}</p>", sentence); });
    return t.html(R"(
<div class="stack-wide">{}{}
<section aria-labelledby="bref">{}<div class="prose">{}</div></section></div>)",
        tiles(t, diagnostic, scores, next, practices, plan), plan_lists(visit, plan),
        layout::section_title(t, "bref", t.text("Où vous en êtes"),
            t.html(R"(<a class="small" href="{}">{Résultats du diagnostic}</a>)", diagnostic::results_url(diagnostic))),
        sentences);
}

} // namespace home
