#pragma once

#include "accounts/router.h"
#include "web/response.h"

namespace reports {

// The report of a diagnostic, as its page asks for it.
web::Later diagnostic_report(accounts::Visit const&, accounts::WhichCycle const&);

// The results of a diagnostic as files to keep: workbook, CSV, drawing, PDF.
void add_diagnostic_file_routes(accounts::Router&);

} // namespace reports
