#pragma once

#include "accounts/router.h"

namespace reports {

// The results of a diagnostic as files to keep: workbook, CSV, drawing.
void add_diagnostic_file_routes(accounts::Router&);

} // namespace reports
