#pragma once

#include "app/options.h"

namespace app {

// Two invented structures to look at: a young workers' residence with two years of diagnostic, and a second one beside it. The
// passwords are random, printed once, and kept in DIR/demo-logins.txt for its owner alone. Refused where it was done already.
int make_demo(Options const&);

} // namespace app
