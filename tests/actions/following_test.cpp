#include "actions/following.h"
#include "actions/plans.h"
#include "diagnostic/moves.h"
#include "referentiel/passages.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace actions;
using support::Office, support::Planner;

namespace {

referentiel::Library const& library() {
    static auto const* const all = new referentiel::Library(referentiel::embedded_library()); // it cannot be moved
    return *all;
}

// An office whose structure follows the fifteen criteria.
struct Short {
    explicit Short(storage::Engine engine) : office{engine, library()} {
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE diagnostics SET version = $2 WHERE organisation_id = $1",
                {office.deux_rives, office.library.latest("ess-simplifie")->hash});
        });
    }

    diagnostic::Diagnostic diagnostic(storage::Reader const& db) {
        return diagnostic::find(db, office.library, office.deux_rives, {}).value();
    }

    Plan plan() {
        Plan plan;
        office.db().read([&](storage::Reader& db) { plan = actions::plan(db, diagnostic(db)); });
        return plan;
    }

    // Puts the criteria of these numbers in the plan, each with one action named after it.
    void commit(std::vector<std::string> const& numbers) {
        office.db().write([&](storage::Writer& db) {
            auto const of = diagnostic(db);
            audit::Trail trail{db, office.deux_rives.text(), office.maud.id.text(), office.now, office.chance};
            for (auto const& number : numbers) {
                auto const* criterion = find_rated(of.version(), number);
                actions::commit(db, trail, of, std::vector{criterion}, office.maud, office.now, office.chance);
                auto const commitment = *actions::plan(db, of).find(*criterion);
                (void)aim(
                    db, trail, of, commitment, criterion->scale->level("4"), {office.maud, office.now, "", commitment.revision});
                NewAction const added{
                    new_id<Action>(office.now, office.chance), commitment.id, {}, {.title = "Action " + number}};
                actions::add(db, trail, of, added, office.maud, office.now);
            }
        });
    }

    // To the thirty-five and back, as the pages do.
    void move() {
        auto solene = office.signed_in(office.solene);
        auto const page = solene.get(office.cycle_path("/diagnostic/passage/ess-complet"));
        CHECK(
            solene.post(office.cycle_path("/diagnostic/passage"), {{"id", page.field("id")}, {"version", page.field("version")}})
                .status == 303);
    }
    void come_back() {
        auto solene = office.signed_in(office.solene);
        auto const page = solene.get(office.cycle_path("/diagnostic/retour"));
        CHECK(solene.post(office.cycle_path("/diagnostic/retour"), {{"id", page.field("id")}}).status == 303);
    }

    std::size_t actions_in_plan() { return actions::actions(plan()).size(); }

    Office office;
};

} // namespace

TEST_CASE("a plan goes along from fifteen criteria to thirty-five and comes back as it was, with what was added") {
    support::for_each_engine([](storage::Engine engine) {
        Short shown{engine};
        shown.commit({"1", "2", "11"});
        auto const before = shown.plan();

        shown.move();
        auto const after = shown.plan();
        REQUIRE(after.commitments.size() == 3);
        for (auto const& commitment : after.commitments) {
            REQUIRE(commitment.criterion);
            CHECK(commitment.envisaged->code() == "4");
            CHECK(commitment.actions.size() == 1);
        }
        shown.commit({"35"}); // in the thirty-five

        shown.come_back();
        auto const back = shown.plan();
        CHECK(shown.actions_in_plan() == 4);
        for (auto const& commitment : before.commitments) {
            auto const* now = back.find(commitment.id);
            REQUIRE(now);
            CHECK(now->node == commitment.node);
            CHECK(now->envisaged == commitment.envisaged);
            CHECK(now->actions[0].content == commitment.actions[0].content);
        }

        shown.move(); // a second time
        CHECK(shown.actions_in_plan() == 4);
        CHECK(std::ranges::all_of(shown.plan().commitments, [](auto const& one) { return one.criterion != nullptr; }));
    });
}
