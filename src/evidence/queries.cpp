#include "evidence/queries.h"

#include "core/unicode.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace evidence {
namespace {

namespace json = boost::json;
using storage::Row, storage::Value;

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

// « compte\_rendu »: what stands in a LIKE for itself.
std::string escaped(std::string_view text) {
    std::string pattern;
    for (auto const sign : text) {
        if (sign == '%' || sign == '_' || sign == '\\') pattern += '\\';
        pattern += sign;
    }
    return pattern;
}

std::string pattern_of(std::string_view text) { return "%" + escaped(folded(text)) + "%"; }

std::string search_of(Evidence const& evidence) {
    return folded(evidence.title + " " + evidence.version.name + " " + evidence.version.link);
}

// 0: of its coming end nobody was told; 1: once, a month before; 2: on the day too. Whoever gives a day knows it.
int reminders_known(std::optional<Date> expires, Date today) {
    if (!expires || *expires > today + soon) return 0;
    return *expires > today ? 1 : 2;
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

void add_row(storage::Writer& db, OrganisationId const& organisation, Evidence const& evidence, int version, Instant created) {
    db.change(R"(
        INSERT INTO evidence (organisation_id, id, kind, title, sort_key, search, year, version, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
        {organisation, evidence.id, evidence.kind, evidence.title, sort_key(evidence.title), search_of(evidence), evidence.year,
            version, created});
}

void add_use(storage::Writer& db, OrganisationId const& organisation, EvidenceId const& id, Object const& object,
    std::string_view by, Instant now) {
    db.change(R"(
        INSERT INTO evidence_uses (organisation_id, evidence_id, kind, object, node, added_by, added)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (organisation_id, evidence_id, kind, object, node) DO NOTHING)",
        {organisation, id, object.kind, object.id, object.node, by, now});
}

// --- The trash

struct KeptVersion {
    Version version;
    std::string by;
    int reminders;
};

std::vector<KeptVersion> kept_versions(storage::Reader const& db, OrganisationId const& organisation, EvidenceId const& id) {
    return db.rows(R"(
        SELECT added_by, reminders, id, number, file_name, type, size, sha256, link, added_by_name, added, expires
        FROM evidence_versions
        WHERE organisation_id = $1 AND evidence_id = $2
        ORDER BY number)",
        {organisation, id}, [](Row& row) {
            auto by = row.next<std::string>();
            auto const reminders = row.next<int>();
            return KeptVersion{read_version(row), std::move(by), reminders};
        });
}

json::object as_json(KeptVersion const& kept) {
    auto const& one = kept.version;
    json::object object{{"id", one.id.text()}, {"number", one.number}, {"name", one.name}, {"type", one.type}, {"size", one.size},
        {"sha256", one.sha256}, {"link", one.link}, {"by", kept.by}, {"by_name", one.by},
        {"at", one.at.time_since_epoch().count()}, {"reminders", kept.reminders}};
    if (one.expires) object["expires"] = iso(*one.expires);
    return object;
}

std::string text(json::object const& object, std::string_view name) { return std::string{object.at(name).as_string()}; }

Instant instant(json::object const& object, std::string_view name) {
    return Instant{Instant::duration{object.at(name).as_int64()}};
}

Version version_of(json::object const& object) {
    auto const* expires = object.if_contains("expires");
    return {VersionId::parse(text(object, "id")).value(), static_cast<int>(object.at("number").as_int64()), text(object, "name"),
        text(object, "type"), object.at("size").as_int64(), text(object, "sha256"), text(object, "link"), text(object, "by_name"),
        instant(object, "at"), expires ? parse<Date>(expires->as_string()) : std::nullopt};
}

// What waits in the trash comes back to where it would be by then.
void copy_uses_in_trash(storage::Writer& db, OrganisationId const& organisation, Object const& from, Object const& to) {
    auto const place = to_text(from);
    auto const all =
        db.rows("SELECT id, content FROM trash WHERE organisation_id = $1 AND kind = $2 AND content LIKE $3 ESCAPE '\\'",
            {organisation, trash_kind, "%\"" + escaped(place) + "\"%"}, [](Row& row) {
                auto id = row.next<std::string>();
                return std::pair{std::move(id), json::parse(row.next<std::string>()).as_object()};
            });
    for (auto [id, content] : all) { // rarely one
        auto& uses = content.at("uses").as_array();
        auto const used = std::find_if(
            uses.begin(), uses.end(), [&](auto const& use) { return use.as_object().at("object").as_string() == place; });
        if (used == uses.end()) continue;
        auto copy = used->as_object();
        copy["object"] = to_text(to);
        uses.push_back(std::move(copy));
        db.change(
            "UPDATE trash SET content = $3 WHERE organisation_id = $1 AND id = $2", {organisation, id, json::serialize(content)});
    }
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

void remove(
    storage::Writer& db, OrganisationId const& organisation, Evidence const& evidence, accounts::User const& by, Instant now) {
    accounts::Removed removed{std::string{evidence.id.text()}, std::string{trash_kind}, evidence.title, {}};
    json::array all_versions, all_uses;
    for (auto const& kept : kept_versions(db, organisation, evidence.id)) {
        all_versions.push_back(as_json(kept));
        if (!kept.version.sha256.empty()) removed.files.push_back({kept.version.sha256, kept.version.size});
    }
    db.rows("SELECT kind, object, node, added_by, added FROM evidence_uses WHERE organisation_id = $1 AND evidence_id = $2",
        {organisation, evidence.id}, [&](Row& row) {
            auto const object = read_object(row);
            auto const added_by = row.next<std::string>();
            all_uses.push_back(json::object{{"object", to_text(object)}, {"by", added_by}, {"at", row.next<std::int64_t>()}});
            return 0;
        });
    json::object content{{"kind", to_text(evidence.kind)}, {"versions", std::move(all_versions)}, {"uses", std::move(all_uses)}};
    if (evidence.year) content["year"] = *evidence.year;
    removed.content = json::serialize(content);

    db.change("DELETE FROM evidence_uses WHERE organisation_id = $1 AND evidence_id = $2", {organisation, evidence.id});
    db.change("DELETE FROM evidence_versions WHERE organisation_id = $1 AND evidence_id = $2", {organisation, evidence.id});
    db.change("DELETE FROM evidence WHERE organisation_id = $1 AND id = $2", {organisation, evidence.id});
    accounts::put_in_trash(db, organisation, removed, by, now);
}

void restore(storage::Writer& db, OrganisationId const& organisation, accounts::Removed const& removed) {
    auto const content = json::parse(removed.content).as_object();
    auto const& all_versions = content.at("versions").as_array();
    auto const* year = content.if_contains("year");
    auto const newest = version_of(all_versions.back().as_object());
    Evidence const evidence{EvidenceId::parse(removed.id).value(), parse<Kind>(content.at("kind").as_string()).value(),
        removed.title, year ? std::optional{static_cast<int>(year->as_int64())} : std::nullopt, newest};
    add_row(db, organisation, evidence, newest.number, version_of(all_versions.front().as_object()).at);
    for (auto const& value : all_versions) { // as many as the document had
        auto const& kept = value.as_object();
        add_version_row(
            db, organisation, evidence.id, version_of(kept), text(kept, "by"), static_cast<int>(kept.at("reminders").as_int64()));
    }
    for (auto const& value : content.at("uses").as_array()) {
        auto const& use = value.as_object();
        if (auto const object = parse<Object>(use.at("object").as_string()))
            add_use(db, organisation, evidence.id, *object, text(use, "by"), instant(use, "at"));
    }
    accounts::take_from_trash(db, organisation, removed.id);
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
    db.rows("SELECT organisation_id, files FROM trash WHERE files <> '' -- all organisations: as above", {}, [&](Row& row) {
        auto const organisation = row.next<std::string>(), files = row.next<std::string>();
        for (std::size_t at = 0; at + 64 <= files.size();) {
            needed.push_back({organisation, files.substr(at, 64)});
            auto const size = files.find(' ', at + 65);
            at = size == files.npos ? files.size() : size + 1;
        }
        return 0;
    });
    std::sort(needed.begin(), needed.end());
    return needed;
}

} // namespace evidence
