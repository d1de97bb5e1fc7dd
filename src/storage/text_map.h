#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace storage {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// Found by the text of a statement, without a copy of it.
template <typename Kept>
using TextMap = std::unordered_map<std::string, Kept, TextHash, std::equal_to<>>;

// A program of ours has some hundreds of statements; those whose text varies must not fill the memory of a long run.
constexpr std::size_t most_kept_statements = 2000;

} // namespace storage
