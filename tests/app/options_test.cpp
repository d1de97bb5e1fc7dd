#include "app/options.h"

#include <doctest/doctest.h>

#include <cstdlib>

using app::Options, app::WrongUse;

namespace {

Options::Known const known{{"data", "listen"}, {"allow-clear"}};

} // namespace

TEST_CASE("a command takes words, values and flags in any order") {
    Options const options{{"un", "--data", "dossier", "deux", "--allow-clear", "--listen=127.0.0.1:0"}, known};
    CHECK(options.words() == std::vector<std::string>{"un", "deux"});
    CHECK(options.value("data") == "dossier");
    CHECK(options.required("listen") == "127.0.0.1:0");
    CHECK(options.has("allow-clear"));
    CHECK(options.value_or("data", "var") == "dossier");
    CHECK(Options{{}, known}.value_or("data", "var") == "var");
    CHECK(!Options{{}, known}.has("allow-clear"));
    CHECK(Options{{"--data="}, known}.value("data") == "");
    CHECK(Options{{"--data=a=b"}, known}.value("data") == "a=b");
}

TEST_CASE("an option that is not known, or lacks its value, is told") {
    CHECK_THROWS_WITH_AS(Options({"--dta", "x"}, known), "option inconnue : --dta", WrongUse);
    CHECK_THROWS_WITH_AS(Options({"--data"}, known), "il manque une valeur après --data", WrongUse);
    CHECK_THROWS_WITH_AS(Options({}, known).required("data"), "il manque --data", WrongUse);
    CHECK_THROWS_AS(Options({"--"}, known), WrongUse);
}

TEST_CASE("a number is one, within its bounds") {
    auto const number = [](std::string const& text) { return Options{{"--data", text}, known}.number("data", 4, 1, 64); };
    CHECK(Options{{}, known}.number("data", 4, 1, 64) == 4);
    CHECK(number("1") == 1);
    CHECK(number("64") == 64);
    for (std::string const wrong : {"0", "65", "-1", "", "x", "4x", " 4", "4.0", "99999999999999999999"})
        CHECK_THROWS_WITH_AS(number(wrong), "--data va de 1 à 64", WrongUse);
}

TEST_CASE("what is not given may stand in the environment") {
    setenv("ESSPRATIQUES_DATA", "ailleurs", 1);
    setenv("ESSPRATIQUES_ALLOW_CLEAR", "1", 1);
    CHECK(Options{{}, known}.value("data") == "ailleurs");
    CHECK(Options{{}, known}.has("allow-clear"));
    CHECK(Options{{"--data", "ici"}, known}.value("data") == "ici");
    unsetenv("ESSPRATIQUES_DATA");
    unsetenv("ESSPRATIQUES_ALLOW_CLEAR");
    CHECK(!Options{{}, known}.value("data"));
}
