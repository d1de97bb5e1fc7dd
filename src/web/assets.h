#pragma once

#include "core/embedded.h"
#include "web/response.h"

#include <map>
#include <optional>
#include <span>
#include <string_view>

namespace web {

// What stands under /assets: the files that manifest.txt names, each with its brotli form where there is one.
class Assets {
public:
    explicit Assets(std::span<embedded::File const> files = embedded::assets());

    // Kept for good by browsers, since a name holds a digest of the content.
    std::optional<Response> find(std::string_view name) const;

private:
    std::map<std::string_view, Fixed> contents_;
};

} // namespace web
