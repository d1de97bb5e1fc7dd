#pragma once

#include "app/options.h"

namespace app {

// Serves until SIGTERM or SIGINT; then answers what is under way and returns.
int serve(Options const&);

} // namespace app
