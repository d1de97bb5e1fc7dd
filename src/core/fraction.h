#pragma once

#include <cstdint>

// An exact mean or share. It is rounded once, here, so that page, report, export and API show the same figure.
struct Fraction {
    std::int64_t top;
    std::int64_t bottom = 1;
};

// A number with a fixed count of decimals: {29, 1} is 2,9.
struct Decimal {
    std::int64_t digits;
    int decimals = 0;

    bool operator==(Decimal const&) const = default;
};

constexpr std::int64_t power_of_ten(int exponent) { return exponent <= 0 ? 1 : 10 * power_of_ten(exponent - 1); }

// Half up, once: 23/10 is 2,30 and 41/20 is 2,05 with two decimals; 41/20 is 2,1 with one.
constexpr Decimal rounded(Fraction fraction, int decimals) {
    auto const scaled = static_cast<__int128>(fraction.top) * power_of_ten(decimals) * 2 + fraction.bottom;
    auto const divisor = static_cast<__int128>(fraction.bottom) * 2;
    auto const down = scaled >= 0 ? scaled / divisor : -((-scaled + divisor - 1) / divisor);
    return {static_cast<std::int64_t>(down), decimals};
}
