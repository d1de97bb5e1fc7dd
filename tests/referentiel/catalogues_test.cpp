#include "referentiel/catalogues.h"

#include "referentiel/reader.h"

#include <doctest/doctest.h>

using namespace referentiel;

TEST_CASE("the numbers that links may name are those of the catalogues") {
    auto const known = known_catalogues();
    auto const has = [&](std::string_view catalogue, std::string_view number) { return known.find(catalogue)->second(number); };

    for (auto const* number : {"1", "8"}) CHECK(has("guide-ess", number));
    for (auto const* number : {"0", "9", "01", ""}) CHECK_FALSE(has("guide-ess", number));
    for (auto const* number : {"1", "17"}) CHECK(has("odd", number));
    for (auto const* number : {"18", "1.1"}) CHECK_FALSE(has("odd", number));
    for (auto const* number : {"6.2", "6.3.10", "6.8.9"}) CHECK(has("iso26000", number));
    for (auto const* number : {"6", "8.1", "6.", "6.3.11", "6.a"}) CHECK_FALSE(has("iso26000", number));
    for (auto const* number : {"B1", "B11", "C9"}) CHECK(has("vsme", number));
    for (auto const* number : {"B12", "C10", "D1", "1"}) CHECK_FALSE(has("vsme", number));
}

TEST_CASE("each entry of a catalogue has its title in French and in English, ready for the page") {
    REQUIRE(catalogues().size() == 4);
    for (auto const& catalogue : catalogues()) {
        CAPTURE(catalogue.code);
        CHECK(catalogue.entries.size() >= 8);
        for (auto const& entry : catalogue.entries) {
            CAPTURE(entry.number);
            CHECK_FALSE(entry.title.in("fr").empty());
            CHECK_FALSE(entry.title.in("en").empty());
            CHECK(entry.title.in("fr").find('\'') == std::string::npos);
        }
    }
    CHECK(find_catalogue("odd")->find("17")->title.in("en").starts_with("Partnership"));
    CHECK_FALSE(find_catalogue("autre"));
}

TEST_CASE("a line of a catalogue has a number of its own and both titles") {
    CHECK(read_catalogue("c", "code\tfr\ten\tnote\n1\tL'eau\tWater\t\n").find("1")->title.in("fr") == "L’eau");
    CHECK_THROWS(read_catalogue("c", "code\tfr\ten\n1\tEau\n"));
    CHECK_THROWS(read_catalogue("c", "code\tfr\ten\n1\tEau\t\n"));
    CHECK_THROWS(read_catalogue("c", "code\tfr\ten\n1\tEau\tWater\n1\tAir\tAir\n"));
    CHECK_THROWS(read_catalogue("c", "numéro\tfr\ten\n1\tEau\tWater\n"));
}
