#pragma once

#include "accounts/organisation.h"
#include "archive/package.h"
#include "core/chance.h"
#include "referentiel/library.h"
#include "storage/database.h"
#include "storage/files.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace archive {

// What had to change for the structure to find its place in this instance.
struct Imported {
    struct Replaced {
        std::string table;
        std::string former;
        std::string now;
    };

    std::string organisation;
    std::string name;
    std::vector<Replaced> replaced;
    std::vector<std::string> recognised; // addresses of those who already had an account here
    std::vector<std::string> created;    // of those who got one, without a password that would open it
};

struct Landing {
    storage::Database& db;
    referentiel::Library const& library;
    storage::Files files;    // where documents are put
    std::string no_password; // a hash that no password matches
    Instant now;
    Chance chance;
};

// All of the structure in one transaction, or nothing. An id that is in use here gives way to a new one, wherever it stands.
Imported import_structure(PackageReader const&, Landing const&);

} // namespace archive
