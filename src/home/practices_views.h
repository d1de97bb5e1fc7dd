#pragma once

#include "diagnostic/diagnostic.h"
#include "html/html.h"
#include "practices/practice.h"

namespace home {

// « Vos bonnes pratiques »: how many are described, and which is next.
html::Html practices_tile(
    html::Language const& t, diagnostic::Diagnostic const&, practices::Progress const&, referentiel::Criterion const* next);

} // namespace home
