#pragma once

#include "diagnostic/checks.h"
#include "html/html.h"

namespace diagnostic {

// « Avant de clore »: each line leads to where it is mended, and joining a document comes back to this page.
html::Html checks_section(html::Language const& t, Diagnostic const&, Beside const&, std::span<Check const>, Url const& back);

} // namespace diagnostic
