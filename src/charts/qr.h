#pragma once

#include "html/html.h"

#include <string_view>
#include <vector>

// Addresses for the cameras of telephones.
namespace charts {

// The modules of a QR code (ISO/IEC 18004, bytes, level M), row by row, true where dark; without the quiet zone round it.
// Holds 213 bytes at most; longer texts give an empty one.
std::vector<std::vector<bool>> qr_modules(std::string_view text);

// The drawing, dark on light in any colours of the page. The label says in words where it leads.
html::Html qr_code(html::Language const& t, std::string_view text, std::string_view label);

} // namespace charts
