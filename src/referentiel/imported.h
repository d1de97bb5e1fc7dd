#pragma once

#include "core/date.h"
#include "referentiel/library.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace storage {
class Database;
class Reader;
class Writer;
} // namespace storage

// Versions that were brought in beside those that the program carries: rows of the instance, which every server on that
// database reads into its library.
namespace referentiel {

// Adds what the database has and the library does not yet: another server, or the command, may have brought it in.
void learn(storage::Reader const&, Library const&);

// The version with that hash, from the library or, where it does not have it yet, from the database.
Version const* held(storage::Reader const&, Library const&, VersionHash const&);

struct Arrival {
    std::string_view bytes;
    Standing standing;
    std::string_view importer; // whose act it was, as the trail names them
    Instant now;
};

// Never changes what is there: nothing where that number of the référentiel is kept with another content. One that was only
// held is offered from now on where it arrives as such.
enum class Kept { added, known, refused };
Kept keep(storage::Writer&, Version const&, Arrival const&);

// What the program carries is kept too, so that a later program that carries something else still reads what was answered.
void keep_carried(storage::Database&, Library const&, std::span<embedded::File const>, Instant now);

// What was kept, as it arrived.
std::optional<std::string> imported_bytes(storage::Reader const&, VersionHash const&);

} // namespace referentiel
