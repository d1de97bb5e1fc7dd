#pragma once

#include <string_view>

// Of the program, as its pages and its commands tell it.
inline constexpr std::string_view program_version = "0.1.0";
