#include "support/office.h"

#include <doctest/doctest.h>

using support::Office;

TEST_CASE("a member who signs in comes to their structure, and a visitor is asked to") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();

        auto const refused = browser.get(office.structure_path());
        CHECK(refused.status == 303);
        CHECK(refused.location() == "/connexion?retour=%2Fstructures%2F" + std::string{office.deux_rives.text()});

        auto const answer =
            browser.post("/connexion", {{"email", office.solene.email}, {"password", std::string{support::password}}});
        CHECK(answer.status == 303);
        CHECK(answer.location() == office.structure_path());
        CHECK(browser.get(office.structure_path()).shows("Bonjour Solène"));
    });
}
