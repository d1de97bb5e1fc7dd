#include "html/icon.h"

#include "core/asset.h"

namespace html {
namespace {

Html drawing(Language const& t, std::string_view css_class, std::string_view name) {
    return t.html(
        R"(<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>)", css_class, asset_url("icons.svg").at(name));
}

} // namespace

Html icon(Language const& t, std::string_view name) { return drawing(t, "icon", name); }
Html level_sign(Language const& t, int level) { return drawing(t, "level", "level-" + std::to_string(level)); }
Html side_sign(Language const& t, int side) { return drawing(t, "side", "side-" + std::to_string(side)); }

} // namespace html
