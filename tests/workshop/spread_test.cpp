#include "core/chance.h"
#include "referentiel/library.h"
#include "workshop/workshop.h"

#include <doctest/doctest.h>

#include <set>

using workshop::Counts, workshop::Spread;

namespace {

referentiel::Criterion const& criterion() {
    static auto const library = referentiel::embedded_library();
    return *referentiel::find_criterion(*library.latest("ess-complet"), "1");
}

Spread spread(Counts const& counts) { return workshop::spread(criterion(), counts); }

} // namespace

TEST_CASE("a group agrees where three quarters chose the same") {
    CHECK(spread({{"3", 4}}) == Spread::agreed);
    CHECK(spread({{"3", 3}, {"5", 1}}) == Spread::agreed);
    CHECK(spread({{"NC", 1}}) == Spread::agreed);
    CHECK(spread({{"3", 2}, {"4", 1}}) == Spread::divided);
}

TEST_CASE("a group is divided where three quarters stand on neighbouring levels, and far apart where they do not") {
    CHECK(spread({{"2", 2}, {"3", 2}}) == Spread::divided);
    CHECK(spread({{"2", 3}, {"3", 3}, {"5", 2}}) == Spread::divided);
    CHECK(spread({{"1", 1}, {"3", 2}, {"5", 1}}) == Spread::far_apart);
    CHECK(spread({{"5", 2}, {"NC", 2}}) == Spread::far_apart);
}

TEST_CASE("whoever does not know takes no side") {
    CHECK(spread({}) == Spread::unknown);
    CHECK(spread({{"", 5}}) == Spread::unknown);
    CHECK(spread({{"", 9}, {"4", 1}}) == Spread::agreed);
}

TEST_CASE("the lowest and the highest are those to explain themselves, and one favourite is proposed") {
    auto const apart = workshop::extremes(criterion(), {{"4", 1}, {"2", 2}, {"NC", 1}, {"", 1}});
    REQUIRE(apart);
    CHECK(apart->lowest.code() == "2");
    CHECK(apart->highest.code() == "4");
    CHECK_FALSE(workshop::extremes(criterion(), {{"3", 4}}));

    CHECK(workshop::favourite(criterion(), {{"2", 2}, {"4", 1}})->code() == "2");
    CHECK_FALSE(workshop::favourite(criterion(), {{"2", 2}, {"4", 2}}));
    CHECK_FALSE(workshop::favourite(criterion(), {{"", 3}}));
}

TEST_CASE("a code is read however it is typed, and none looks like another") {
    auto const code = workshop::read_join_code(" k7m-4tx ");
    REQUIRE(code);
    CHECK(code->text() == "K7M4TX");
    CHECK(workshop::spaced(*code) == "K7M\u00a04TX");
    for (auto const* typed :
        {"K7M\u00a04TX", "k7m\u202f4tx", "K7M\t4TX", "\u2009K7M\u20114TX", "K7M\u20134TX", "K7M \u2212 4TX\u200b"})
        CHECK_MESSAGE(workshop::read_join_code(typed) == code, typed);
    CHECK(workshop::read_join_code(workshop::spaced(*code)) == code); // as it is copied from the screen
    for (auto const* wrong : {"", "K7M4T", "K7M4TXA", "K7M4T0", "K7M4TO", "K7M4TI", "K7M4T1", "K7M4TL", "K7M4Té"})
        CHECK_FALSE(workshop::read_join_code(wrong));

    std::set<std::string> codes;
    auto const chance = system_chance();
    for (int i = 0; i < 1000; ++i) codes.emplace(workshop::new_join_code(chance).text());
    CHECK(codes.size() > 995);
}
