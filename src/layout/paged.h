#pragma once

#include "accounts/visit.h"
#include "layout/parts.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

// Lists that may grow show fifty lines a page, and the way to the next.
namespace layout {

inline constexpr std::size_t lines_a_page = 50;

template <typename Item>
struct Paged {
    std::span<Item const> shown;
    html::Html more; // nothing where the list ends here
};

// Goes on after the line whose key the address of the page says under that name.
template <typename Item, typename Key>
Paged<Item> paged(
    accounts::Caller const& caller, std::span<Item const> all, Url const& at, std::string_view name, Key const& key) {
    auto const after = caller.request.parameters().line(name);
    auto const found = std::ranges::find_if(all, [&](Item const& item) { return std::string{key(item)} == after; });
    auto const rest = after.empty() || found == all.end() ? all : std::span<Item const>{found + 1, all.end()};
    if (rest.size() <= lines_a_page) return {rest, {}};
    auto const shown = rest.first(lines_a_page);
    return {shown, see_more(caller.t, at.with(name, std::string_view{key(shown.back())}))};
}

// The same of what was said one after the other: the last first, and the way to what was said before.
template <typename Item, typename Key>
Paged<Item> paged_from_end(
    accounts::Caller const& caller, std::span<Item const> all, Url const& at, std::string_view name, Key const& key) {
    auto const before = caller.request.parameters().line(name);
    auto const found = std::ranges::find_if(all, [&](Item const& item) { return std::string{key(item)} == before; });
    auto const rest = before.empty() || found == all.end() ? all : std::span<Item const>{all.begin(), found};
    if (rest.size() <= lines_a_page) return {rest, {}};
    auto const shown = rest.last(lines_a_page);
    return {shown, see_more(caller.t, at.with(name, std::string_view{key(shown.front())}))};
}

// Where such a list shows that line: the last of it, or what was said before.
template <typename Item, typename Key>
Url page_from_end(std::span<Item const> all, Url at, std::string_view name, Key const& key, std::string_view line) {
    std::size_t later = 0; // lines
    while (later < all.size() && std::string_view{key(all[all.size() - 1 - later])} != line) ++later;
    auto const after = later - later % lines_a_page; // on the pages after its own
    if (after == 0 || later == all.size()) return at;
    return std::move(at).with(name, std::string_view{key(all[all.size() - after])});
}

} // namespace layout
