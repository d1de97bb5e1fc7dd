#include "storage/database.h"

#include "storage/pool.h"
#include "support/database.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <latch>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
using storage::Blob, storage::Busy, storage::Engine, storage::Failed, storage::Reader, storage::Row, storage::Transaction,
    storage::Values, storage::Writer;
using support::for_each_engine;

namespace {

constexpr embedded::File places[] = {{"0001_places.sql", R"(
    CREATE TABLE houses (id TEXT PRIMARY KEY, places BIGINT NOT NULL);
    CREATE TABLE people (id TEXT PRIMARY KEY, house_id TEXT NOT NULL, photo BYTEA);
    INSERT INTO houses VALUES ('a', 4);)"}};

struct House {
    explicit House(Engine engine) : database{engine, places} {
        database->write([](Writer& db) {
            db.change("DELETE FROM houses");
            db.change("INSERT INTO houses VALUES ('a', 4)");
        });
    }

    void add(std::string const& person) {
        database->write([&](Writer& db) { insert(db, person); });
    }

    static void insert(Writer& db, std::string const& person, Blob photo = {}) {
        db.change("INSERT INTO people (id, house_id, photo) VALUES ($1, 'a', $2)", {person, std::move(photo)});
    }

    static std::vector<std::string> people(Reader const& db) {
        return db.rows("SELECT id FROM people ORDER BY id", {}, [](Row& row) { return row.next<std::string>(); });
    }

    std::vector<std::string> people() {
        return database->found([](Reader const& db) { return people(db); });
    }

    support::Database database;
};

struct Refusal {};

// Units that are sure to be in one batch, and what each was told.
class Batch {
public:
    // Nothing goes on before it has been filled. The first of the batch is one that nobody asks about.
    explicit Batch(
        storage::Database& database, storage::Database::Unit first = [](Writer&) {})
        : database_{database} {
        database_.write(
            [this, first](Writer& db) {
                filled_.get_future().wait();
                first(db);
            },
            [](std::exception_ptr const&) {});
    }

    void add(storage::Database::Unit unit) {
        auto told = std::make_shared<std::promise<std::string>>();
        told_.push_back(told->get_future());
        database_.write(std::move(unit), [told](std::exception_ptr const& failure) { told->set_value(outcome(failure)); });
    }

    void run() { filled_.set_value(); }
    std::string told(std::size_t unit) { return told_[unit].get(); }

private:
    static std::string outcome(std::exception_ptr const& failure) {
        try {
            if (failure) std::rethrow_exception(failure);
            return "kept";
        } catch (Refusal const&) { return "refused"; } catch (storage::NotKept const&) {
            return "not kept";
        } catch (Failed const&) { return "failed"; }
    }

    storage::Database& database_;
    std::promise<void> filled_;
    std::vector<std::future<std::string>> told_;
};

void in_parallel(int threads, std::function<void(int)> const& work) {
    std::latch all{threads};
    std::vector<std::thread> running;
    for (int number = 0; number < threads; ++number)
        running.emplace_back([&, number] {
            all.arrive_and_wait();
            work(number);
        });
    for (auto& thread : running) thread.join();
}

} // namespace

TEST_CASE("of units that wait together one refuses, one throws, and the others are kept") {
    House house{Engine::sqlite};
    Batch batch{*house.database};
    batch.add([](Writer& db) { House::insert(db, "Ana"); });
    batch.add([](Writer& db) {
        House::insert(db, "Bob");
        throw Refusal{};
    });
    batch.add([](Writer& db) {
        House::insert(db, "Cid");
        House::insert(db, "Ana");
    });
    batch.add([](Writer& db) { House::insert(db, "Dia"); });
    batch.run();

    CHECK(batch.told(0) == "kept");
    CHECK(batch.told(1) == "refused");
    CHECK(batch.told(2) == "failed");
    CHECK(batch.told(3) == "kept");
    CHECK(house.people() == std::vector<std::string>{"Ana", "Dia"});
}

TEST_CASE("where the first of those that wait together refuses, nothing of it stays, and the others are kept") {
    House house{Engine::sqlite};
    Batch batch{*house.database, [](Writer& db) {
                    House::insert(db, "Ana");
                    throw Refusal{};
                }};
    batch.add([](Writer& db) { House::insert(db, "Bob"); });
    batch.add([](Writer& db) {
        House::insert(db, "Cid");
        House::insert(db, "Bob");
    });
    batch.run();

    CHECK(batch.told(0) == "kept");
    CHECK(batch.told(1) == "failed");
    CHECK(house.people() == std::vector<std::string>{"Bob"});
}

TEST_CASE("units written by many threads are kept each as a whole") {
    for_each_engine([](Engine engine) {
        House house{engine};
        std::atomic<int> refused = 0;
        in_parallel(8, [&](int thread) {
            for (int turn = 0; turn < 10; ++turn) {
                auto const name = std::to_string(thread) + "-" + std::to_string(turn);
                try {
                    house.database->write([&](Writer& db) {
                        House::insert(db, name);
                        House::insert(db, name + "-jumeau");
                        if (turn % 3 == 0) throw Refusal{};
                    });
                } catch (Refusal const&) { ++refused; }
            }
        });

        CHECK(refused == 32);
        CHECK(house.people().size() == (80 - 32) * 2);
    });
}

TEST_CASE("those who wait for the same row see what the one before has written: four places are taken four times") {
    for_each_engine([](Engine engine) {
        House house{engine};
        std::atomic<int> full = 0;
        in_parallel(20, [&](int person) {
            try {
                house.database->write([&](Writer& db) {
                    db.wait_for("houses", "a");
                    auto const taken = House::people(db).size();
                    if (taken == 4) throw Refusal{};
                    House::insert(db, std::to_string(person));
                });
            } catch (Refusal const&) { ++full; }
        });

        CHECK(full == 16);
        CHECK(house.people().size() == 4);
    });
}

TEST_CASE("done is called once, after the unit is durable, and the unit is gone by then") {
    for_each_engine([](Engine engine) {
        House house{engine};
        auto held = std::make_shared<int>(1); // not const, so that it is moved with the unit
        std::promise<std::pair<std::size_t, long>> told;
        house.database->write([held](Writer& db) { House::insert(db, "Ana"); },
            [&](std::exception_ptr const& failure) {
                CHECK(!failure);
                told.set_value({house.people().size(), held.use_count()});
            });

        auto const [people, holders] = told.get_future().get();
        CHECK(people == 1);
        CHECK(holders == 1);
    });
}

TEST_CASE("what waits is kept when the program stops") {
    House house{Engine::sqlite};
    std::atomic<int> kept = 0;
    for (int person = 0; person < 200; ++person)
        house.database->write([person](Writer& db) { House::insert(db, std::to_string(person)); },
            [&](std::exception_ptr const& failure) { kept += !failure; });
    house.database.reopen();

    CHECK(kept == 200);
    CHECK(house.people().size() == 200);
}

TEST_CASE("a unit that ends the transaction takes its batch with it, and the next one is kept") {
    House house{Engine::sqlite};
    Batch batch{*house.database};
    batch.add([](Writer& db) { House::insert(db, "Ana"); });
    batch.add([](Writer& db) { db.change("ROLLBACK"); });
    batch.run();

    CHECK(batch.told(0) == "not kept");
    CHECK(batch.told(1) == "not kept");
    CHECK(house.people().empty());
    house.add("Bob");
    CHECK(house.people() == std::vector<std::string>{"Bob"});
}

TEST_CASE("once its transaction is gone a unit changes nothing more") {
    for_each_engine([](Engine engine) {
        House house{engine};

        CHECK_THROWS_AS(house.database->write([](Writer& db) {
            db.change("ROLLBACK");
            House::insert(db, "Ana");
        }),
            Failed);
        CHECK(house.people().empty());
        house.add("Bob");
        CHECK(house.people() == std::vector<std::string>{"Bob"});
    });
}

TEST_CASE("where no space is left nothing is said to be kept, pages go on, and so do forms once there is space") {
    House house{Engine::sqlite};
    house.add("Ana");
    auto const limit = [&](std::string const& pages) {
        house.database->write(
            [&](Writer& db) { (void)db.rows("PRAGMA max_page_count = " + pages, {}, [](Row& row) { return row.next<int>(); }); });
    };
    limit("12");

    CHECK_THROWS_AS(
        house.database->write([](Writer& db) { House::insert(db, "Bob", Blob(100'000, std::byte{1})); }), storage::Full);
    CHECK(house.people() == std::vector<std::string>{"Ana"});
    limit("100000");
    CHECK_NOTHROW(house.database->write([](Writer& db) { House::insert(db, "Bob", Blob(100'000, std::byte{1})); }));
    CHECK(house.people() == std::vector<std::string>{"Ana", "Bob"});
    CHECK(house.database->answers());
}

TEST_CASE("while another program holds the file, those who wait are told to come back, and pages go on") {
    House house{Engine::sqlite};
    house.add("Ana");
    auto const other = support::connect(house.database.address());
    house.database->write(
        [](Writer& db) { (void)db.rows("PRAGMA busy_timeout = 20", {}, [](Row& row) { return row.next<int>(); }); });
    {
        Transaction const holding{*other};
        CHECK_THROWS_AS(house.add("Bob"), Busy);
        CHECK(!house.database->answers());
        CHECK(house.people() == std::vector<std::string>{"Ana"});
    }
    house.add("Cid");
    CHECK(house.people() == std::vector<std::string>{"Ana", "Cid"});
    CHECK(house.database->answers());
}

TEST_CASE("a page that throws gives its connection back") {
    for_each_engine([](Engine engine) {
        House house{engine};
        for (int page = 0; page < 20; ++page) CHECK_THROWS_AS(house.database->read([](Reader&) { throw Refusal{}; }), Refusal);

        CHECK(house.people().empty());
    });
}

TEST_CASE("when every connection is in use, the next page waits a little and is then told to come back") {
    House const house{Engine::sqlite};
    storage::Pool pool{1, [&] { return support::connect(house.database.address()); }, 10ms};

    CHECK_THROWS_AS(
        pool.use([&](storage::Connection&) { pool.use([](storage::Connection&) { FAIL_CHECK("two at once"); }); }), Busy);
    CHECK_NOTHROW(pool.use([](storage::Connection&) {}));
}

TEST_CASE("a connection that could not be opened is not missing afterwards") {
    House const house{Engine::sqlite};
    bool is_there = false;
    storage::Pool pool{1,
        [&] {
            if (!is_there) throw storage::Unreachable{"not yet"};
            return support::connect(house.database.address());
        },
        10ms};

    for (int attempt = 0; attempt < 3; ++attempt)
        CHECK_THROWS_AS(pool.use([](storage::Connection&) { FAIL_CHECK("none is there"); }), storage::Unreachable);
    is_there = true;
    CHECK_NOTHROW(pool.use([](storage::Connection&) {}));
}

TEST_CASE("what was deleted is gone from the file") {
    House house{Engine::sqlite};
    house.add("une personne qui voulait partir");
    house.database->write([](Writer& db) { db.change("DELETE FROM people"); });
    auto const connection = support::connect(house.database.address());

    auto const secure = Reader{*connection}.row("PRAGMA secure_delete", {}, [](Row& row) { return row.next<int>(); });
    CHECK(secure == 1);
}

TEST_CASE("the log stays small although someone has read for long") {
    House house{Engine::sqlite};
    auto const connection = support::connect(house.database.address(), storage::Access::read_only);
    auto const write_much = [&](int from) {
        for (int person = from; person < from + 20; ++person)
            house.database->write([&](Writer& db) { House::insert(db, std::to_string(person), Blob(2'000'000, std::byte{1})); });
    };
    auto const log_size = [&] { return std::filesystem::file_size(house.database.address() + "-wal"); };
    {
        Reader const reading{*connection};
        CHECK(House::people(reading).empty());
        write_much(0);
        write_much(100);
        CHECK(log_size() > 64'000'000);
    }

    auto const given_up = std::chrono::steady_clock::now() + 10s;
    while (log_size() > 1'000'000 && std::chrono::steady_clock::now() < given_up) std::this_thread::sleep_for(50ms);
    CHECK(log_size() < 1'000'000);
    write_much(200);
    CHECK(log_size() <= 64'000'000);
    CHECK(house.people().size() == 60);
}
