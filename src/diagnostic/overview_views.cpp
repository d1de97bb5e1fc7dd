#include "diagnostic/overview_views.h"

#include "charts/signs.h"
#include "diagnostic/addresses.h"
#include "diagnostic/chapter_views.h"
#include "diagnostic/results_views.h"
#include "layout/parts.h"

namespace diagnostic {

using accounts::Caller;
using html::Html, html::each, html::when;

Html overview_page(Caller const& caller, Diagnostic const& diagnostic, Scores const& scores, Html const& before) {
    auto const& t = caller.t;
    int number = 0;
    auto const lines = each(scores.chapters, [&](ChapterScore const& score) {
        auto const state = score.total == 0      ? t.text("À compléter")
                           : score.answered == 0 ? t.text("Pas commencé")
                           : score.is_done()     ? t.text("Terminé")
                                                 : t.text("En cours");
        auto const id = "etat-" + std::string{score.chapter->key.text()};
        auto const link = t.html(R"(<a href="{}" aria-describedby="{}">{}. {}</a>)", chapter_url(diagnostic, *score.chapter), id,
            ++number, score.chapter->title.in(t.code()));
        return t.html(R"(
<li class="line line--3"><p class="line__title">{}</p><p><span class="tag" id="{}">{}</span></p><p class="number">{}&nbsp;/&nbsp;{}</p></li>)",
            link, id, state, score.answered, score.total);
    });
    auto const about = when(!diagnostic.version().about.empty(), [&] {
        return t.html(R"(
<section aria-labelledby="referentiel">{}<div class="prose"><p>{}</p></div></section>)",
            layout::section_title(t, "referentiel", t.text("Le référentiel")), diagnostic.version().about.in(t.code()));
    });
    return t.html(R"(
<div class="stack-wide">{}{}{}<section aria-labelledby="chapitres">{}<ul class="lines">{}</ul></section>{}{}</div>)",
        notices(t, diagnostic), before, charts::tally(t, scores.answered, scores.total, t.text("critères évalués")),
        layout::section_title(t, "chapitres", t.text("Chapitres")), lines, legend(t, diagnostic), about);
}

} // namespace diagnostic
