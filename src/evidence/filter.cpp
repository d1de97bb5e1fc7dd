#include "evidence/filter.h"

#include <algorithm>
#include <array>

namespace evidence {
namespace {

constexpr std::array<std::string_view, 4> slugs{"", "echeance", "inutilise", "archive"};

} // namespace

std::string_view state_slug(Filter::State state) { return slugs[static_cast<std::size_t>(state)]; }

Filter::State state_of(std::string_view slug) {
    auto const found = std::find(slugs.begin(), slugs.end(), slug);
    return found == slugs.end() ? Filter::State::any : static_cast<Filter::State>(found - slugs.begin());
}

} // namespace evidence
