#pragma once

#include <string>
#include <string_view>

namespace api {

// The same JSON with numbers as people write them, « 3 » or « 0.5 » and never « 3E0 », which some programs cannot read.
std::string with_plain_decimals(std::string_view json);

} // namespace api
