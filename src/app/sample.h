#pragma once

#include "app/options.h"

namespace app {

// Fills an instance with so many invented structures, each with a member and two rated cycles, for bin/bench. Prints the
// addresses and keys that a load needs: for 64 of them one line « structure cycle chapter session key email password ».
int make_sample(Options const&);

} // namespace app
