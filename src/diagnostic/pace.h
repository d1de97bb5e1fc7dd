#pragma once

#include "html/html.h"

#include <string>

namespace diagnostic {

// « Il reste environ 12 minutes », for so many criteria that are not answered yet; nothing where none is left.
std::string time_left(html::Language const& t, int criteria);

// A minute and a quarter each; in steps of five from ten minutes on.
int minutes_left(int criteria);

} // namespace diagnostic
