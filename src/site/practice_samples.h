#pragma once

#include "html/html.h"
#include "site/example.h"

namespace site {

// What is written of a practice, its priority, and the documents that show it.
html::Html practice_samples(Example const&);

} // namespace site
