#include "site/method.h"

#include "html/icon.h"
#include "layout/parts.h"
#include "referentiel/offer.h"
#include "site/referentiel_views.h"

namespace site {
namespace {

using html::each, html::Html, html::Language;
using referentiel::Level, referentiel::Library, referentiel::Version;

Html level_row(Language const& t, Level const& level) {
    return t.html(R"(
<tr><th scope="row"><span class="level-name">{}{}</span></th><td>{}</td><td>{}</td></tr>)",
        html::level_sign(t, level.rank()), level.code(), level.label(t.code()), level.answer(t.code()));
}

Html scale_table(Language const& t, Library const& library) {
    return layout::register_table(t,
        {.id = "niveaux",
            .caption = t.text("Les cinq niveaux"),
            .note = t.text("Leur sens commun. Chaque critère les dit dans ses propres phrases : ce sont elles que l'on choisit."),
            .columns = {{t.text("Niveau")}, {t.text("Degré de maturité")}, {t.text("En une phrase")}},
            .rows = each(standard_levels(library), [&](Level const& level) { return level_row(t, level); })});
}

Html open_referentiels(Language const& t, Library const& library) {
    auto const names = each(referentiel::choices(library), [&](Version const* version) {
        return t.html(R"(
<li><a href="{}">{}</a>, {}</li>)",
            referentiel_url(*version), version->title.in(t.code()), referentiel::size_words(t, *version));
    });
    return t.html(R"(
<p>{Sur cette plateforme, une démarche peut commencer avec :}</p>
<ul>{}
</ul>)",
        names);
}

Html coverage(Language const& t, Library const& library) {
    auto const* version = library.latest("ess-complet");
    return version ? coverage_table(t, *version) : Html{};
}

} // namespace

std::vector<Level> standard_levels(Library const& library) {
    auto const* version = library.latest("ess-complet");
    return version ? version->default_scale().levels() : std::vector<Level>{};
}

Html what_is_open(Language const& t) {
    return layout::notice(t, layout::Tone::plain, t.text("Ouvert aujourd'hui :"),
        t.text(
            "L'autodiagnostic et ses résultats, les bonnes pratiques et leurs documents, le plan d'actions, seul ou en équipe. "
            "Les parties prenantes et le suivi s'ouvriront ensuite, sans rien ressaisir."));
}

Inserts method_inserts(Language const& t, Library const& library) {
    return {{"disponible", what_is_open(t)}, {"echelle", scale_table(t, library)},
        {"referentiels", open_referentiels(t, library)}, {"couverture", coverage(t, library)}};
}

} // namespace site
