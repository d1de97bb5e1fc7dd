#include "archive/files.h"

namespace archive {
namespace {

// Opened when its turn comes, for there may be many.
Source source_of(storage::Reader const& db, storage::Files const& files, storage::Files::Stored stored) {
    return [&db, files, stored = std::move(stored), next = storage::Files::Pieces{}]() mutable {
        if (!next) next = files.pieces(db, stored.organisation, stored.sha256);
        auto bytes = next();
        if (bytes.empty()) next = [] { return std::string{}; }; // closes it
        return bytes;
    };
}

} // namespace

void add_files(
    PackageWriter& package, storage::Reader const& db, storage::Files const& files, std::optional<std::string_view> structure) {
    for (auto& stored : files.stored(db, structure)) {
        auto const name = structure ? "files/" + stored.sha256 : "files/" + stored.organisation + "/" + stored.sha256;
        package.add_file(name, source_of(db, files, std::move(stored)));
    }
}

void store_file(storage::Writer& db, PackageReader const& package, FileEntry const& entry, storage::Files const& files,
    std::string_view structure) {
    auto const draft = files.draft(structure);
    package.bytes(entry, [&](std::string_view bytes) { draft->write(bytes); });
    draft->settle();
    files.keep(db, structure, *draft);
}

} // namespace archive
