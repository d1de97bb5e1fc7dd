#pragma once

#include "app/options.h"

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

// Where an instance keeps what is its own: a folder of data, or a database and a secret.
namespace app {

// The command cannot be carried out, for a reason that the operator can act on: exit 1.
class Impossible : public std::runtime_error {
    using runtime_error::runtime_error;
};

struct Place {
    std::optional<std::filesystem::path> folder; // with SQLite
    std::string database;                        // what storage::open is given
};

// From --data DIR or --database URL; the folder is made, for its owner alone, where it is not there.
Place place_of(Options const&);

// At least 32 bytes that only the owner may read; made in the folder at the first start, where no file was named.
std::string secret_of(Options const&, Place const&);

// The program that makes reports stands beside ours, or where the source is when it runs from a build.
std::filesystem::path worker_folder();

// Held while serving, so that no second server opens the same folder. Throws Impossible where one does.
class FolderLock {
public:
    explicit FolderLock(Place const&);
    ~FolderLock();
    FolderLock(FolderLock const&) = delete;

private:
    int file_ = -1;
};

} // namespace app
