#pragma once

#include <optional>
#include <string>
#include <string_view>

// When two ways to write a name may be one name.
namespace accounts {

// « GUÉGUEN Sophie » is « Sophie Guéguen »: the words of a name in whichever order, the same for both.
std::string words_of_name(std::string_view name);

// How far a name is from another, 0 where they are alike: each word of the shorter one is found in the longer one, whose other
// words count too. Nothing where they are two; an initial alone says nobody.
std::optional<int> farness(std::string_view one, std::string_view other);

} // namespace accounts
