#pragma once

#include "core/fraction.h"

#include <optional>
#include <string>
#include <string_view>

// The numbers of a plan: exact decimals, from the form to the file.
namespace actions {

inline constexpr int most_decimals = 4, most_whole_digits = 12;

// As people type it, « 1 234,5 », « -3 », « 12.50 »: nothing where it is no number, or longer than a plan holds. Zeros at the end
// say nothing.
std::optional<Decimal> read_figure(std::string_view typed);

// As it is kept and given to programs: « 1234.5 ».
std::string figure_text(Decimal);

// As it is typed into a field again: « 1234,5 ».
std::string typed_figure(Decimal);

// How far from the baseline to the target, (value - baseline) / (target - baseline): 1 once it is reached, more beyond, less than
// 0 on the wrong side; the same for what is to fall. Nothing where they are the same.
std::optional<Fraction> achieved(Decimal baseline, Decimal target, Decimal value);

bool is_less(Decimal, Decimal);

} // namespace actions
