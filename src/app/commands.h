#pragma once

#include <string>
#include <vector>

namespace app {

// Carries out one command of the program; gives its exit status: 0 done, 1 refused with the reason on standard error, 2 wrong
// use.
int run(std::vector<std::string> const& arguments);

} // namespace app
