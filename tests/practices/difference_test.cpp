#include "practices/difference.h"

#include <doctest/doctest.h>

#include <string>

using practices::difference, practices::Line;
using Fate = practices::Line::Fate;

TEST_CASE("two versions are told apart line by line") {
    CHECK(difference("a\nb\nc", "a\nc\nd") ==
          std::vector<Line>{{Fate::kept, "a"}, {Fate::removed, "b"}, {Fate::kept, "c"}, {Fate::added, "d"}});
    CHECK(difference("", "a") == std::vector<Line>{{Fate::added, "a"}});
    CHECK(difference("a\n\nb", "a\n\nb") == std::vector<Line>{{Fate::kept, "a"}, {Fate::kept, ""}, {Fate::kept, "b"}});
    CHECK(difference("", "").empty());
}

TEST_CASE("two long texts are told apart in time") {
    std::string one, other;
    for (int i = 0; i < 30'000; ++i) one += "a\n", other += "b\n";
    CHECK(difference(one, other).size() == 60'000);
}
