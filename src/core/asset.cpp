#include "core/asset.h"

#include "core/embedded.h"

#include <map>
#include <stdexcept>
#include <string>

namespace {

// The lines of manifest.txt: « look.css look-3fa9c1d2.css ».
std::map<std::string_view, Url, std::less<>> read_manifest() {
    std::map<std::string_view, Url, std::less<>> urls;
    for (auto const& [path, content] : embedded::assets()) {
        if (path != "manifest.txt") continue;
        for (auto rest = content; !rest.empty();) {
            auto const line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            if (auto const blank = line.find(' '); blank != line.npos)
                urls.emplace(line.substr(0, blank), Url::page({"assets", line.substr(blank + 1)}));
        }
    }
    return urls;
}

} // namespace

Url asset_url(std::string_view name) {
    static auto const urls = read_manifest();
    auto const found = urls.find(name);
    if (found == urls.end()) throw std::invalid_argument{"no such asset: " + std::string{name}};
    return found->second;
}
