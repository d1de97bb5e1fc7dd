#pragma once

#include "diagnostic/diagnostic.h"
#include "html/html.h"
#include "practices/practice.h"

namespace home {

// What is left to describe: by whoever looks, and by anybody.
struct ToDescribe {
    referentiel::Criterion const* own = nullptr;
    referentiel::Criterion const* anybodys = nullptr;
};

// « Vos bonnes pratiques »: how many are described, and which is next.
html::Html practices_tile(html::Language const& t, diagnostic::Diagnostic const&, practices::Progress const&, ToDescribe const&);

} // namespace home
