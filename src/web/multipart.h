#pragma once

#include "web/request.h"

#include <optional>
#include <string_view>

namespace web {

// The fields and files of a multipart/form-data body (RFC 7578), whose boundary its content type names. Nothing where it is none,
// is cut short, or holds more than 2,000 parts.
std::optional<Form> read_multipart(std::string_view content_type, std::string_view body);

} // namespace web
