#include "core/date.h"
#include "core/fraction.h"
#include "core/zone.h"
#include "html/html.h"

#include <doctest/doctest.h>

TEST_CASE("a mean is exact, and rounded once") {
    html::Language const t;

    CHECK(t.number(rounded(Fraction{23, 10}, 2)) == "2,30");
    CHECK(t.number(rounded(Fraction{41, 20}, 2)) == "2,05");
    CHECK(t.number(rounded(Fraction{41, 20}, 1)) == "2,1");
    CHECK(t.number(rounded(Fraction{2, 3}, 2)) == "0,67");
    CHECK(t.number(rounded(Fraction{-1, 4}, 2)) == "-0,25");
    CHECK(t.number(std::int64_t{-1234567}) == "-1\u00a0234\u00a0567");
    CHECK(html::Language{{}, {"en", ".", ","}}.number(rounded(Fraction{23, 10}, 2)) == "2.30");
}

TEST_CASE("days and months are read as they are written") {
    for (auto const* day : {"2026-11-21", "2024-02-29"}) CHECK(iso(parse<Date>(day).value()) == day);
    CHECK(iso(parse<Month>("2026-06").value()) == "2026-06");
    for (auto const* nonsense : {"2026-02-29", "2026-13-01", "2026-1-01", "20260101", ""}) CHECK_FALSE(parse<Date>(nonsense));
}

TEST_CASE("the wall's clock follows summer time in Paris") {
    using namespace std::chrono_literals;
    Zone const paris;
    auto const at = [&](std::chrono::sys_days day, std::chrono::minutes time) { return paris.local(Instant{day + time}); };

    CHECK(at(2026y / 3 / 29, 59min).hour == 1);
    CHECK(at(2026y / 3 / 29, 60min).hour == 3);
    CHECK(at(2026y / 10 / 25, 60min).hour == 2);
    CHECK(at(2026y / 12 / 31, 23h + 30min).day == Date{2027y / 1 / 1});
}
