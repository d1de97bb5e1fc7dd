#pragma once

#include "archive/package.h"
#include "storage/files.h"

#include <optional>
#include <string_view>

// The documents of structures, as they stand in an archive: under their digests.
namespace archive {

// Those of one structure where it is named, under « files/DIGEST »; else of all, under « files/STRUCTURE/DIGEST ».
void add_files(PackageWriter&, storage::Reader const&, storage::Files const&, std::optional<std::string_view> structure = {});

// Puts an entry of an archive among the documents of a structure, for good once the transaction is.
void store_file(storage::Writer&, PackageReader const&, FileEntry const&, storage::Files const&, std::string_view structure);

} // namespace archive
