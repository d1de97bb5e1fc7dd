#pragma once

#include "accounts/router.h"

namespace reports {

// Reports to keep: the PDF of a self-assessment.
void add_routes(accounts::Router&);

} // namespace reports
