#include "archive/files.h"

#include "evidence/content.h"

#include <filesystem>
#include <fstream>
#include <memory>

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

evidence::Bytes bytes_of(std::filesystem::path const& path, std::uint64_t size) {
    auto const stream =
        std::make_shared<std::ifstream>(path, std::ios::binary); // shared, for a function object has to be copyable
    return {[stream](std::uint64_t offset, std::size_t count) {
                std::string bytes(count, '\0');
                stream->clear();
                stream->seekg(static_cast<std::streamoff>(offset));
                stream->read(bytes.data(), static_cast<std::streamsize>(count));
                bytes.resize(static_cast<std::size_t>(stream->gcount()));
                return bytes;
            },
        size};
}

} // namespace

void add_files(PackageWriter& package, storage::Reader const& db, storage::Files const& files) {
    for (auto& stored : files.stored(db)) {
        auto const name = "files/" + stored.organisation + "/" + stored.sha256;
        package.add_file(name, source_of(db, files, std::move(stored)));
    }
}

void add_files_of(PackageWriter& package, storage::Reader const& db, storage::Files const& files, std::string const& structure) {
    std::set<std::string> needed;
    for (auto const& told : told_files(db, structure)) needed.insert(told.sha256);
    for (auto& stored : files.stored(db, structure)) {
        if (!needed.contains(stored.sha256)) continue;
        auto const name = "files/" + stored.sha256;
        package.add_file(name, source_of(db, files, std::move(stored)));
    }
}

std::set<Told> told_files(storage::Reader const& db, std::string_view structure) {
    auto const all = db.rows(R"(
        SELECT sha256, type, size FROM evidence_versions WHERE organisation_id = $1 AND sha256 <> ''
        UNION
        SELECT logo, 'image/png', -1 FROM organisations WHERE id = $1 AND logo IS NOT NULL)",
        {structure}, [](storage::Row& row) {
            auto sha256 = row.next<std::string>(), type = row.next<std::string>();
            return Told{std::move(sha256), std::move(type), row.next<std::int64_t>()};
        });
    return {all.begin(), all.end()};
}

Told store_file(storage::Writer& db, PackageReader const& package, FileEntry const& entry, storage::Files const& files,
    std::string_view structure) {
    auto const draft = files.draft(structure);
    package.bytes(entry, [&](std::string_view bytes) { draft->write(bytes); });
    draft->settle();
    auto const content = evidence::recognise(bytes_of(draft->path(), static_cast<std::uint64_t>(draft->size())));
    files.keep(db, structure, *draft);
    return {draft->sha256(), content ? std::string{content->type} : std::string{}, draft->size()};
}

} // namespace archive
