#include "api/decimals.h"

#include <doctest/doctest.h>

using api::with_plain_decimals;

TEST_CASE("numbers leave as people write them, and texts that look like numbers as they are") {
    CHECK(with_plain_decimals(R"({"a":3E0,"b":3.5E0,"c":-2.5E-1,"d":12,"e":1.2505E3})") ==
          R"({"a":3,"b":3.5,"c":-0.25,"d":12,"e":1250.5})");
    CHECK(with_plain_decimals(R"(["3E0","\\",1E1,"a\"3E0",null,true])") == R"(["3E0","\\",10,"a\"3E0",null,true])");
    CHECK(with_plain_decimals("") == "");
    CHECK(with_plain_decimals("\"") == "\"");
    CHECK(with_plain_decimals("6.25E-2") == "0.0625");
}
