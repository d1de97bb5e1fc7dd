#pragma once

#include "referentiel/reader.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace referentiel {

struct Checked {
    std::vector<std::string> lines;
    std::optional<Version> version; // nothing where the file is refused
    std::string bytes;              // of the file, as it was read
};

// What « referentiel check FILE » prints: a dry run of an import. A file that cannot be opened is a line too.
Checked check(std::filesystem::path const&, Context const&);

} // namespace referentiel
