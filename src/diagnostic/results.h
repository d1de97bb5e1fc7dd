#pragma once

#include "accounts/router.h"

namespace diagnostic {

// The results, as a whole and by chapter, beside earlier cycles or snapshots: « ?avec=ID », « ?avec-ID=oui » for several, «
// ?avec=rien ».
void add_results_routes(accounts::Router&);

} // namespace diagnostic
