#include "actions/following.h"
#include "actions/plans.h"
#include "diagnostic/moves.h"
#include "referentiel/passages.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>

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
        CHECK(shown.office.signed_in(shown.office.solene)
                  .get(shown.office.cycle_path("/diagnostic/passage/ess-complet"))
                  .says("Ce qui suivra, au critère principal : 3 engagements avec 3 actions."));

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

namespace {

// Goes to the thirty-five and back where the first two of the fifteen become one, as no référentiel of ours does yet.
class Joining {
public:
    explicit Joining(Short& shown) : shown_{shown} {
        shown.office.db().write([&](storage::Writer& db) {
            former_ = shown.diagnostic(db);
            set_current(db, false);
            diagnostic::open(db, shown.office.deux_rives, former_->cycle(), *library().latest("ess-complet"), shown.office.now,
                shown.office.chance);
            to_ = shown.diagnostic(db);
            passages_ = referentiel::passages(library(), former_->version(), to_->version());
            passages_.all[1].to = passages_.all[0].to;
        });
        go([&](storage::Writer& db, audit::Trail& trail) { follow(db, trail, *former_, *to_, passages_); });
    }

    void come_back() {
        go([&](storage::Writer& db, audit::Trail& trail) {
            auto const& office = shown_.office;
            actions::come_back(db, trail, *former_, *to_, passages_, office.maud, office.now, office.chance);
            set_current(db, true);
        });
    }

private:
    void go(std::function<void(storage::Writer&, audit::Trail&)> const& work) {
        auto& office = shown_.office;
        office.db().write([&](storage::Writer& db) {
            audit::Trail trail{db, office.deux_rives.text(), office.maud.id.text(), office.now, office.chance};
            work(db, trail);
        });
    }

    void set_current(storage::Writer& db, bool is_back) {
        db.change("UPDATE diagnostics SET is_current = 0 WHERE organisation_id = $1", {shown_.office.deux_rives});
        if (is_back)
            db.change("UPDATE diagnostics SET is_current = 1 WHERE organisation_id = $1 AND id = $2",
                {shown_.office.deux_rives, former_->id()});
    }

    Short& shown_;
    std::optional<diagnostic::Diagnostic> former_, to_;
    referentiel::Passages passages_;
};

} // namespace

TEST_CASE("two criteria that became one come back as two, and steps with their actions") {
    support::for_each_engine([](storage::Engine engine) {
        Short shown{engine};
        shown.commit({"1", "2"});
        auto const second = shown.plan().commitments.at(1).actions.at(0).id;
        Joining joining{shown};
        REQUIRE(shown.plan().commitments.size() == 1);
        auto const step = std::string{new_id<Action>(shown.office.now, shown.office.chance).text()};
        auto solene = shown.office.signed_in(shown.office.solene);
        auto const steps = shown.office.cycle_path("/engagements/" + std::string{second.text()} + "/etapes");
        REQUIRE(solene.post(steps, {{"id", step}, {"part", "Une étape"}}).status == 303);

        joining.come_back();

        auto const back = shown.plan();
        REQUIRE(back.commitments.size() == 2);
        REQUIRE(back.commitments[1].actions.size() == 1);
        CHECK(back.commitments[1].actions[0].id == second);
        CHECK(back.commitments[1].actions[0].parts.size() == 1);
    });
}

TEST_CASE("a criterion that was removed since stays removed when a plan comes back") {
    support::for_each_engine([](storage::Engine engine) {
        Short shown{engine};
        shown.commit({"1", "2"});
        Joining joining{shown};
        auto const node = shown.plan().commitments.at(0).node;
        auto solene = shown.office.signed_in(shown.office.solene);
        auto const removal = shown.office.cycle_path("/engagements/criteres/" + node + "/retrait");
        REQUIRE(solene.post(removal).status == 303);

        joining.come_back();

        CHECK(shown.plan().commitments.empty());
        CHECK(solene.get(shown.office.cycle_path("/engagements/corbeille")).says("Remettre dans le plan"));
    });
}

TEST_CASE("where two plans come together each action has a number of its own") {
    support::for_each_engine([](storage::Engine engine) {
        Short shown{engine};
        shown.commit({"1", "2"});
        shown.office.db().write([&](storage::Writer& db) { // as when each came from a plan of its own
            db.change("UPDATE actions SET number = 1 WHERE organisation_id = $1", {shown.office.deux_rives});
        });

        Joining joining{shown};

        auto const plan = shown.plan();
        std::set<int> numbers;
        for (auto const* action : actions::actions(plan)) numbers.insert(action->number);
        CHECK(numbers == std::set{1, 2});
    });
}

TEST_CASE("a level goes along where the other scale has as many") {
    auto const& five = *find_rated(*library().latest("ess-complet"), "1");
    auto const& likewise = *find_rated(*library().latest("ess-simplifie"), "1");
    auto const* other = rated(*library().latest("essms")).front();
    REQUIRE(other->scale->highest() != five.scale->highest());
    REQUIRE(other->scale->level("2"));

    CHECK(carried_level(&five, &likewise, "4")->code() == "4");
    CHECK_FALSE(carried_level(&five, other, "2"));
    CHECK_FALSE(carried_level(nullptr, other, "2"));
}
