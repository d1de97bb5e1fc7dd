#pragma once

#include "storage/database.h"

#include <functional>
#include <memory>
#include <span>
#include <string>

namespace support {

// Keeps a promise on both engines, each a subcase of its own:
//
//     TEST_CASE("a comment is kept") {
//         for_each_engine([](storage::Engine engine) {
//             support::Database database{engine};
//             database->write([](storage::Writer& db) { … });
//             CHECK(…);
//         });
//     }
//
// PostgreSQL's half needs TEST_POSTGRESQL to hold the address of a server whose user may do everything (bin/test-postgresql
// start DIR prints one). Without it, that half is skipped and the end of the run tells how many were. Once a test case.
void for_each_engine(std::function<void(storage::Engine)> const& promise);

// The address in TEST_POSTGRESQL, or nothing.
std::string postgresql_address();

// A database of its own, migrated, empty, gone with the test. It costs a millisecond or two: migrations run once for all tests.
class Database {
public:
    explicit Database(storage::Engine, std::span<embedded::File const> migrations = embedded::migrations(), int readers = 4);
    Database(Database const&) = delete;
    ~Database();

    storage::Database& operator*() const { return *database_; }
    storage::Database* operator->() const { return database_.get(); }

    // What storage::open, a connection or the program itself is given to work on the same database.
    std::string const& address() const { return address_; }

    // As the program does when it is started again.
    void reopen();

private:
    std::span<embedded::File const> migrations_;
    int readers_;
    std::string address_;
    std::unique_ptr<storage::Database> database_;
};

// A connection of its own to the same database, beside the program.
std::unique_ptr<storage::Connection> connect(std::string const& address, storage::Access = storage::Access::read_write);

} // namespace support
