#pragma once

#include "web/request.h"

#include <span>
#include <string>

namespace api {

// Which of these languages the answer speaks: the one that ?lang= names, or the one that Accept-Language likes best, or else
// the one given. What is asked for by name and is not there is nothing.
std::optional<std::string> language_of(web::Request const&, std::span<std::string const> languages, std::string_view otherwise);

} // namespace api
