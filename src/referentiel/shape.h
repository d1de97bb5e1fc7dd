#pragma once

#include "referentiel/yaml.h"

#include <array>
#include <string_view>

namespace referentiel {

constexpr std::size_t most_nodes = 5'000;
constexpr int most_storeys = 8;

// Says whatever in the tree the format does not foresee: words, missing parts, texts, numbers, closed lists. What it accepts
// without a fault can be built.
void check_shape(Value const& file, Findings&);

// The first word of a node says its kind.
constexpr std::array<std::string_view, 3> node_kinds{"chapter", "criterion", "item"};
// One of these, or nothing.
std::string_view kind_of(Value const& node);

} // namespace referentiel
