#pragma once

#include <string_view>

// What archives and answers say of the program that made them.
inline constexpr std::string_view program_version = "0.1";
