#include "core/chance.h"
#include "core/secret.h"
#include "core/typography.h"
#include "core/unicode.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace std::string_literals;

TEST_CASE("what people wrote is kept composed, with plain line ends and without hidden signs") {
    CHECK(cleaned("e\u0301t\u00e9\r\nfin\rx") == "été\nfin\nx");
    CHECK(cleaned("a\u202eb\0c\x7f"s) == "abc");
    CHECK(cleaned("\xff") == "\ufffd");
    CHECK(cleaned_line("  Les\nDeux\tRives \u00a0") == "Les Deux Rives");
    CHECK(length("été") == 3);
}

TEST_CASE("what was cleaned once stays as it is, though a sign went from between two that compose") {
    CHECK(cleaned("u\5\u0301") == "ú");
    CHECK(cleaned("e\u200f\u0301\u202e\u0323") == "ẹ\u0301");
    CHECK(cleaned("a\r\5\nb") == "a\n\nb");
}

TEST_CASE("French words sort as in a dictionary, É next to E") {
    std::vector<std::string> words{"Zoo", "École", "Eau", "eau"};
    std::ranges::sort(words, {}, sort_key);
    CHECK(words == std::vector<std::string>{"eau", "Eau", "École", "Zoo"});
    CHECK(folded("ÉCOLE Œuvre") == "ecole œuvre");
}

TEST_CASE("French is printed with its own blanks and apostrophes") {
    CHECK(french_typography("L'équipe : « oui » ! 12 / 35, 1 234 €, 5 %") ==
          "L’équipe\u00a0: «\u00a0oui\u00a0»\u00a0! 12\u00a0/\u00a035, 1\u00a0234\u00a0€, 5\u00a0%");
    CHECK(french_typography("https://a.fr le 12 mars 2026") == "https://a.fr le 12 mars 2026");
}

TEST_CASE("ids sort by the instant they were made at, and tokens fit an address") {
    using namespace std::chrono_literals;
    auto const chance = system_chance();
    auto const early = new_uuid(Instant{1'000'000ms}, chance), late = new_uuid(Instant{1'000'001ms}, chance);

    CHECK(early < late);
    CHECK(is_uuid(early));
    CHECK(early[14] == '7');
    CHECK(new_token(chance).size() == 43);
    CHECK(is_same_secret("abc", "abc"));
    CHECK_FALSE(is_same_secret("", ""));
    CHECK(token_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("a text is shortened between two characters") {
    CHECK(shortened("été", 10) == "été");
    CHECK(shortened("été", 4) == "ét");
    CHECK(shortened("été", 1).empty());
}
