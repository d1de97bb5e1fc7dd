#pragma once

#include "html/html.h"
#include "site/example.h"

namespace site {

// A criterion that several answer, and results beside those of a year before.
html::Html diagnostic_samples(Example const&);

} // namespace site
