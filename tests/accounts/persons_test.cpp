#include "accounts/names.h"

#include "support/office.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using accounts::MergeProblem, accounts::People, accounts::PersonId;
using support::Office;

namespace {

std::vector<PersonId> named(Office& office, std::vector<std::string> const& names) {
    std::vector<PersonId> ids;
    office.db().write(
        [&](storage::Writer& db) { ids = accounts::persons_named(db, office.deux_rives, names, office.now, office.chance); });
    return ids;
}

People people(Office& office) {
    People all;
    office.db().read([&](storage::Reader& db) { all = accounts::people(db, office.deux_rives); });
    return all;
}

std::optional<MergeProblem> merged(Office& office, PersonId const& from, PersonId const& into) {
    std::optional<MergeProblem> problem;
    office.db().write(
        [&](storage::Writer& db) { problem = accounts::merge(db, office.deux_rives, from, into, "Maud Martin", office.now); });
    return problem;
}

} // namespace

TEST_CASE("a name is a member, somebody named before, or somebody new") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const first = named(office, {"Sophie Guéguen", "maud martin", "", "sophie GUEGUEN"});

        REQUIRE(first.size() == 2);
        CHECK(named(office, {" Sophie Gueguen "}).size() == 1);
        CHECK(named(office, {"Maud Martin", "Sophie Guéguen"}) == std::vector{first[1], first[0]});
        auto const all = people(office);
        CHECK(all.of(first[0]).name == "Sophie Guéguen");
        CHECK_FALSE(all.of(first[0]).user);
        CHECK(all.of(first[1]).user == office.maud.id);
        CHECK(all.of(first[1]).name == "Maud Martin");
        CHECK(all.present().size() == 2);
    });
}

TEST_CASE("someone who was named twice becomes one, chains of aliases lead on, and each step can be taken back") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const ids = named(office, {"S. Guéguen", "Sophie G.", "Sophie Guéguen", "Maud Martin"});

        CHECK_FALSE(merged(office, ids[0], ids[1]));
        CHECK_FALSE(merged(office, ids[1], ids[2]));
        CHECK(people(office).of(ids[0]).id == ids[2]);
        CHECK(people(office).present().size() == 2);
        CHECK(named(office, {"s. gueguen"}) == std::vector{ids[2]}); // typed again, an alias is who it became
        CHECK(merged(office, ids[2], ids[0]) == MergeProblem::same);
        CHECK(merged(office, ids[3], ids[2]) == MergeProblem::has_account);
        CHECK(merged(office, ids[0], ids[3]) == MergeProblem::unknown); // already somebody else

        office.db().write([&](storage::Writer& db) { CHECK(accounts::separate(db, office.deux_rives, ids[1])); });
        CHECK(people(office).of(ids[0]).id == ids[1]);
        CHECK(people(office).of(ids[1]).id == ids[1]);
        CHECK_FALSE(merged(office, ids[1], ids[3])); // turned out to have an account
        CHECK(people(office).of(ids[0]).user == office.maud.id);
    });
}

TEST_CASE("a merging may be taken back for thirty days") {
    Office office;
    auto const ids = named(office, {"Sophie G.", "Sophie Guéguen"});
    merged(office, ids[0], ids[1]);
    auto const alias = *people(office).find(ids[0]);

    CHECK(accounts::may_be_separated(alias, office.now + 29 * 24h));
    CHECK_FALSE(accounts::may_be_separated(alias, office.now + 30 * 24h));
    CHECK(alias.merged_by == "Maud Martin");
}
