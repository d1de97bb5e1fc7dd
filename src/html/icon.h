#pragma once

#include "html/html.h"

#include <string_view>

namespace html {

// A drawing of icons.svg beside a word that says the same: screen readers pass over it.
Html icon(Language const& t, std::string_view name);

// The counting square: level 0 to 5, one stroke for each; side 1 to 5, which step of the method.
Html level_sign(Language const& t, int level);
Html side_sign(Language const& t, int side);

} // namespace html
