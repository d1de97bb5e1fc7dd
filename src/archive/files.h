#pragma once

#include "archive/package.h"
#include "storage/files.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

// The documents of structures, as they stand in an archive: under their digests.
namespace archive {

// Those of all, under « files/STRUCTURE/DIGEST ».
void add_files(PackageWriter&, storage::Reader const&, storage::Files const&);

// Those that the documents of a structure and its logo are made of, under « files/DIGEST »; what was removed stays behind.
void add_files_of(PackageWriter&, storage::Reader const&, storage::Files const&, std::string const& structure);

// What a document says of its content: a digest, and a type and size where there are any.
struct Told {
    std::string sha256;
    std::string type;
    std::int64_t size = 0;
    auto operator<=>(Told const&) const = default;
};
std::set<Told> told_files(storage::Reader const&, std::string_view structure);

// Puts an entry of an archive among the documents of a structure, for good once the transaction is; tells what it is.
Told store_file(storage::Writer&, PackageReader const&, FileEntry const&, storage::Files const&, std::string_view structure);

} // namespace archive
