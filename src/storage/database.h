#pragma once

#include "storage/storage.h"

#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace storage {

// The batch this unit belonged to could not be made durable: nothing of it is kept, and nobody may be told « enregistré ».
class NotKept : public Failed {
    using Failed::Failed;
};

// No space is left for what was to be kept.
class Full : public NotKept {
    using NotKept::NotKept;
};

// A database that many threads use at once. Pages read from connections that cannot write; forms write one after the other
// on SQLite, where those that wait together are committed together, and each on a connection of its own on PostgreSQL.
class Database {
public:
    using Unit = std::function<void(Writer&)>;

    // Called once, from any thread, after the unit is durable, or with what stopped it.
    using Done = std::function<void(std::exception_ptr)>;

    virtual ~Database() = default;

    // Runs page at once, in this thread, on one snapshot.
    virtual void read(std::function<void(Reader&)> const& page) = 0;

    // All of the unit or, if it throws, nothing of it; others of its batch stay. It is run once and never again.
    virtual void write(Unit, Done) = 0;

    // Waits until the unit is durable; throws what stopped it. Not to be called from a unit.
    void write(Unit const&);

    // Does it answer now? False where it is locked, gone or broken.
    virtual bool answers() noexcept = 0;

    // The bytes of one query, out of a page: Database::found(db, [](Reader const& db) { return …; }).
    template <typename Page>
    auto found(Page const& page) {
        std::optional<decltype(page(std::declval<Reader const&>()))> result;
        read([&](Reader& reader) { result.emplace(page(reader)); });
        return *std::move(result);
    }
};

struct Opening {
    std::string address;   // postgresql://… or the path of a SQLite file
    int readers = 4;       // how many pages may read at once
};

// Migrates an empty or older database; refuses one of a newer release, with a reason fit for the operator.
std::unique_ptr<Database> open(Opening const&);

} // namespace storage
