#pragma once

#include "referentiel/library.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace archive {

// One thing looked at: « bon : … » or « à voir : … » with what to do.
struct Finding {
    enum class State { good, broken } state;
    std::string text;

    std::string line() const { return (state == State::good ? "bon : " : "à voir : ") + text; }
};

struct Patient {
    std::optional<std::filesystem::path> folder; // of data, with SQLite
    std::string database;
    std::optional<std::filesystem::path> secret;
    std::filesystem::path worker; // the folder of the program that makes reports
    std::string search_path;      // where Node is looked for: PATH
};

// Looks at all of it and changes nothing, not even where the database is of an older release.
std::vector<Finding> examine(Patient const&, referentiel::Library const&);

} // namespace archive
