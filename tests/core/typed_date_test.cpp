#include "core/typed_date.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("months are read as people type them") {
    for (std::string const typed : {"12/2026", "12-2026", "2026-12", "décembre 2026", "Décembre  2026", "déc. 2026", "dec 2026",
             "12/26", "december 2026", "DÉCEMBRE 2026"}) {
        CAPTURE(typed);
        auto const month = read_month(typed);
        REQUIRE(month);
        CHECK(iso(*month) == "2026-12");
    }
    CHECK(iso(*read_month("décembre", "2026")) == "2026-12");
    CHECK(iso(*read_month("3", "2027")) == "2027-03");
    CHECK(iso(*read_month("juin", "2027")) == "2027-06");
    for (std::string const typed :
        {"", "2026", "décembre", "jui 2026", "13/2026", "0/2026", "12/1026", "12/2026/3", "trucmuche 2026"}) {
        CAPTURE(typed);
        CHECK_FALSE(read_month(typed));
    }
}

TEST_CASE("days are read as people type them") {
    for (std::string const typed : {"05/03/2026", "5/3/2026", "05-03-2026", "5.3.2026", "5/3/26", "5 mars 2026", "5 Mars 2026",
             "2026-03-05", " 05/03/2026 ", "5 march 2026"}) {
        CAPTURE(typed);
        CHECK(read_day(typed) == parse<Date>("2026-03-05"));
    }
    CHECK(read_day("1er février 2026") == parse<Date>("2026-02-01"));
    for (std::string const typed : {"", "2026", "03/2026", "31/02/2026", "32/01/2026", "0/1/2026", "5/13/2026", "5/3/1026",
             "5 mars", "demain", "5/3/2026/1"}) {
        CAPTURE(typed);
        CHECK_FALSE(read_day(typed));
    }
}

TEST_CASE("days and months are written as people would type them") {
    CHECK(typed_day(*parse<Date>("2026-03-05")) == "05/03/2026");
    CHECK(typed_month(std::chrono::year{2026} / 3) == "03/2026");
}
