#pragma once

#include "html/html.h"
#include "site/example.h"

namespace site {

// The plan in each of its presentations, and one action.
html::Html plan_samples(Example const&);

} // namespace site
