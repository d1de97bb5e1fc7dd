#pragma once

#include "core/fraction.h"
#include "referentiel/yaml.h"

#include <optional>
#include <string_view>

namespace referentiel {

// The shapes of words that the format asks for.
bool is_key(std::string_view);
bool is_number_of_node(std::string_view);
bool is_code_of_level(std::string_view);
bool is_number_of_version(std::string_view);
bool is_language(std::string_view);

// What some program that reads YAML makes of a word without quotes.
bool is_yes_or_no(std::string_view);
bool looks_like_number(std::string_view);
bool looks_like_date(std::string_view);

// As typed, without quotes; nothing where it is something else.
std::optional<bool> yes_or_no(Value const&);
std::optional<Fraction> decimal_number(Value const&);

} // namespace referentiel
