#pragma once

#include "html/html.h"
#include "web/response.h"

#include <string_view>

namespace layout {

// What a visitor sees of a request that went wrong: what happened and what to do, in plain words. The reference of the request
// is shown where we are at fault, so that help can find it.
web::Response status_page(html::Language const& t, int status, std::string_view reference = {});

} // namespace layout
