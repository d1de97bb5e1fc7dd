#pragma once

#include "accounts/router.h"
#include "web/response.h"

namespace reports {

// The report of the plan of actions, as its page asks for it.
web::Later plan_report(accounts::Visit const&, accounts::WhichCycle const&);

// The plan of actions as files to keep: workbook, CSV, PDF.
void add_plan_file_routes(accounts::Router&);

} // namespace reports
