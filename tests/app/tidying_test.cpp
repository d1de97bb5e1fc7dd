#include "app/tidying.h"
#include "support/office.h"

#include "entrance/people.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::Office;

namespace {

std::string tidy(Office& office) {
    std::string doubt;
    office.db().write([&](storage::Writer& db) { doubt = app::tidy(db, office.now); });
    return doubt;
}

std::int64_t sessions(Office& office) { return support::count(office, "sessions"); }

} // namespace

TEST_CASE("what has ended is thrown away at its hour") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const solene = office.signed_in(office.solene);
        CHECK(tidy(office).empty());
        CHECK(sessions(office) == 1);

        office.let_pass(9h);

        CHECK(tidy(office).empty());
        CHECK(sessions(office) == 0);
    });
}

TEST_CASE("a clock that leaps is asked again a day later, and one that comes back has cost nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const solene = office.signed_in(office.solene);
        tidy(office);
        auto const before = office.now;

        office.now = before + 400 * 24h;
        CHECK(tidy(office).find("400 days") != std::string::npos);
        office.let_pass(1h);
        CHECK(tidy(office).empty()); // told once
        CHECK(sessions(office) == 1);
        office.now = before + 2h;
        CHECK(tidy(office).empty());
        CHECK(sessions(office) == 1);
        office.now = before - 1h;
        CHECK(tidy(office).empty());
        CHECK(sessions(office) == 1);
        CHECK(office.signed_in(office.maud).get(office.structure_path()).status == 200);
    });
}

TEST_CASE("nobody is reminded by a clock that is not believed") {
    Office office;
    auto const is_in_doubt = [&] { return office.db().found([](storage::Reader const& db) { return app::is_in_doubt(db); }); };
    tidy(office);
    CHECK_FALSE(is_in_doubt());
    auto const before = office.now;
    office.now = before + 400 * 24h;
    tidy(office);
    CHECK(is_in_doubt());
    office.now = before + 1h;
    tidy(office);
    CHECK_FALSE(is_in_doubt());
}

TEST_CASE("a server that was off for long goes on tidying a day after it is back") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const solene = office.signed_in(office.solene);
        tidy(office);

        office.let_pass(40 * 24h);
        CHECK(!tidy(office).empty());
        for (int hour = 1; hour < 24; ++hour) {
            office.let_pass(1h);
            CHECK(tidy(office).empty());
        }
        CHECK(sessions(office) == 1);
        office.let_pass(1h);
        CHECK(tidy(office).empty());
        CHECK(sessions(office) == 0);
    });
}

TEST_CASE("a clock that leaps twice is doubted twice") {
    Office office;
    auto const solene = office.signed_in(office.solene);
    tidy(office);
    office.let_pass(400 * 24h);
    CHECK(!tidy(office).empty());
    office.let_pass(100 * 24h);
    CHECK(tidy(office).find("500 days") != std::string::npos);
    CHECK(sessions(office) == 1);
}
