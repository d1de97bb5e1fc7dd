#pragma once

#include "evidence/bytes.h"

#include <optional>
#include <string_view>

namespace evidence {

// What an image says of itself before any of it is drawn.
struct ImageHeader {
    std::string_view type; // « image/png »
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

// Of a PNG, JPEG, WebP or GIF; nothing where the file begins otherwise, or tells no size.
std::optional<ImageHeader> image_header(Bytes const&);

// Does each part of a PNG hold what its check says? Who draws it looks at the first part alone.
bool is_as_checked(Bytes const& png);

// « image/png » by the first bytes alone, or empty: then a header that tells nothing is a damaged one.
std::string_view image_type(std::string_view first_bytes);

} // namespace evidence
