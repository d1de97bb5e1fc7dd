#pragma once

#include "accounts/router.h"

namespace api {

// The JSON of programs: the same rules and figures as the pages, by the same functions.
void add_routes(accounts::Router&);

// Errors as RFC 9457 says them, in the language of the caller.
web::Response problem(int status, std::string_view title, std::string_view detail = {});

} // namespace api
