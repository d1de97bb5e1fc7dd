#pragma once

#include "html/html.h"
#include "referentiel/library.h"

namespace site {

// The référentiels that a diagnostic may begin with, side by side.
html::Html referentiel_list(html::Language const& t, referentiel::Library const&);

// What a référentiel is, its scale, and all its statements.
html::Html referentiel_page(html::Language const& t, referentiel::Version const&);

// All that it says of one chapter at the top: levels, questions, examples, evidence, links.
html::Html referentiel_chapter(html::Language const& t, referentiel::Version const&, referentiel::Chapter const&);

// Each criterion of the full référentiel beside the numbers of the catalogues that it is close to.
html::Html coverage_table(html::Language const& t, referentiel::Version const&);

Url referentiel_url(referentiel::Version const&);
Url referentiel_chapter_url(referentiel::Version const&, referentiel::Chapter const&);

} // namespace site
