#pragma once

#include "referentiel/library.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <vector>

// What a database must always hold, whoever filled it.
namespace archive {

// What the engine itself finds wrong with its file; nothing where it is sound, or where that is the server's business.
std::optional<std::string> damage(storage::Reader const&);

// Chains of the trail that no longer hold, with the number of the first event that does not.
struct BrokenChain {
    std::string chain;
    std::int64_t event;
};
std::vector<BrokenChain> broken_chains(storage::Reader const&);

// Hashes of référentiels that diagnostics lean on and that are not held.
std::vector<std::string> missing_versions(storage::Reader const&, referentiel::Library const&);

// Throws Refused where the file is damaged or a chain does not hold.
void require_sound(storage::Reader const&);

} // namespace archive
