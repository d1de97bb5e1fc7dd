#pragma once

#include "accounts/router.h"
#include "web/response.h"

namespace reports {

// The report of the good practices, as its page asks for it.
web::Later practices_report(accounts::Visit const&, accounts::WhichCycle const&);

// « …/pratiques.pdf » and « …/pratiques.xlsx ».
void add_practices_file_routes(accounts::Router&);

} // namespace reports
