#include "evidence/space.h"

#include "accounts/trash.h"
#include "evidence/evidence.h"

#include <algorithm>

namespace evidence {

using accounts::OrganisationId;
using storage::Row;

std::map<std::string, std::int64_t> contents(storage::Reader const& db, OrganisationId const& organisation) {
    std::map<std::string, std::int64_t> sizes;
    auto const note = [&](std::string const& sha256, std::int64_t size) {
        auto& known = sizes[sha256];
        return known = std::max(known, size);
    };
    db.rows("SELECT DISTINCT sha256, size FROM evidence_versions WHERE organisation_id = $1 AND sha256 <> ''", {organisation},
        [&](Row& row) {
            auto const sha256 = row.next<std::string>();
            return note(sha256, row.next<std::int64_t>());
        });
    for (auto const& file : accounts::files_in_trash(db, organisation)) note(file.sha256, file.size);
    return sizes;
}

std::int64_t space_used(std::map<std::string, std::int64_t> const& contents) {
    std::int64_t total = 0;
    for (auto const& [sha256, size] : contents) total += size;
    return total;
}

bool has_room(storage::Reader const& db, OrganisationId const& organisation, std::string const& sha256, std::int64_t size) {
    auto const kept = contents(db, organisation);
    return kept.contains(sha256) || space_used(kept) + size <= most_bytes_of_structure;
}

std::vector<Needed> needed_files(storage::Reader const& db) {
    auto needed = db.rows(R"(
        -- all organisations: what none of them needs is taken away
        SELECT organisation_id, sha256 FROM evidence_versions WHERE sha256 <> ''
        UNION
        SELECT id, logo FROM organisations WHERE logo IS NOT NULL)",
        {}, [](Row& row) {
            auto organisation = row.next<std::string>();
            return Needed{std::move(organisation), row.next<std::string>()};
        });
    for (auto const& [organisation, file] : accounts::files_in_every_trash(db))
        needed.push_back({std::string{organisation.text()}, file.sha256});
    std::sort(needed.begin(), needed.end());
    return needed;
}

} // namespace evidence
