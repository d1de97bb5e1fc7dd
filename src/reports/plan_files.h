#pragma once

#include "accounts/router.h"

namespace reports {

// The plan of actions as files to keep: workbook, CSV, PDF.
void add_plan_file_routes(accounts::Router&);

} // namespace reports
