#pragma once

#include "diagnostic/comparison.h"
#include "html/html.h"

namespace diagnostic {

// « Ce qui a changé et pourquoi »: each criterion that moved, with what was said then and what is said now.
html::Html changes_section(html::Language const& t, Comparison const&);

} // namespace diagnostic
