#pragma once

#include "html/html.h"
#include "workshop/workshop.h"

#include <span>
#include <string>

namespace workshop {

// The minutes as a table: a line for each level of each round, with what was retained. UTF-8 with its mark, semicolons, no cell
// that a spreadsheet would compute.
std::string minutes_csv(html::Language const&, std::span<Topic const>);

} // namespace workshop
