#pragma once

#include <string_view>

// How the values of headers are read.
namespace web {

// Spaces and tabs at both ends mean nothing.
std::string_view without_blanks(std::string_view);

// Cuts off what stands before the sign, and the sign with it.
std::string_view take_until(char sign, std::string_view& text);

// Names and codings are the same in small and in capital letters.
bool is_same_word(std::string_view, std::string_view);

} // namespace web
