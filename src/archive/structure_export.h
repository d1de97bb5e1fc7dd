#pragma once

#include "accounts/organisation.h"
#include "archive/package.h"
#include "referentiel/library.h"
#include "storage/files.h"
#include "storage/storage.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace archive {

// Writes what belongs to a structure, beside its place: the caller publishes it once the trace of it is kept. Its members stand
// in it with their names and addresses; what opens a door does not. Refused where there is no such structure.
std::unique_ptr<PackageWriter> export_structure(storage::Reader const&, referentiel::Library const&,
    accounts::OrganisationId const&, storage::Files const& files, std::filesystem::path const& out, Instant now);

} // namespace archive
