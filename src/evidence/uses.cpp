#include "evidence/uses.h"

#include "evidence/rows.h"
#include "evidence/trash.h"

#include <algorithm>
#include <string>

namespace evidence {

using storage::Row, storage::Value;

std::map<EvidenceId, std::vector<Object>> uses(
    storage::Reader const& db, OrganisationId const& organisation, std::span<Evidence const> all) {
    std::map<EvidenceId, std::vector<Object>> found;
    if (all.empty()) return found;
    std::string places;
    std::vector<Value> values{organisation};
    for (auto const& one : all) {
        values.emplace_back(one.id);
        places += (places.empty() ? "$" : ", $") + std::to_string(values.size());
    }
    db.rows("SELECT evidence_id, kind, object, node FROM evidence_uses WHERE organisation_id = $1 AND evidence_id IN (" + places +
                ") ORDER BY added, kind, object, node",
        values, [&](Row& row) {
            auto id = row.next<EvidenceId>();
            found[std::move(id)].push_back(read_object(row));
            return 0;
        });
    return found;
}

Attached attached(storage::Reader const& db, OrganisationId const& organisation, std::span<Object const> objects) {
    Attached found;
    if (objects.empty()) return found;
    std::string places;
    std::vector<Value> values{organisation};
    for (auto const& object : objects) { // by the record they are of: a page shows most of its criteria
        if (std::find(values.begin(), values.end(), Value{object.id}) != values.end()) continue;
        values.emplace_back(object.id);
        places += (places.empty() ? "$" : ", $") + std::to_string(values.size());
    }
    db.rows(R"(
        SELECT uses.kind, uses.object, uses.node, evidence.id, evidence.kind, evidence.title, evidence.year, versions.id,
            versions.number, versions.file_name, versions.type, versions.size, versions.sha256, versions.link,
            versions.added_by_name, versions.added, versions.expires
        FROM evidence_uses AS uses
        JOIN evidence ON evidence.organisation_id = uses.organisation_id AND evidence.id = uses.evidence_id
        JOIN evidence_versions AS versions ON versions.organisation_id = evidence.organisation_id
            AND versions.evidence_id = evidence.id AND versions.number = evidence.version
        WHERE uses.organisation_id = $1 AND uses.object IN ()" +
                places + ") ORDER BY evidence.sort_key, evidence.id",
        values, [&](Row& row) {
            auto object = read_object(row);
            auto evidence = read_evidence(row);
            if (std::find(objects.begin(), objects.end(), object) != objects.end())
                found[std::move(object)].push_back(std::move(evidence));
            return 0;
        });
    return found;
}

void join(storage::Writer& db, OrganisationId const& organisation, EvidenceId const& id, Object const& object,
    accounts::User const& by, Instant now) {
    add_use(db, organisation, id, object, by.id.text(), now);
}

void part(storage::Writer& db, OrganisationId const& organisation, EvidenceId const& id, Object const& object) {
    db.change(R"(
        DELETE FROM evidence_uses
        WHERE organisation_id = $1 AND evidence_id = $2 AND kind = $3 AND object = $4 AND node = $5)",
        {organisation, id, object.kind, object.id, object.node});
}

void copy_uses(storage::Writer& db, OrganisationId const& organisation, Object const& from, Object const& to) {
    db.change(R"(
        INSERT INTO evidence_uses (organisation_id, evidence_id, kind, object, node, added_by, added)
        SELECT $1, evidence_id, $5, $6, $7, added_by, added
        FROM evidence_uses
        WHERE organisation_id = $1 AND kind = $2 AND object = $3 AND node = $4
        ON CONFLICT (organisation_id, evidence_id, kind, object, node) DO NOTHING)",
        {organisation, from.kind, from.id, from.node, to.kind, to.id, to.node});
    copy_uses_in_trash(db, organisation, from, to);
}

} // namespace evidence
