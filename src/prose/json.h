#pragma once

#include "prose/document.h"

#include <string>

namespace prose {

// The blocks as JSON, for what sets them on paper (worker/templates/prose.typ).
std::string json(Document const&);

} // namespace prose
