#pragma once

#include "html/html.h"
#include "web/response.h"

#include <optional>
#include <string_view>

namespace api {

// 422 for a body that has a member which its schema in openapi/v1.json does not know, or a value other than those that it
// permits: which, and what is permitted. Nothing where it has neither, or is no JSON.
std::optional<web::Response> objection(html::Language const& t, std::string_view body, std::string_view schema);

// The same, and to what lacks or is of another kind than described.
std::optional<web::Response> strict_objection(html::Language const& t, std::string_view body, std::string_view schema);

} // namespace api
