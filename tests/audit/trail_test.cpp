#include "audit/trail.h"

#include "support/database.h"
#include "support/office.h"

#include <doctest/doctest.h>

namespace {

using audit::first_broken, audit::Trail;

constexpr Instant noon{std::chrono::hours{490'000}};

// Three events of one chain and one of another.
void write(support::Database& database) {
    database->write([](storage::Writer& db) {
        auto const chance = system_chance();
        Trail{db, "rives", "solene", noon, chance}.add("open_space", "rives");
        Trail{db, "rives", "maud", noon + std::chrono::minutes{1}, chance}.add("rate", "gouvernance", R"({"level":"3"})");
        Trail{db, "rives", "solene", noon + std::chrono::minutes{2}, chance}.add(
            "invite", "idriss", R"({"email":"idriss@exemple.fr"})");
        Trail{db, "passerelle", "nadia", noon, chance}.add("open_space", "passerelle");
    });
}

std::optional<std::int64_t> broken(support::Database& database, std::string_view chain = "rives") {
    return database->found([&](storage::Reader const& db) { return first_broken(db, chain); });
}

std::vector<audit::Event> events(support::Database& database, std::int64_t before = 1000, int limit = 1000) {
    return database->found([&](storage::Reader const& db) { return audit::events(db, "rives", before, limit); });
}

} // namespace

TEST_CASE("what was done is told with who and when, the latest first") {
    support::for_each_engine([](storage::Engine engine) {
        support::Database database{engine};
        write(database);

        auto const all = events(database);
        REQUIRE(all.size() == 3);
        CHECK(all[1].seq == 2);
        CHECK(all[1].actor == "maud");
        CHECK(all[1].verb == "rate");
        CHECK(all[1].object == "gouvernance");
        CHECK(all[1].payload == R"({"level":"3"})");
        CHECK(all[1].at == noon + std::chrono::minutes{1});
        CHECK(all[2].payload == "{}");
        CHECK(events(database, 3, 1).front().seq == 2);
        CHECK(!broken(database));
        CHECK(!broken(database, "passerelle"));
        CHECK(!broken(database, "nobody"));
    });
}

TEST_CASE("a trail that was tampered with tells where") {
    support::for_each_engine([](storage::Engine engine) {
        struct Tampering {
            std::string sql;
            std::int64_t at;
        };
        std::vector<Tampering> const tamperings{
            {"UPDATE audit_events SET actor = 'idriss' WHERE organisation_id = 'rives' AND seq = 2", 2},
            {"UPDATE audit_events SET verb = 'see' WHERE organisation_id = 'rives' AND seq = 1", 1},
            {"UPDATE audit_events SET object = 'other' WHERE organisation_id = 'rives' AND seq = 3", 3},
            {"UPDATE audit_events SET at = at + 1 WHERE organisation_id = 'rives' AND seq = 2", 2},
            {"UPDATE audit_events SET verb = 'ra', object = 'tegouvernance' WHERE organisation_id = 'rives' AND seq = 2", 2},
            {"UPDATE audit_events SET digest = previous WHERE organisation_id = 'rives' AND seq = 3", 3},
            {"UPDATE audit_payloads SET payload = '{\"level\":\"5\"}' WHERE organisation_id = 'rives' AND seq = 2", 2},
            {"UPDATE audit_payloads SET payload = NULL WHERE organisation_id = 'rives' AND seq = 2", 2},
            {"UPDATE audit_payloads SET salt = NULL WHERE organisation_id = 'rives' AND seq = 2", 2},
            {"DELETE FROM audit_events WHERE organisation_id = 'rives' AND seq = 1", 1},
            {"DELETE FROM audit_events WHERE organisation_id = 'rives' AND seq = 2", 2},
            {"DELETE FROM audit_events WHERE organisation_id = 'rives' AND seq = 3", 3},
            {"DELETE FROM audit_payloads WHERE organisation_id = 'rives' AND seq = 3", 3},
            {"UPDATE audit_heads SET seq = 2 WHERE organisation_id = 'rives'", 4},
            {"DELETE FROM audit_heads WHERE organisation_id = 'rives'", 4},
            {"UPDATE audit_events SET seq = 9 WHERE organisation_id = 'rives' AND seq = 3", 3}};
        for (auto const& tampering : tamperings) {
            support::Database database{engine};
            write(database);
            database->write([&](storage::Writer& db) { CHECK(db.change(tampering.sql) == 1); });
            CAPTURE(tampering.sql);
            CHECK(broken(database) == tampering.at);
            CHECK(!broken(database, "passerelle"));
        }
    });
}

TEST_CASE("what an event said can be erased while the trail still holds") {
    support::for_each_engine([](storage::Engine engine) {
        support::Database database{engine};
        write(database);

        database->write([](storage::Writer& db) { audit::empty_payloads(db, "rives", "idriss"); });

        CHECK(!broken(database));
        CHECK(!events(database).front().payload);
        CHECK(events(database)[1].payload);
        database->write([](storage::Writer& db) { Trail{db, "rives", "solene", noon, system_chance()}.add("rate", "usagers"); });
        CHECK(!broken(database));
        CHECK(events(database).front().seq == 4);
    });
}

TEST_CASE("what is not done leaves no trace") {
    support::for_each_engine([](storage::Engine engine) {
        support::Database database{engine};
        write(database);
        CHECK_THROWS(database->write([](storage::Writer& db) {
            Trail{db, "rives", "solene", noon, system_chance()}.add("rate", "usagers");
            throw std::runtime_error{"the disk is on fire"};
        }));
        CHECK(events(database).size() == 3);
        CHECK(!broken(database));
    });
}

TEST_CASE("twenty who act at once in one chain follow one another") {
    support::for_each_engine([](storage::Engine engine) {
        support::Database database{engine};
        support::at_once(20, [&](int i) {
            database->write([&](storage::Writer& db) {
                Trail{db, "rives", std::to_string(i), noon, system_chance()}.add("rate", "usagers");
            });
        });
        CHECK(events(database).size() == 20);
        CHECK(!broken(database));
    });
}
