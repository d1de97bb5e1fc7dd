#pragma once

#include "archive/package.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// The documents beside a SQLite database: FOLDER/STRUCTURE/DIGEST.
namespace archive {

struct StoredFile {
    std::string structure;
    std::string digest;
    std::filesystem::path path;
};

// In the order of their names; none where there is no such folder. Only those of one structure where it is named.
std::vector<StoredFile> stored_files(std::filesystem::path const& folder, std::optional<std::string> const& structure = {});

// Puts an entry of an archive on the disk, for good, under its digest.
void store_file(PackageReader const&, FileEntry const&, std::filesystem::path const& folder, std::string_view structure);

} // namespace archive
