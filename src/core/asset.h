#pragma once

#include "core/url.h"

#include <string_view>

// The address of a style, script, picture or font of ours; it holds a digest of the content, so that browsers keep it for good.
// asset_url("look.css") is /assets/look-3fa9c1d2.css. Throws where there is no such asset.
Url asset_url(std::string_view name);
