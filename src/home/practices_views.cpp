#include "home/practices_views.h"

#include "charts/signs.h"
#include "html/icon.h"
#include "practices/addresses.h"

namespace home {

using html::Html, html::Language, html::when;

Html practices_tile(
    Language const& t, diagnostic::Diagnostic const& diagnostic, practices::Progress const& progress, ToDescribe const& left) {
    auto const to_next = [&] {
        return t.html(R"(<span>{}</span><a href="{}">{}</a>)", left.own->chapter->title.in(t.code()),
            practices::practice_card_url(diagnostic, *left.own), t.text("Décrire le critère {}", {left.own->number}));
    };
    auto const to_all = [&] { return t.html(R"(<a href="{}">{Lire les pratiques}</a>)", practices::practices_url(diagnostic)); };
    auto const to_plan = [&] {
        return t.html(R"(<span>{Tout est décrit}</span><a href="{}">{Voir ce qui presse}</a>)",
            practices::practices_url(diagnostic).with("voir", "plan"));
    };
    auto const urgent = when(progress.in_plan > 0, [&] {
        return t.html(R"(<p class="small quiet">{}</p>)",
            t.count(progress.in_plan, "{} critère de priorité !!!", "{} critères de priorité !!!"));
    });
    return t.html(R"(
<div class="tile"><h2 class="tile__title">{}<a href="{}">{Vos bonnes pratiques}</a></h2>{}{}<p class="tile__next">{}</p></div>)",
        html::side_sign(t, 2), practices::practices_url(diagnostic),
        charts::tally(t, progress.described, progress.total, t.text("pratiques décrites")), urgent,
        left.own        ? to_next()
        : left.anybodys ? to_all()
                        : to_plan());
}

} // namespace home
