#include "accounts/trash.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace accounts {
namespace {

using storage::Row;

// « DIGEST SIZE DIGEST SIZE … »
std::string line_of(std::vector<Removed::File> const& files) {
    std::string line;
    for (auto const& file : files) line += (line.empty() ? "" : " ") + file.sha256 + " " + std::to_string(file.size);
    return line;
}

std::vector<Removed::File> files_of(std::string_view line) {
    std::vector<Removed::File> files;
    while (!line.empty()) {
        auto const sha256 = line.substr(0, line.find(' '));
        line.remove_prefix(std::min(sha256.size() + 1, line.size()));
        auto const size = line.substr(0, line.find(' '));
        line.remove_prefix(std::min(size.size() + 1, line.size()));
        std::int64_t number = 0;
        std::from_chars(size.data(), size.data() + size.size(), number);
        files.push_back({std::string{sha256}, number});
    }
    return files;
}

Removed read_removed(Row& row) {
    auto id = row.next<std::string>(), kind = row.next<std::string>(), title = row.next<std::string>(),
         content = row.next<std::string>();
    auto files = files_of(row.next<std::string>());
    auto by = row.next<std::string>();
    return {std::move(id), std::move(kind), std::move(title), std::move(content), std::move(files), std::move(by),
        row.next<Instant>()};
}

} // namespace

void put_in_trash(storage::Writer& db, OrganisationId const& organisation, Removed const& removed, User const& by, Instant now) {
    db.change(R"(
        INSERT INTO trash (organisation_id, id, kind, title, content, files, removed_by, removed_by_name, removed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
        {organisation, removed.id, removed.kind, removed.title, removed.content, line_of(removed.files), by.id, by.name(), now});
}

std::vector<Removed> trash(storage::Reader const& db, OrganisationId const& organisation, std::string_view kind, Instant now) {
    return db.rows(R"(
        SELECT id, kind, title, content, files, removed_by_name, removed
        FROM trash
        WHERE organisation_id = $1 AND kind = $2 AND removed > $3
        ORDER BY removed DESC, id)",
        {organisation, kind, now - trash_is_kept}, read_removed);
}

std::optional<Removed> find_removed(
    storage::Reader const& db, OrganisationId const& organisation, std::string_view kind, std::string_view id, Instant now) {
    return db.row(R"(
        SELECT id, kind, title, content, files, removed_by_name, removed
        FROM trash
        WHERE organisation_id = $1 AND kind = $2 AND id = $3 AND removed > $4)",
        {organisation, kind, id, now - trash_is_kept}, read_removed);
}

std::vector<Removed::File> files_in_trash(storage::Reader const& db, OrganisationId const& organisation) {
    auto const lines = db.rows("SELECT files FROM trash WHERE organisation_id = $1 AND files <> ''", {organisation},
        [](Row& row) { return row.next<std::string>(); });
    std::map<std::string, std::int64_t> sizes;
    for (auto const& line : lines)
        for (auto& file : files_of(line)) sizes.emplace(std::move(file.sha256), file.size);
    std::vector<Removed::File> files;
    for (auto const& [sha256, size] : sizes) files.push_back({sha256, size});
    return files;
}

std::vector<std::pair<OrganisationId, Removed::File>> files_in_every_trash(storage::Reader const& db) {
    std::vector<std::pair<OrganisationId, Removed::File>> all;
    db.rows(
        "SELECT organisation_id, files FROM trash WHERE files <> '' -- all organisations: what none of them needs is taken away",
        {}, [&](Row& row) {
            auto const organisation = row.next<OrganisationId>();
            for (auto& file : files_of(row.next<std::string>())) all.emplace_back(organisation, std::move(file));
            return 0;
        });
    return all;
}

void take_from_trash(storage::Writer& db, OrganisationId const& organisation, std::string_view id) {
    db.change("DELETE FROM trash WHERE organisation_id = $1 AND id = $2", {organisation, id});
}

void empty_trash(storage::Writer& db, OrganisationId const& organisation, std::string_view kind) {
    db.change("DELETE FROM trash WHERE organisation_id = $1 AND kind = $2", {organisation, kind});
}

void empty_old_trash(storage::Writer& db, Instant now) {
    db.change("DELETE FROM trash WHERE removed <= $1 -- all organisations: thirty days hold for all", {now - trash_is_kept});
}

} // namespace accounts
