#include "evidence/trash.h"

#include "evidence/rows.h"

#include <boost/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace evidence {
namespace {

namespace json = boost::json;
using accounts::OrganisationId;
using storage::Row;

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

} // namespace

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

} // namespace evidence
