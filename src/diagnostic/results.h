#pragma once

#include "accounts/router.h"

namespace diagnostic {

// The results, as a whole and by chapter, beside earlier cycles or snapshots: « avec=ID », « avec-ID=oui » for each of several,
// « avec=rien » for none.
void add_results_routes(accounts::Router&);

} // namespace diagnostic
