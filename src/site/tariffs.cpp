#include "site/tariffs.h"

#include <algorithm>
#include <stdexcept>

namespace site {
namespace {

using namespace std::chrono;

// The prices that the cooperative published; it was founded in July 2021 and nothing older is known.
std::vector<Tariff> const& all() {
    static std::vector<Tariff> const known{{
        .from = 2021y / July / 1,
        .vat_percent = 20,
        .free_months = 3,
        .structures = {{Subscription::standard, 190}, {Subscription::small_structure, 150}, {Subscription::teaching, 0}},
        .networks = {{3, 5, 500}, {6, 15, 1000}, {16, 50, 3000}, {51, 100, 5000}},
        .further_account = 50,
    }};
    return known;
}

} // namespace

std::span<Tariff const> tariffs() { return all(); }

Tariff const& tariff(Date day) {
    auto const later = std::ranges::upper_bound(all(), day, {}, &Tariff::from);
    if (later == all().begin()) throw std::out_of_range{"nothing was sold yet"};
    return *std::prev(later);
}

// All our prices before tax are such that this is a whole number of euros, which a test holds.
Euros with_tax(Tariff const& tariff, Euros before_tax) { return before_tax * (100 + tariff.vat_percent) / 100; }

} // namespace site
