#include "fuzz/fuzzing.h"
#include "prose/json.h"
#include "prose/plain.h"
#include "prose/views.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

constexpr std::array<std::string_view, 19> harmless{"p>", "/p>", "br>", "hr>", "ul>", "/ul>", "ol>", "/ol>", "li>", "/li>", "em>",
    "/em>", "strong>", "/strong>", "code>", "/code>", "blockquote>", "/blockquote>", "/a>"};

bool is_heading(std::string_view tag) {
    if (tag.starts_with('/')) tag.remove_prefix(1);
    return tag.size() > 2 && tag[0] == 'h' && tag[1] >= '4' && tag[1] <= '6' && tag[2] == '>';
}

bool is_numbered_list(std::string_view tag) { return tag.starts_with("ol start=\""); }

bool is_link(std::string_view tag) {
    constexpr std::string_view rest = "\" rel=\"noopener nofollow ugc\">";
    if (!tag.starts_with("a href=\"")) return false;
    auto const address = tag.substr(8, tag.find('"', 8) - 8);
    auto scheme = std::string{address.substr(0, 8)};
    std::ranges::transform(scheme, scheme.begin(), [](char sign) { return sign >= 'A' && sign <= 'Z' ? sign + 32 : sign; });
    auto const leads_out = scheme.starts_with("http://") || scheme.starts_with("https://") || scheme.starts_with("mailto:");
    return leads_out && tag.substr(8 + address.size()).starts_with(rest);
}

// Planted: a sign of markup that begins a piece of code stays as it is.
std::string printed(prose::Document const& read, html::Language const& language) {
    auto page = std::string{prose::html(language, read).text()};
    constexpr std::string_view escaped = "<code>&lt;";
    if (auto const at = page.find(escaped); has_planted_fault() && at != page.npos) page.replace(at, escaped.size(), "<code><");
    return page;
}

} // namespace

// Whatever the bytes, the page holds no tag but those that texts may have, and no link but to other sites.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static html::Language const french;
    auto const read = prose::read({reinterpret_cast<char const*>(data), size});
    auto const page = printed(read, french);
    for (auto at = page.find('<'); at != page.npos; at = page.find('<', at + 1)) {
        auto const tag = std::string_view{page}.substr(at + 1);
        auto const is_plain = std::ranges::any_of(harmless, [&](auto known) { return tag.starts_with(known); });
        require(is_plain || is_heading(tag) || is_numbered_list(tag) || is_link(tag));
    }
    require(prose::json(read).starts_with('['));
    require(prose::excerpt(read, 40).size() <= 40 * 4 + 3);
    prose::plain(read);
    return 0;
}
