#pragma once

#include "accounts/router.h"
#include "reports/worker.h"

#include <functional>

namespace reports {

// Makes a report and waits for it. Filled by app/.
struct Press {
    std::function<Result<Made, Refusal>(Job)> print = [](Job const&) { return Failure{Refusal{Fault::unavailable}}; };
};

// Reports that a structure keeps among its documents.
void add_archiving_routes(accounts::Router&);

} // namespace reports
