#include "referentiel/library.h"
#include "referentiel/reader.h"

#include <doctest/doctest.h>

using namespace referentiel;

TEST_CASE("the référentiel that the program carries is read without a fault, in two languages") {
    auto const library = embedded_library();
    auto const* version = library.latest("ess-complet");

    REQUIRE(version);
    CHECK(version->criteria.size() == 6);
    CHECK(version->languages == std::vector<std::string>{"fr", "en"});
    CHECK(version->title.in("en") == "Full SSE framework");
    CHECK(find_criterion(*version, "1") == find_criterion(*version, "exercice-du-pouvoir"));
    CHECK(find_criterion(*version, "1")->chapter->key.text() == "gouvernance");
    CHECK(find_criterion(*version, "14")->title.in("fr") == "Qualité de l’emploi");
    CHECK(library.at(version->hash) == version);
    CHECK(library.find("ess-complet", "0.1") == version);
}
