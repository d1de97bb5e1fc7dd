#pragma once

#include "web/response.h"

#include <string_view>

namespace api {

// Errors as RFC 9457 says them, in the language of the caller.
web::Response problem(int status, std::string_view title, std::string_view detail = {});

} // namespace api
