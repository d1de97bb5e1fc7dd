#pragma once

#include "accounts/router.h"

namespace actions {

// The pages that bring in a plan from a file: its model, the file, what each line would do, the import and its undoing.
void add_plan_import_routes(accounts::Router&);

} // namespace actions
