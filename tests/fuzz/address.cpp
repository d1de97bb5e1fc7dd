#include "core/unicode.h"
#include "fuzz/fuzzing.h"
#include "web/paths.h"
#include "web/percent.h"
#include "web/wire.h"

#include <algorithm>
#include <cstdint>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

web::Paths routes() {
    web::Paths paths;
    paths.add("/", 0, 0);
    paths.add("/structures/{}", 1, 1);
    paths.add("/structures/{}/diagnostic/{}", 2, 2);
    paths.add("/{}/diagnostic", 1, 3);
    return paths;
}

// Planted: an address that ends with a slash leads where a name would, and the name is empty.
std::optional<web::Paths::Found> find(web::Paths const& paths, std::string const& path) {
    auto found = paths.find(path);
    if (!has_planted_fault() || found || !path.ends_with('/')) return found;
    found = paths.find(path + "x");
    if (found) found->segments.back().clear();
    return found;
}

} // namespace

// Whatever stands after GET: a path that is let in can be read, and leads where its literal parts say.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static auto const paths = routes();
    std::string const target{reinterpret_cast<char const*>(data), size};
    auto const path = target.substr(0, target.find('?'));

    auto const decoded = web::percent_decoded(target);
    if (decoded) {
        require(decoded->size() <= target.size());
        require(web::percent_decoded(web::percent_encoded(*decoded)) == decoded);
    }
    require(web::percent_decoded(web::percent_encoded(target)) == target);

    auto const is_let_in = web::refusal({"GET", target, false, {{"host", "a"}}}) == 0;
    if (is_let_in) {
        require(target.starts_with('/') && target.size() <= web::most_target_bytes);
        auto const readable = web::percent_decoded(path);
        require(readable && is_utf8(*readable) && readable->find('\0') == readable->npos);
    }
    if (auto const found = find(paths, path)) {
        static constexpr std::size_t holes[] = {0, 1, 2, 1};
        require(found->segments.size() == holes[found->route]);
        for (auto const& segment : found->segments) require(!segment.empty());
        require(static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')) <= 4);
    }
    return 0;
}
