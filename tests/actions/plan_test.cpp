#include "actions/plans.h"
#include "diagnostic/queries.h"
#include "support/counting.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using namespace actions;
using support::criterion, support::diagnostic_of, support::jobs, support::Office, support::plan_of, support::Planner,
    support::power, support::waste;

namespace {

Due due(std::string_view month) { return {parse<Month>(month).value()}; }

} // namespace

TEST_CASE("a plan holds what was written down of it: commitments in the order of the référentiel, actions and parts in theirs") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste, power});
        auto const sophie = planner.person("Sophie Guéguen"), paul = planner.person("Paul Job");
        Content const content{.title = "Trier les déchets",
            .text = "- affiches\n- **film**",
            .responsible = sophie,
            .people = {paul},
            .start = parse<Date>("2026-09-01"),
            .due = due("2026-12"),
            .cost = read_figure("1 250,50"),
            .effort = "3 jours",
            .funder = "Métropole",
            .state = State::ongoing,
            .progress = 20,
            .indicators = {planner.figure("Animations par an", "0", "2"), planner.figure("Déchets, en tonnes", "12,5", "10")}};
        auto const sorting = planner.add(waste, content);
        auto const film = planner.add(waste, {.title = "Projeter un film"}, sorting);
        planner.add(waste, {.title = "Peser les bennes"});

        auto const plan = plan_of(office);
        REQUIRE(plan.commitments.size() == 2);
        CHECK(plan.commitments[0].node == power);
        auto const& commitment = plan.commitments[1];
        REQUIRE(commitment.actions.size() == 2);
        CHECK(commitment.actions[0].id == sorting);
        CHECK(commitment.actions[0].number == 1);
        CHECK(commitment.actions[0].content == content);
        REQUIRE(commitment.actions[0].parts.size() == 1);
        CHECK(commitment.actions[0].parts[0].id == film);
        CHECK(commitment.actions[1]->title == "Peser les bennes");
        CHECK(commitment.actions[1].number == 3);
        CHECK(plan.name_of(*commitment.actions[0]->responsible) == "Sophie Guéguen");
        CHECK(plan.find(film)->parent == sorting);
        CHECK(figure_text(*commitment.actions[0]->indicators[1].baseline) == "12.5");
        CHECK(direction(commitment.actions[0]->indicators[1]) == Indicator::Direction::fall);

        auto const trail = office.trail(office.deux_rives);
        for (auto const& event : {"commit " + waste, "add_action " + std::string{film.text()}})
            CHECK(std::ranges::any_of(trail, [&](auto const& line) { return line.starts_with(event); }));
    });
}

TEST_CASE("a plan of any size is read in four statements") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste, power, jobs});
        for (int i = 0; i < 40; ++i)
            planner.add(
                i % 2 == 0 ? waste : jobs, {.title = "Une action",
                                               .people = {planner.person("Personne " + std::to_string(i % 7))},
                                               .indicators = {planner.figure("Un", "0", "1"), planner.figure("Deux", "1", "2")}});

        auto connection =
            std::make_unique<support::Counting>(support::connect(office.database_.address(), storage::Access::read_only));
        storage::Reader const db{*connection};
        auto const diagnostic = diagnostic_of(office, db);
        connection->statements = 0;
        auto const plan = actions::plan(db, diagnostic);

        CHECK(connection->statements == 4);
        CHECK(actions::actions(plan).size() == 40);
        CHECK(tally(plan, office.desk->zone.day(office.now)).indicators == 80);
    });
}

TEST_CASE("an action that two people write at once keeps the first, and shows it to the second") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier"});
        auto const kept = *plan_of(office).find(id);
        auto const written = [&](std::string const& title, accounts::User const& user, std::string const& editor, Revision base) {
            auto content = kept.content;
            content.title = title;
            std::optional<std::string> refused;
            Revision revision;
            planner.write([&](auto& db, auto& trail, auto const& diagnostic) {
                auto const now = *actions::plan(db, diagnostic).find(id);
                auto const saved = actions::save(db, trail, diagnostic, now, content, {user, office.now, editor, base});
                if (saved) revision = *saved;
                else refused = saved.error().current->title;
            });
            return std::pair{revision.number, refused};
        };

        CHECK(written("Trier mieux", office.maud, "page-1", {1}) == std::pair{std::int64_t{2}, std::optional<std::string>{}});
        CHECK(written("Trier moins", office.solene, "page-2", {1}).second == "Trier mieux");
        CHECK(written("Trier mieux", office.solene, "page-2", {1}).first == 2); // the same text is saved
        CHECK(written("Trier encore", office.maud, "page-1", {1}).first == 3);  // an answer was lost on its way
        CHECK(written("Trier encore plus", office.solene, "page-2", {3}).first == 4);
        CHECK(written("Trier tout", office.maud, "page-1", {3}).second == "Trier encore plus");
        CHECK(plan_of(office).find(id)->content.title == "Trier encore plus");
        CHECK(plan_of(office).find(id)->by == "Solène Martin");

        // Maud's run of savings is one event; Solène's is another.
        auto const trail = office.trail(office.deux_rives);
        CHECK(std::ranges::count_if(trail, [](auto const& line) { return line.starts_with("save_action "); }) == 1);
    });
}

TEST_CASE("the level that is aimed at moves without touching what is planned") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        planner.add(waste, {.title = "Trier"});
        auto const& scale = *criterion(office, waste).scale;
        auto const aimed = [&](std::optional<referentiel::Level> const& level, std::int64_t base) {
            bool is_saved = false;
            planner.write([&](auto& db, auto& trail, auto const& diagnostic) {
                auto const plan = actions::plan(db, diagnostic);
                is_saved = static_cast<bool>(
                    actions::aim(db, trail, diagnostic, plan.commitments[0], level, {office.maud, office.now, "", {base}}));
            });
            return is_saved;
        };

        CHECK(aimed(scale.level("4"), 1));
        CHECK_FALSE(aimed(scale.level("5"), 1));
        CHECK(aimed(scale.level("4"), 1)); // says the same
        CHECK(aimed(std::nullopt, 2));
        CHECK(aimed(scale.level("3"), 3));

        auto const plan = plan_of(office);
        CHECK(plan.commitments[0].envisaged->code() == "3");
        CHECK(plan.commitments[0].actions.size() == 1);
        office.db().read([&](storage::Reader& db) {
            auto const levels = actions::envisaged(db, diagnostic_of(office, db));
            CHECK(levels.at(criterion(office, waste).key).code() == "3");
            CHECK(actions::criteria(db, diagnostic_of(office, db)) == std::set<std::string, std::less<>>{waste});
        });
    });
}

TEST_CASE("a criterion is in the plan once, however often it is put there") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste, waste});
        planner.commit({waste});
        support::at_once(8, [&](int) { planner.commit({waste, power}); });

        CHECK(plan_of(office).commitments.size() == 2);
    });
}

TEST_CASE("actions move among their like, and no further") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto const first = planner.add(waste, {.title = "Un"}), second = planner.add(waste, {.title = "Deux"});
    planner.add(waste, {.title = "Deux et demi"}, second);
    auto const moved = [&](ActionId const& id, std::ptrdiff_t places) {
        bool is_moved = false;
        planner.write([&](auto& db, auto& trail, auto const& diagnostic) {
            auto const plan = actions::plan(db, diagnostic);
            is_moved = actions::move(db, trail, diagnostic, plan, *plan.find(id), places);
        });
        return is_moved;
    };

    CHECK_FALSE(moved(first, -1));
    CHECK_FALSE(moved(second, 1));
    CHECK(moved(second, -1));
    CHECK(plan_of(office).commitments[0].actions[0].id == second);
    CHECK(plan_of(office).commitments[0].actions[0].parts.size() == 1);
    auto const third = planner.add(waste, {.title = "Trois"});
    CHECK(plan_of(office).commitments[0].actions[2].id == third);
}

TEST_CASE("an action says what it still lacks, and what is over lacks nothing") {
    Office office;
    Planner planner{office};
    Action action{new_id<Action>(office.now, office.chance), new_id<Commitment>(office.now, office.chance)};
    CHECK(hints(action) == std::vector{Hint::responsible, Hint::due, Hint::indicator});
    action.content.indicators = {planner.figure("Animations", "", "2"), planner.figure("Repas", "3", "")};
    CHECK(hints(action) == std::vector{Hint::responsible, Hint::due, Hint::baseline, Hint::target});
    action.content.state = State::done;
    CHECK(hints(action).empty());
}

TEST_CASE("a snapshot keeps the levels that the plan aimed at") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({support::waste});
        planner.write([&](auto& db, auto& trail, auto const& diagnostic) {
            auto const rating = diagnostic::make_rating(criterion(office, support::waste), "2", "", "");
            CHECK(diagnostic::save(db, trail, diagnostic, *rating, {office.maud, "", {}, office.now}));
        });
        auto maud = office.signed_in(office.maud);
        auto const criterion = office.cycle_path("/engagements/criteres/" + support::waste);
        auto const aim = [&](std::string const& level) {
            CHECK(maud.post(criterion, {{"level", level}, {"revision", maud.get(criterion).field("revision")}}).status == 303);
        };
        aim("4");
        std::string const id = "01000000-0000-7000-8000-000000000312";
        CHECK(maud.post(office.cycle_path("/diagnostic/instantanes"), {{"id", id}, {"label", "Avant"}}).status == 303);
        aim("5");

        auto const snapshot = office.structure_path("/instantanes/" + id);
        CHECK(maud.get(snapshot + "/instantane.json").shows(R"("envisaged":[{"criterion":"pollution-et-dechets","level":"4"}])"));
        auto const page = maud.get(snapshot);
        CHECK(page.says("Le plan d'actions vise 4,0 en moyenne."));
        CHECK(maud.get(office.cycle_path("/diagnostic/resultats")).says("Le plan d'actions vise 5,0 en moyenne."));
    });
}

TEST_CASE("an action is put in order by one place, or as far as it was carried") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({support::waste});
        std::vector<std::string> ids;
        for (auto const* title : {"A", "B", "C", "D"}) ids.emplace_back(planner.add(support::waste, {.title = title}).text());
        auto maud = office.signed_in(office.maud);
        auto const path = office.cycle_path("/engagements/criteres/" + support::waste);
        auto const order = [&] {
            std::string all;
            auto const plan = plan_of(office);
            for (auto const* action : actions::actions(plan)) all += action->content.title;
            return all;
        };
        auto const sent = [&](support::Browser::Fields fields) { return maud.post(path + "/ordre", std::move(fields)).status; };

        CHECK(maud.get(path).shows("data-handle=\"" + ids[0] + '"'));
        CHECK(sent({{"deplacer", ids[0]}, {"de", "2"}}) == 303);
        CHECK(order() == "BCAD");
        CHECK(sent({{"deplacer", ids[3]}, {"de", "-99"}}) == 303); // as far as there is room
        CHECK(order() == "DBCA");
        auto const up = maud.post(path + "/ordre", {{"monter", ids[2]}});
        CHECK(up.status == 303);
        CHECK(up.location() == path + "#monter-action-3"); // the same button, which keeps the focus
        CHECK(order() == "DCBA");
        auto const page = maud.get(path);
        CHECK(page.shows(R"(id="monter-action-3")"));
        CHECK(page.shows(R"(id="monter-action-4" name="monter" value=")" + ids[3] + R"(" aria-disabled="true")"));
        CHECK(page.shows(R"(id="descendre-action-1" name="descendre" value=")" + ids[0] + R"(" aria-disabled="true")"));
        CHECK_FALSE(page.shows("value=\"" + ids[2] + R"(" aria-disabled)"));
        CHECK(sent({{"descendre", ids[0]}}) == 303);
        CHECK(order() == "DCBA");
        CHECK(sent({{"deplacer", ids[0]}, {"de", "loin"}}) == 400);
        CHECK(sent({{"deplacer", ids[0]}, {"de", "-9223372036854775808"}}) == 303);
        CHECK(order() == "ADCB");
    });
}
