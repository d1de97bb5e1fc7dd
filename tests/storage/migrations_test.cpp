#include "storage/migrations.h"

#include "core/secret.h"
#include "support/database.h"

#include <doctest/doctest.h>

#include <thread>

using storage::Connection, storage::Engine, storage::migrate, storage::Reader, storage::Refused, storage::Row;
using support::for_each_engine;

namespace {

constexpr embedded::File first = {
    "0001_houses.sql", "CREATE TABLE houses (id TEXT PRIMARY KEY); INSERT INTO houses VALUES ('a');"};
constexpr embedded::File second = {"0002_doors.sql",
    "CREATE TABLE doors (id TEXT PRIMARY KEY);\nINSERT INTO doors VALUES ('b');\nINSERT INTO houses VALUES ('c');"};
constexpr embedded::File both[] = {first, second};

// A database without anything, and another connection to it than the program's.
struct Empty {
    explicit Empty(Engine engine) : database{engine, {}}, connection{support::connect(database.address())} {}

    std::vector<std::int64_t> applied() const {
        return Reader{*connection}.rows(
            "SELECT number FROM schema_migrations ORDER BY number", {}, [](Row& row) { return row.next<std::int64_t>(); });
    }

    std::int64_t count(std::string const& table) const {
        return Reader{*connection}
            .row("SELECT COUNT(*) FROM " + table, {}, [](Row& row) { return row.next<std::int64_t>(); })
            .value();
    }

    support::Database database;
    std::unique_ptr<Connection> connection;
};

// Breaks at its n-th statement, as a program does that is killed there.
class Breaking : public Connection {
public:
    Breaking(Connection& behind, int left) : behind_{behind}, left_{left} {}

    Engine engine() const override { return behind_.engine(); }
    std::int64_t run(std::string_view sql, storage::Values values, Each const& each) override {
        step();
        return behind_.run(sql, values, each);
    }
    void begin(storage::Access access) override {
        step();
        behind_.begin(access);
    }
    void commit() override {
        step();
        behind_.commit();
    }
    void roll_back() noexcept override { behind_.roll_back(); }

private:
    void step() {
        if (left_-- == 0) throw std::runtime_error{"killed"};
    }

    Connection& behind_;
    int left_;
};

std::string refusal(Connection& connection, std::span<embedded::File const> files) {
    try {
        migrate(connection, files);
        return "";
    } catch (Refused const& reason) { return reason.what(); }
}

} // namespace

TEST_CASE("a file is split into its statements, whatever its texts and comments hold") {
    CHECK(storage::statements("") == std::vector<std::string>{});
    CHECK(storage::statements("-- a; comment\n ; ;\n") == std::vector<std::string>{});
    CHECK(storage::statements("SELECT 1;SELECT 2") == std::vector<std::string>{"SELECT 1", "SELECT 2"});
    CHECK(storage::statements("SELECT 'a;b -- c', 'l''eau;', \"d;e\"; -- f;\nSELECT 2 - 1;\n") ==
          std::vector<std::string>{"SELECT 'a;b -- c', 'l''eau;', \"d;e\"", "SELECT 2 - 1"});
    CHECK_THROWS_AS((void)storage::statements("SELECT 'a; SELECT 2;"), storage::Failed);
}

TEST_CASE("an empty database receives every migration, an older one those it lacks, a current one nothing") {
    for_each_engine([](Engine engine) {
        Empty const empty{engine};

        migrate(*empty.connection, std::span{both}.first(1));
        CHECK(empty.applied() == std::vector<std::int64_t>{1});
        migrate(*empty.connection, both);
        migrate(*empty.connection, both);

        CHECK(empty.applied() == std::vector<std::int64_t>{1, 2});
        CHECK(empty.count("houses") == 2);
        CHECK(empty.count("doors") == 1);
        auto const line =
            Reader{*empty.connection}.row("SELECT name, sha256 FROM schema_migrations WHERE number = 2", {}, [](Row& row) {
                auto const name = row.next<std::string>();
                return std::pair{name, row.next<std::string>()};
            });
        CHECK(line == std::pair{std::string{"0002_doors.sql"}, hexadecimal(sha256(second.content))});
    });
}

TEST_CASE("each engine has its own file where they differ") {
    constexpr embedded::File files[] = {{"0001_a.postgresql.sql", "CREATE TABLE a_server (id TEXT)"},
        {"0001_a.sqlite.sql", "CREATE TABLE a_file (id TEXT)"}, {"0002_b.sql", "CREATE TABLE b (id TEXT)"}};
    for_each_engine([&](Engine engine) {
        Empty const empty{engine};

        migrate(*empty.connection, files);

        CHECK(empty.count(engine == Engine::sqlite ? "a_file" : "a_server") == 0);
        CHECK(empty.count("b") == 0);
    });
}

TEST_CASE("a migration killed at any step goes on from there, and nothing is ever done by half") {
    for_each_engine([](Engine engine) {
        auto is_done = false;
        int step = 0;
        for (; !is_done; ++step) {
            CAPTURE(step);
            Empty const empty{engine};
            try {
                Breaking breaking{*empty.connection, step};
                migrate(breaking, both);
                is_done = true;
            } catch (std::runtime_error const&) { migrate(*empty.connection, both); }
            CHECK(empty.applied() == std::vector<std::int64_t>{1, 2});
            CHECK(empty.count("houses") == 2);
            CHECK(empty.count("doors") == 1);
        }
        CHECK(step > 15);
    });
}

TEST_CASE("a migration that fails leaves the database as it was") {
    constexpr embedded::File broken[] = {
        first, {"0002_broken.sql", "CREATE TABLE doors (id TEXT); INSERT INTO absent VALUES (1);"}};
    for_each_engine([&](Engine engine) {
        Empty const empty{engine};

        CHECK_THROWS_AS(migrate(*empty.connection, broken), storage::Failed);
        CHECK(empty.applied() == std::vector<std::int64_t>{1});
        migrate(*empty.connection, both);
        CHECK(empty.count("doors") == 1);
    });
}

TEST_CASE("an older program refuses a newer database, and says so to the operator") {
    for_each_engine([](Engine engine) {
        Empty const empty{engine};
        migrate(*empty.connection, both);

        auto const said = refusal(*empty.connection, std::span{both}.first(1));

        CHECK(said.find("version plus récente") != std::string::npos);
        CHECK(said.find("0002_doors.sql") != std::string::npos);
        CHECK_THROWS_AS(storage::open({empty.database.address(), 1, std::span{both}.first(1)}), Refused);
        CHECK(refusal(*empty.connection, both) == "");
    });
}

TEST_CASE("a migration whose content has changed is refused") {
    constexpr embedded::File changed[] = {first, {"0002_doors.sql", "CREATE TABLE doors (id TEXT)"}};
    for_each_engine([&](Engine engine) {
        Empty const empty{engine};
        migrate(*empty.connection, both);

        CHECK(refusal(*empty.connection, changed).find("d'un autre contenu") != std::string::npos);
    });
}

TEST_CASE("files that nobody could put in order are refused") {
    constexpr embedded::File twice[] = {first, {"0001_doors.sql", ""}};
    constexpr embedded::File nameless[] = {{"doors.sql", ""}};
    Empty const empty{Engine::sqlite};

    CHECK_THROWS_AS(migrate(*empty.connection, twice), storage::Failed);
    CHECK_THROWS_AS(migrate(*empty.connection, nameless), storage::Failed);
}

TEST_CASE("several nodes may start at once") {
    for_each_engine([](Engine engine) {
        Empty const empty{engine};
        std::vector<std::thread> nodes;
        for (int node = 0; node < 4; ++node)
            nodes.emplace_back([&] { migrate(*support::connect(empty.database.address()), both); });
        for (auto& node : nodes) node.join();

        CHECK(empty.applied() == std::vector<std::int64_t>{1, 2});
        CHECK(empty.count("houses") == 2);
    });
}

TEST_CASE("the migrations of the program itself run on an empty database, and again on the one they made") {
    for_each_engine([](Engine engine) {
        Empty const empty{engine};

        migrate(*empty.connection, embedded::migrations());
        migrate(*empty.connection, embedded::migrations());

        CHECK(empty.applied().size() >= 1);
    });
}
