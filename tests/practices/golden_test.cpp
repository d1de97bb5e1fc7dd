#include "practices/described_chapter.h"
#include "referentiel/files.h"
#include "support/golden.h"

#include <doctest/doctest.h>

using support::check_golden, support::Office, support::practices_form, support::practices_of_governance;

namespace {

referentiel::Library const& small() {
    static auto const library = [] {
        std::vector<referentiel::Version> versions;
        versions.push_back(files::version(files::small));
        return referentiel::Library{std::move(versions)};
    }();
    return library;
}

std::string const one = "/pratiques/criteres/pouvoir", comment = "01000000-0000-7000-8000-000000000001";

} // namespace

TEST_CASE("the pages of practices read as they did: before a description") {
    Office office{storage::Engine::sqlite, small()};
    auto solene = office.signed_in(office.solene);
    check_golden("practices-new", solene.get(office.cycle_path(practices_of_governance)));
    check_golden("practices-overview-new", solene.get(office.cycle_path("/pratiques")));
    check_golden("practice-new", solene.get(office.cycle_path(one)));
}

TEST_CASE("the pages of practices read as they did: with descriptions") {
    Office office{storage::Engine::sqlite, small()};
    auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
    auto const path = office.cycle_path(practices_of_governance);
    auto form = practices_form(solene.get(path));
    auto const stale = practices_form(maud.get(path));
    form["level-pouvoir"] = "3";
    form["practice-pouvoir"] = "Des **statuts** <lus> :\n\n- en mai";
    form["priority-pouvoir"] = "3";
    REQUIRE(solene.post(path, form).status == 303);
    office.let_pass(std::chrono::minutes{11});
    REQUIRE(support::describe(solene, path, "pouvoir", "Des **statuts** <lus> :\n\n- en juin").status == 303);
    solene.post(office.cycle_path(one + "/commentaires"),
        {{"id", comment}, {"text", "Qui les a ?"}, {"mention", std::string{office.maud.id.text()}}});

    check_golden("practices-described", solene.get(path));
    check_golden("practices-read-only", office.signed_in(office.idriss).get(path));
    check_golden("practices-overview", solene.get(office.cycle_path("/pratiques")));
    check_golden("practices-in-plan", solene.get(office.cycle_path("/pratiques") + "?voir=plan"));
    check_golden("practice", solene.get(office.cycle_path(one) + "?version=1"));
    auto overtaken = stale;
    overtaken["practice-pouvoir"] = "Par Maud.";
    overtaken["priority-pouvoir"] = "1";
    check_golden("practices-overtaken", maud.post(path, overtaken));
    solene.post("/langue", {{"lang", "en"}, {"path", "/"}});
    check_golden("practices-english", solene.get(path));
}
