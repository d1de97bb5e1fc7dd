#include "practices/described_chapter.h"

#include <doctest/doctest.h>

using support::for_each_engine, support::Office, support::Page;

namespace {

bool offers_to_rate(Page const& page) { return page.says(">Évaluer le critère "); }
bool offers_to_describe(Page const& page) { return page.says(">Décrire le critère "); }
bool offers_to_read(Page const& page) { return page.says(">Lire les pratiques</a>"); }

} // namespace

TEST_CASE("the first page offers to rate and describe to whoever may, and to read to others") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        for (auto const& user : {office.solene, office.maud}) {
            CAPTURE(user.given);
            auto const page = office.signed_in(user).get(office.structure_path());
            CHECK(offers_to_rate(page));
            CHECK(offers_to_describe(page));
            CHECK(!offers_to_read(page));
        }
        auto idriss = office.signed_in(office.idriss);
        auto const read = idriss.get(office.structure_path());
        CHECK(!offers_to_rate(read));
        CHECK(!offers_to_describe(read));
        CHECK(offers_to_read(read));
        CHECK(!offers_to_describe(idriss.get(office.structure_path("/pratiques"))));

        support::close_cycle(office);
        for (auto const& user : {office.solene, office.maud, office.idriss}) {
            auto const closed = office.signed_in(user).get(office.structure_path());
            CHECK(!offers_to_rate(closed));
            CHECK(!offers_to_describe(closed));
            CHECK(offers_to_read(closed));
        }
    });
}

TEST_CASE("whoever is held to some criteria is offered those alone, and to read once they are done") {
    Office office;
    std::string const waste = "pollution-et-dechets";
    support::hold_to(office, office.maud, waste);
    auto maud = office.signed_in(office.maud);
    auto const number = support::criterion(office, waste).number;

    for (auto const& path : {office.structure_path(), office.structure_path("/pratiques")})
        CHECK(maud.get(path).says(">Décrire le critère " + number + "</a>"));
    CHECK(maud.get(office.structure_path()).says(">Évaluer le critère " + number + "</a>"));

    auto const environment = office.cycle_path("/pratiques/environnement");
    CHECK(support::describe(maud, environment, waste, "Nous trions.").status == 303);
    auto const page = maud.get(office.structure_path());
    CHECK(!offers_to_describe(page));
    CHECK(offers_to_read(page));
}
