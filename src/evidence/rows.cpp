#include "evidence/rows.h"

#include "core/unicode.h"

namespace evidence {

using accounts::OrganisationId;
using storage::Row;

Version read_version(Row& row) {
    auto id = row.next<VersionId>();
    auto const number = row.next<int>();
    auto name = row.next<std::string>(), type = row.next<std::string>();
    auto const size = row.next<std::int64_t>();
    auto sha256 = row.next<std::string>(), link = row.next<std::string>(), by = row.next<std::string>();
    auto const at = row.next<Instant>();
    return {std::move(id), number, std::move(name), std::move(type), size, std::move(sha256), std::move(link), std::move(by), at,
        row.maybe<Date>()};
}

Evidence read_evidence(Row& row) {
    auto id = row.next<EvidenceId>();
    auto const kind = row.next<Kind>();
    auto title = row.next<std::string>();
    auto const year = row.maybe<int>();
    return {std::move(id), kind, std::move(title), year, read_version(row)};
}

Object read_object(Row& row) {
    auto const kind = row.next<Object::Kind>();
    auto id = row.next<std::string>();
    return {kind, std::move(id), row.next<std::string>()};
}

std::string search_of(Evidence const& evidence) {
    return folded(evidence.title + " " + evidence.version.name + " " + evidence.version.link);
}

void add_row(storage::Writer& db, OrganisationId const& organisation, Evidence const& evidence, int version, Instant created) {
    db.change(R"(
        INSERT INTO evidence (organisation_id, id, kind, title, sort_key, search, year, version, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
        {organisation, evidence.id, evidence.kind, evidence.title, sort_key(evidence.title), search_of(evidence), evidence.year,
            version, created});
}

void add_version_row(storage::Writer& db, OrganisationId const& organisation, EvidenceId const& evidence, Version const& version,
    std::string_view by, int reminders) {
    db.change(R"(
        INSERT INTO evidence_versions (organisation_id, id, evidence_id, number, file_name, type, size, sha256, link, added_by,
            added_by_name, added, expires, reminders)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))",
        {organisation, version.id, evidence, version.number, version.name, version.type, version.size, version.sha256,
            version.link, by, version.by, version.at, version.expires, reminders});
}

void add_use(storage::Writer& db, OrganisationId const& organisation, EvidenceId const& id, Object const& object,
    std::string_view by, Instant now) {
    db.change(R"(
        INSERT INTO evidence_uses (organisation_id, evidence_id, kind, object, node, added_by, added)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (organisation_id, evidence_id, kind, object, node) DO NOTHING)",
        {organisation, id, object.kind, object.id, object.node, by, now});
}

std::string escaped(std::string_view text) {
    std::string pattern;
    for (auto const sign : text) {
        if (sign == '%' || sign == '_' || sign == '\\') pattern += '\\';
        pattern += sign;
    }
    return pattern;
}

} // namespace evidence
