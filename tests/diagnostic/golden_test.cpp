#include "diagnostic/rated_chapter.h"
#include "referentiel/files.h"
#include "support/golden.h"

#include <doctest/doctest.h>

using support::check_golden, support::form_of, support::governance, support::Office;

namespace {

referentiel::Library const& small() {
    static auto const library = [] {
        std::vector<referentiel::Version> versions;
        versions.push_back(files::version(files::small));
        return referentiel::Library{std::move(versions)};
    }();
    return library;
}

void answer(Office& office, support::Browser& browser) {
    auto form = form_of(browser.get(office.cycle_path(governance)));
    form["level-pouvoir"] = "3";
    form["comment-pouvoir"] = "Nos <statuts>\nsont lus.";
    form["level-comptes"] = "NC";
    form["reason-comptes"] = "Pas de comptes.";
    REQUIRE(browser.post(office.cycle_path(governance), form).status == 303);
}

} // namespace

TEST_CASE("the pages of the diagnostic read as they did: before an answer") {
    Office office{storage::Engine::sqlite, small()};
    auto solene = office.signed_in(office.solene);
    check_golden("chapter-new", solene.get(office.cycle_path(governance)));
    check_golden("overview-new", solene.get(office.cycle_path("/diagnostic")));
    check_golden("results-new", solene.get(office.cycle_path("/diagnostic/resultats")));
    check_golden("home-new", solene.get(office.structure_path()));
    check_golden("help", solene.get(office.cycle_path("/diagnostic/criteres/comptes")));
}

TEST_CASE("the pages of the diagnostic read as they did: with answers") {
    Office office{storage::Engine::sqlite, small()};
    auto solene = office.signed_in(office.solene);
    answer(office, solene);
    check_golden("chapter-answered", solene.get(office.cycle_path(governance)));
    check_golden("chapter-read-only", office.signed_in(office.idriss).get(office.cycle_path(governance)));
    check_golden("overview-answered", solene.get(office.cycle_path("/diagnostic")));
    check_golden("results-answered", solene.get(office.cycle_path("/diagnostic/resultats")));
    check_golden("home-answered", solene.get(office.structure_path()));
    solene.post("/langue", {{"lang", "en"}, {"path", "/"}});
    check_golden("chapter-english", solene.get(office.cycle_path(governance)));
}

TEST_CASE("the pages of the diagnostic read as they did: with something to mend") {
    Office office{storage::Engine::sqlite, small()};
    auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
    auto form = form_of(solene.get(office.cycle_path(governance)));
    answer(office, maud);
    form["level-pouvoir"] = "2";
    form["level-comptes"] = "NC";
    form["reason-comptes"] = " ";
    check_golden("chapter-to-mend", solene.post(office.cycle_path(governance), form));
}
