#pragma once

#include "core/embedded.h"
#include "storage/storage.h"

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace storage {

// A database that many threads use at once. Pages read from connections that cannot write; forms write one after the other
// on SQLite, where those that wait together are committed together, and each on a connection of its own on PostgreSQL.
class Database {
public:
    using Unit = std::function<void(Writer&)>;

    // Called once, from any thread, after the unit is durable, or with what stopped it. It posts the answer elsewhere and
    // returns, for other units wait behind it; it throws nothing.
    using Done = std::function<void(std::exception_ptr)>;

    virtual ~Database() = default;

    // Runs page at once, in this thread, on one snapshot.
    virtual void read(std::function<void(Reader&)> const& page) = 0;

    // All of the unit or, if it throws, nothing of it; others of its batch stay. It is run once and never again.
    // A unit that meets Full, NotKept or Busy itself may take its batch with it.
    virtual void write(Unit, Done) = 0;

    // Waits until the unit is durable; throws what stopped it. Not to be called from a unit.
    void write(Unit const&);

    // Does it answer now? False where it is locked, gone or broken.
    virtual bool answers() noexcept = 0;

    virtual Engine engine() const = 0;

    // The bytes of one query, out of a page: database.found([](Reader const& db) { return …; }).
    template <typename Page>
    auto found(Page const& page) {
        std::optional<decltype(page(std::declval<Reader const&>()))> result;
        read([&](Reader& reader) { result.emplace(page(reader)); });
        return *std::move(result);
    }
};

struct Opening {
    std::string address; // postgresql://… or the path of a SQLite file
    int readers = 4;     // how many pages may read at once
    std::span<embedded::File const> migrations = embedded::migrations();
};

// Migrates an empty or older database; refuses one of a newer release, with a reason fit for the operator (Refused).
std::unique_ptr<Database> open(Opening const&);

bool is_postgresql(std::string_view address);

} // namespace storage
