#pragma once

#include "core/date.h"

#include <cstdint>
#include <span>
#include <vector>

// What a subscription costs a year. Prices are data: a new one is a new entry, and the old ones stay true of their time.
namespace site {

using Euros = std::int64_t;

enum class Subscription { standard, small_structure, teaching };

struct Price {
    Subscription subscription;
    Euros before_tax;
};

// One subscription of a network for so many accounts.
struct Bundle {
    int fewest;
    int most;
    Euros before_tax;
};

struct Tariff {
    Date from;
    int vat_percent;
    int free_months;
    std::vector<Price> structures;
    std::vector<Bundle> networks;
    Euros further_account; // each one beyond the largest bundle
};

// The one in force that day.
Tariff const& tariff(Date day);

// All of them, the oldest first.
std::span<Tariff const> tariffs();

Euros with_tax(Tariff const&, Euros before_tax);

} // namespace site
