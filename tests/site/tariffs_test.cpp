#include "site/tariffs.h"

#include "core/typography.h"
#include "support/office.h"

#include <doctest/doctest.h>

using namespace std::chrono;

TEST_CASE("a price with its tax is a whole number of euros, and divides into months where it is for one structure") {
    for (auto const& tariff : site::tariffs()) {
        for (auto const& price : tariff.structures) {
            CHECK(price.before_tax * tariff.vat_percent % 100 == 0);
            CHECK(site::with_tax(tariff, price.before_tax) % 12 == 0);
        }
        for (auto const& bundle : tariff.networks) CHECK(bundle.before_tax * tariff.vat_percent % 100 == 0);
        CHECK(tariff.further_account * tariff.vat_percent % 100 == 0);
    }
}

TEST_CASE("bundles follow one another without a gap, and the first of each time comes after the last of the time before") {
    Date before{};
    for (auto const& tariff : site::tariffs()) {
        CHECK(tariff.from > before);
        before = tariff.from;
        for (std::size_t i = 1; i < tariff.networks.size(); ++i)
            CHECK(tariff.networks[i].fewest == tariff.networks[i - 1].most + 1);
    }
}

TEST_CASE("a tariff holds from its first day") {
    auto const& first = site::tariffs().front();

    CHECK(&site::tariff(first.from) == &first);
    CHECK(site::with_tax(first, 190) == 228);
    CHECK_THROWS(site::tariff(first.from - days{1}));
}

TEST_CASE("the page of tariffs shows what is charged, in the figures of each language") {
    support::Office office;
    auto english = office.visitor();
    english.cookies["langue"] = "en";

    auto const page = office.visitor().get("/tarifs");

    for (std::string const amount : {"190 €", "228 €", "150 €", "180 €", "1 000 €", "1 200 €", "6 000 €", "60 €"}) {
        CAPTURE(amount);
        CHECK(page.shows(">" + french_typography(amount) + "<"));
    }
    CHECK(page.shows(french_typography("La TVA est de 20 %.")));
    CHECK(english.get("/tarifs").shows(">€1,200<"));
}
