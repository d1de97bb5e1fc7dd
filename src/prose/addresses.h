#pragma once

#include "core/url.h"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace prose {

// An address that stands in a text as it was typed.
struct Address {
    std::size_t begin;
    std::string_view shown;
    Url leads_to;
};

using ReadAddress = std::function<std::optional<Url>(std::string_view)>;

// Those of a text, in order. No sign is read twice, however often a text says « http ».
std::vector<Address> addresses_in(std::string_view text, ReadAddress const& = Url::external);

} // namespace prose
