#include "accounts/members.h"
#include "accounts/session.h"
#include "actions/queries.h"
#include "app/commands.h"
#include "app/program.h"
#include "core/secret.h"
#include "diagnostic/queries.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <iostream>
#include <sstream>

namespace {

struct Line {
    std::string structure, cycle, chapter, session, key, email, password;
    std::size_t actions = 0;
};

// What the command prints, line by line.
std::vector<Line> sampled(std::filesystem::path const& folder, int structures) {
    std::stringstream printed;
    auto* const before = std::cout.rdbuf(printed.rdbuf());
    auto const status = app::run({"sample", "--structures", std::to_string(structures), "--data", folder.string()});
    std::cout.rdbuf(before);
    CHECK(status == 0);
    std::vector<Line> lines;
    for (Line line; printed >> line.structure >> line.cycle >> line.chapter >> line.session >> line.key >> line.email >>
                    line.password >> line.actions;)
        lines.push_back(line);
    return lines;
}

} // namespace

TEST_CASE(
    "a sample has the structures it was asked for, each with two rated cycles, a member who can sign in and the plan it says") {
    auto const folder = std::filesystem::temp_directory_path() / ("sample-" + new_token(system_chance()));
    auto const lines = sampled(folder, 3);
    CHECK(lines.size() == 3);

    auto const furniture = app::furnish((folder / "esspratiques.db").string(), {}, 2);
    auto const& desk = *furniture.desk;
    furniture.db->read([&](storage::Reader& db) {
        for (auto const& line : lines) {
            auto const organisation = accounts::OrganisationId::parse(line.structure).value();
            auto const signed_in = accounts::find_signed_in(db, token_digest(line.session), desk.clock());
            REQUIRE(signed_in);
            CHECK(accounts::find_member(db, organisation, signed_in->user));
            CHECK(desk.passwords.matches(accounts::password_of(db, line.email).value_or(""), line.password));

            auto const cycles = accounts::cycles(db, organisation);
            CHECK(cycles.size() == 2);
            CHECK(cycles.front().id.text() == line.cycle);
            auto const plan = actions::plan(db, *diagnostic::find(db, desk.library, organisation, {cycles.front().id}));
            CHECK(line.actions == 60);
            CHECK(actions::actions(plan).size() == line.actions);
            for (auto const& cycle : cycles) {
                auto const diagnostic = diagnostic::find(db, desk.library, organisation, {cycle.id});
                REQUIRE(diagnostic);
                CHECK(find_chapter(diagnostic->version(), line.chapter));
                CHECK(diagnostic::ratings(db, *diagnostic).size() == rated(diagnostic->version()).size());
            }
        }
    });
    std::filesystem::remove_all(folder);
}
