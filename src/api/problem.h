#pragma once

#include "web/response.h"

#include <string_view>

namespace boost::json {
class value;
} // namespace boost::json

namespace api {

// Errors as RFC 9457 says them, in the language of the caller.
web::Response problem(int status, std::string_view title, std::string_view detail = {});

// 409: somebody else was faster, and both versions are given.
web::Response conflict(std::string_view title, boost::json::value const& yours, boost::json::value const& theirs);

} // namespace api
