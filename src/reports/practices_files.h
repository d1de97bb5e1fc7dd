#pragma once

#include "accounts/router.h"

namespace reports {

// « …/pratiques.pdf » and « …/pratiques.xlsx ».
void add_practices_file_routes(accounts::Router&);

} // namespace reports
