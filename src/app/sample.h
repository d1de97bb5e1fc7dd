#pragma once

#include "app/options.h"

namespace app {

// Fills an instance with so many invented structures, each with a member and two rated cycles, for bin/bench. Prints the address
// and key that a load needs: one line « structure cycle chapter session key ».
int make_sample(Options const&);

} // namespace app
