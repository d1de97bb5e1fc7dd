#include "evidence/queries.h"

#include "core/unicode.h"
#include "evidence/rows.h"

namespace evidence {
namespace {

using storage::Row;

std::string pattern_of(std::string_view text) { return "%" + escaped(folded(text)) + "%"; }

// 0: of its coming end nobody was told; 1: once, a month before; 2: on the day too. Whoever gives a day knows it.
int reminders_known(std::optional<Date> expires, Date today) {
    if (!expires || *expires > today + soon) return 0;
    return *expires > today ? 1 : 2;
}

} // namespace

Page page(storage::Reader const& db, OrganisationId const& organisation, Filter const& filter, Date today,
    std::optional<EvidenceId> const& after) {
    auto const start = after ? db.row("SELECT sort_key FROM evidence WHERE organisation_id = $1 AND id = $2",
                                   {organisation, *after}, [](Row& row) { return row.next<std::string>(); })
                             : std::nullopt;
    auto entries = db.rows(R"(
        SELECT evidence.id, evidence.kind, evidence.title, evidence.year, versions.id, versions.number, versions.file_name,
            versions.type, versions.size, versions.sha256, versions.link, versions.added_by_name, versions.added, versions.expires
        FROM evidence
        JOIN evidence_versions AS versions ON versions.organisation_id = evidence.organisation_id
            AND versions.evidence_id = evidence.id AND versions.number = evidence.version
        WHERE evidence.organisation_id = $1
            AND evidence.search LIKE $2 ESCAPE '\'
            AND ($3 = '' OR evidence.kind = $3)
            AND ($4 <> 'echeance' OR versions.expires <= $5)
            AND ($4 <> 'archive' OR evidence.year IS NOT NULL)
            AND ($4 <> 'inutilise' OR NOT EXISTS (SELECT 1 FROM evidence_uses AS uses
                WHERE uses.organisation_id = $1 AND uses.evidence_id = evidence.id))
            AND ($6 = 0 OR evidence.year = $6)
            AND (evidence.sort_key > $7 OR (evidence.sort_key = $7 AND evidence.id > $8))
        ORDER BY evidence.sort_key, evidence.id
        LIMIT $9)",
        {organisation, pattern_of(filter.text), filter.kind ? to_text(*filter.kind) : std::string_view{},
            state_slug(filter.state), today + soon, std::int64_t{filter.year.value_or(0)}, start.value_or(""),
            start ? after->text() : std::string_view{}, page_size + 1},
        read_evidence);
    Page found{std::move(entries)};
    if (std::ssize(found.entries) > page_size) {
        found.entries.pop_back();
        found.more = found.entries.back().id;
    }
    return found;
}

std::optional<Evidence> find(storage::Reader const& db, OrganisationId const& organisation, EvidenceId const& id) {
    return db.row(R"(
        SELECT evidence.id, evidence.kind, evidence.title, evidence.year, versions.id, versions.number, versions.file_name,
            versions.type, versions.size, versions.sha256, versions.link, versions.added_by_name, versions.added, versions.expires
        FROM evidence
        JOIN evidence_versions AS versions ON versions.organisation_id = evidence.organisation_id
            AND versions.evidence_id = evidence.id AND versions.number = evidence.version
        WHERE evidence.organisation_id = $1 AND evidence.id = $2)",
        {organisation, id}, read_evidence);
}

std::vector<Version> versions(storage::Reader const& db, OrganisationId const& organisation, EvidenceId const& id) {
    return db.rows(R"(
        SELECT id, number, file_name, type, size, sha256, link, added_by_name, added, expires
        FROM evidence_versions
        WHERE organisation_id = $1 AND evidence_id = $2
        ORDER BY number DESC)",
        {organisation, id}, read_version);
}

std::optional<Version> find_version(storage::Reader const& db, OrganisationId const& organisation, VersionId const& id) {
    return db.row(R"(
        SELECT id, number, file_name, type, size, sha256, link, added_by_name, added, expires
        FROM evidence_versions
        WHERE organisation_id = $1 AND id = $2)",
        {organisation, id}, read_version);
}

std::vector<int> years(storage::Reader const& db, OrganisationId const& organisation) {
    return db.rows("SELECT DISTINCT year FROM evidence WHERE organisation_id = $1 AND year IS NOT NULL ORDER BY year DESC",
        {organisation}, [](Row& row) { return row.next<int>(); });
}

void add(
    storage::Writer& db, OrganisationId const& organisation, Evidence const& evidence, accounts::User const& by, Date today) {
    add_row(db, organisation, evidence, evidence.version.number, evidence.version.at);
    add_version_row(
        db, organisation, evidence.id, evidence.version, by.id.text(), reminders_known(evidence.version.expires, today));
}

void add_version(storage::Writer& db, OrganisationId const& organisation, EvidenceId const& id, Version const& version,
    accounts::User const& by, Date today) {
    add_version_row(db, organisation, id, version, by.id.text(), reminders_known(version.expires, today));
    auto evidence = find(db, organisation, id);
    evidence->version = version;
    db.change("UPDATE evidence SET version = $3, search = $4 WHERE organisation_id = $1 AND id = $2",
        {organisation, id, version.number, search_of(*evidence)});
}

void save(storage::Writer& db, OrganisationId const& organisation, Evidence const& evidence, Date today) {
    db.change("UPDATE evidence SET title = $3, sort_key = $4, search = $5, year = $6 WHERE organisation_id = $1 AND id = $2",
        {organisation, evidence.id, evidence.title, sort_key(evidence.title), search_of(evidence), evidence.year});
    db.change("UPDATE evidence_versions SET expires = $3, reminders = $4 WHERE organisation_id = $1 AND id = $2",
        {organisation, evidence.version.id, evidence.version.expires, reminders_known(evidence.version.expires, today)});
}

std::vector<Ending> endings_to_tell(storage::Reader const& db, Date today) {
    return db.rows(R"(
        -- all organisations: the errand writes to the owners of each
        SELECT evidence.organisation_id, organisations.name, evidence.id, versions.id, evidence.title, versions.expires
        FROM evidence_versions AS versions
        JOIN evidence ON evidence.organisation_id = versions.organisation_id AND evidence.id = versions.evidence_id
            AND evidence.version = versions.number
        JOIN organisations ON organisations.id = evidence.organisation_id
        WHERE (versions.expires <= $1 AND versions.reminders = 0) OR (versions.expires <= $2 AND versions.reminders < 2)
        ORDER BY evidence.organisation_id, versions.expires, evidence.sort_key, evidence.id)",
        {today + soon, today}, [](Row& row) {
            auto organisation = row.next<OrganisationId>();
            auto name = row.next<std::string>();
            auto id = row.next<EvidenceId>();
            auto version = row.next<VersionId>();
            auto title = row.next<std::string>();
            return Ending{
                std::move(organisation), std::move(name), std::move(id), std::move(version), std::move(title), row.next<Date>()};
        });
}

void note_told(storage::Writer& db, Ending const& ending, Date today) {
    db.change("UPDATE evidence_versions SET reminders = $3 WHERE organisation_id = $1 AND id = $2",
        {ending.organisation, ending.version, ending.expires <= today ? 2 : 1});
}

} // namespace evidence
