#pragma once

#include "html/html.h"
#include "site/example.h"

namespace site {

// A workshop on the screen, on a telephone and in its minutes.
html::Html workshop_samples(Example const&);

} // namespace site
