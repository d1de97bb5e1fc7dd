#include "actions/plans.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace actions;
using support::Browser, support::Office, support::plan_of, support::Planner, support::power, support::waste;

namespace {

std::string text(ActionId const& id) { return std::string{id.text()}; }

} // namespace

TEST_CASE("a step whose action stands elsewhere comes back for itself, and its page opens") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste, power});
        auto const whole = planner.add(waste, {.title = "Trier"}), step = planner.add(waste, {.title = "Une étape"}, whole);
        auto maud = office.signed_in(office.maud);
        REQUIRE(maud.post(office.cycle_path("/engagements/" + text(step) + "/retrait")).status == 303);
        office.db().write([&](storage::Writer& db) { // as when a référentiel parts what was one criterion
            db.change(R"(
                UPDATE actions
                SET commitment_id = (SELECT id FROM commitments WHERE organisation_id = $1 AND node = $3)
                WHERE organisation_id = $1 AND id = $2)",
                {office.deux_rives, whole, power});
        });

        CHECK(maud.post(office.cycle_path("/engagements/corbeille"), {{"id", text(step)}}).status == 303);

        CHECK_FALSE(plan_of(office).find(step)->parent);
        CHECK(maud.get(office.cycle_path("/engagements/" + text(step))).status == 200);
        CHECK(maud.get(office.cycle_path("/engagements")).says("Une étape"));
    });
}

TEST_CASE("a step that hangs on no action of its criterion stands for itself") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto const step = planner.add(waste, {.title = "Une étape"}, new_id<Action>(office.now, office.chance));

    CHECK_FALSE(plan_of(office).find(step)->parent);
    CHECK(office.signed_in(office.maud).get(office.cycle_path("/engagements/" + text(step))).status == 200);
}
