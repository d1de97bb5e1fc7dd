#pragma once

#include "diagnostic/checks.h"
#include "html/html.h"

namespace diagnostic {

// « Avant de clore »: each line leads to the field where it is mended.
html::Html checks_section(html::Language const& t, Diagnostic const&, std::span<Check const>);

} // namespace diagnostic
