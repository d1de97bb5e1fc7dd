#include "actions/batches.h"
#include "actions/plans.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace actions;
using support::Browser, support::hold_to, support::Office, support::open_cycle, support::Page, support::plan_of, support::Planner,
    support::power, support::waste;

namespace {

std::string text(ActionId const& id) { return std::string{id.text()}; }

std::string const trash = "/engagements/corbeille";

Page remove(Office& office, Browser& browser, ActionId const& id) {
    return browser.post(office.cycle_path("/engagements/" + text(id) + "/retrait"));
}

Page restore(Office& office, Browser& browser, ActionId const& id) {
    return browser.post(office.cycle_path(trash), {{"id", text(id)}});
}

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

TEST_CASE("the trash of a cycle shows and gives back what left its own plan alone") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier"});
        auto solene = office.signed_in(office.solene);
        REQUIRE(remove(office, solene, id).status == 303);
        auto const former = office.cycle_path(), next = open_cycle(office, "2027");

        CHECK(solene.get(next + trash).says("La corbeille est vide"));
        CHECK(solene.post(next + trash, {{"id", text(id)}}).status == 303);
        CHECK(plan_of(office).commitments.empty()); // of the new cycle
        CHECK(solene.get(former + trash).shows("Trier"));
        CHECK(solene.post(former + trash, {{"id", text(id)}}).status == 303);
        CHECK(solene.get(former + "/engagements/" + text(id)).status == 200);
    });
}

TEST_CASE("a criterion leaves the plan and comes back as often as one likes") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier"});
        auto maud = office.signed_in(office.maud);
        auto const leave = [&] { return maud.post(office.cycle_path("/engagements/criteres/" + waste + "/retrait")).status; };

        CHECK(remove(office, maud, id).status == 303);
        CHECK(leave() == 303);
        CHECK(restore(office, maud, id).status == 303); // its criterion is in the trash too, and comes in anew
        CHECK(leave() == 303);
        CHECK(maud.get(office.cycle_path(trash)).status == 200);
        CHECK(plan_of(office).commitments.empty());
    });
}

TEST_CASE("a form that comes again after its action went to the trash makes another") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier"}), step = planner.add(waste, {.title = "Une étape"}, id);
        auto maud = office.signed_in(office.maud);
        remove(office, maud, step);
        CHECK(maud.post(office.cycle_path("/engagements/" + text(id) + "/etapes"), {{"id", text(step)}, {"part", "Une étape"}})
                  .status == 303);
        remove(office, maud, id);
        auto const again =
            maud.post(office.cycle_path("/engagements/criteres/" + waste + "/actions"), {{"id", text(id)}, {"title", "Trier"}});
        REQUIRE(again.status == 303);
        CHECK(again.location().find(text(id)) == std::string::npos);

        CHECK(restore(office, maud, id).status == 303);
        CHECK(restore(office, maud, step).status == 303);
        auto const plan = plan_of(office);
        CHECK(plan.commitments.at(0).actions.size() == 2);
        CHECK(plan.find(id)->parts.size() == 2);
        std::set<int> numbers;
        for (auto const* action : actions::actions(plan)) CHECK(numbers.insert(action->number).second); // each its own
    });
}

TEST_CASE("who is held to a criterion puts back what left it, and is offered no more") {
    Office office;
    Planner planner{office};
    planner.commit({waste, power});
    auto const theirs = planner.add(waste, {.title = "Trier"}), other = planner.add(power, {.title = "Voter"});
    auto solene = office.signed_in(office.solene);
    hold_to(office, office.maud, waste);
    auto maud = office.signed_in(office.maud);
    remove(office, solene, other);
    auto const removed = remove(office, maud, theirs);

    CHECK(maud.get(removed.location()).says("Remettre dans le plan"));
    auto const page = maud.get(office.cycle_path(trash));
    CHECK(page.shows("value=\"" + text(theirs) + "\""));
    CHECK_FALSE(page.shows("value=\"" + text(other) + "\""));
    CHECK(restore(office, maud, other).status == 403);
    CHECK(restore(office, maud, theirs).status == 303);

    auto const batch = new_id<Batch>(office.now, office.chance);
    REQUIRE(restore(office, solene, other).status == 303);
    solene.post(office.cycle_path("/engagements/lot"),
        {{"id", std::string{batch.text()}}, {"acte", "state"}, {"lot-etat", "en-cours"}, {"action-" + text(other), "1"}});
    auto const told = office.cycle_path("/engagements?lot=" + std::string{batch.text()});
    CHECK(solene.get(told).shows("/annulation"));
    CHECK_FALSE(maud.get(told).shows("/annulation"));
}

TEST_CASE("a plan of a thousand actions takes no step and nothing from the trash, and says so") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto const gone = planner.add(waste, {.title = "Trier"});
    auto maud = office.signed_in(office.maud);
    remove(office, maud, gone);
    std::vector<NewAction> many;
    auto const commitment = plan_of(office).commitments.at(0).id;
    for (std::size_t i = 0; i < most_actions; ++i)
        many.push_back({new_id<Action>(office.now, office.chance), commitment, {}, {.title = "Peser"}});
    planner.write([&](auto& db, auto& trail, auto const& diagnostic) {
        add(db, trail, diagnostic, std::span<NewAction const>{many}, office.maud, office.now);
    });

    auto const refused = restore(office, maud, gone);
    CHECK(refused.status == 422);
    CHECK(refused.says("Un plan compte mille actions au plus"));
    auto const id = text(new_id<Action>(office.now, office.chance));
    CHECK(maud.post(office.cycle_path("/engagements/" + text(many.front().id) + "/etapes"), {{"id", id}, {"part", "Une"}})
              .says("Un plan compte mille actions au plus"));
    CHECK(plan_of(office).commitments.at(0).actions.size() == most_actions);
}
