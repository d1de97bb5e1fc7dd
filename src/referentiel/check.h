#pragma once

#include "referentiel/reader.h"

#include <filesystem>
#include <string>
#include <vector>

namespace referentiel {

struct Checked {
    std::vector<std::string> lines;
    bool is_accepted = false;
};

// What « referentiel check FILE » prints: a dry run of an import. A file that cannot be opened is a line too.
Checked check(std::filesystem::path const&, Context const&);

} // namespace referentiel
