#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace web {

// The bytes that %XX stand for; nothing where a % has no two digits after it.
std::optional<std::string> percent_decoded(std::string_view);

// Everything but letters, digits and -._~ as %XX.
std::string percent_encoded(std::string_view);

} // namespace web
