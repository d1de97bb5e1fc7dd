#pragma once

#include "archive/package.h"
#include "storage/database.h"
#include "storage/files.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace archive {

// Writes all that an instance keeps, from one snapshot, beside its place; the caller publishes it. What was acknowledged before
// it began is in it, where the caller held the files before (Files::hold). The same records make the same archive on both
// engines.
std::unique_ptr<PackageWriter> back_up(storage::Reader const&, storage::Files const& files,
    std::optional<std::string> const& secret, std::filesystem::path const& out, Instant now);

// Where a backup is put back: a folder without a database, or an empty database.
struct Shelter {
    std::optional<std::filesystem::path> folder; // with SQLite
    std::string database;
};

struct Restored {
    std::int64_t rows = 0;
    std::size_t files = 0;
    bool has_secret = false; // the backup held one
};

// All of it or nothing: what is there already is never touched. Checks the whole archive first, the result afterwards.
Restored restore(PackageReader const&, Shelter const&);

} // namespace archive
