#pragma once

#include "accounts/router.h"

namespace diagnostic {

// The results, as a whole and by chapter, beside an earlier cycle or a snapshot: « ?avec=ID », « ?avec=rien ».
void add_results_routes(accounts::Router&);

} // namespace diagnostic
