#include "accounts/demonstration.h"

#include "accounts/members.h"

namespace accounts {
namespace {

Demonstration read_demonstration(storage::Row& row) {
    auto organisation = row.next<OrganisationId>();
    auto story = row.next<std::string>();
    auto visitor = row.maybe<UserId>();
    auto digest = row.next<std::string>();
    return {std::move(organisation), std::move(story), std::move(visitor), std::move(digest), row.next<Instant>()};
}

} // namespace

std::vector<Demonstration> demonstrations(storage::Reader const& db) {
    return db.rows(R"(
        SELECT organisation_id, story, visitor_id, content_sha256, looked_at
        FROM demonstrations
        ORDER BY organisation_id)",
        {}, read_demonstration);
}

std::optional<Demonstration> find_visited(storage::Reader const& db) {
    return db.row(R"(
        SELECT organisation_id, story, visitor_id, content_sha256, looked_at
        FROM demonstrations
        WHERE visitor_id IS NOT NULL
        ORDER BY organisation_id
        LIMIT 1)",
        {}, read_demonstration);
}

void add_demonstration(storage::Writer& db, Demonstration const& made) {
    auto const visitor = made.visitor ? std::optional{std::string{made.visitor->text()}} : std::nullopt;
    db.change(
        "INSERT INTO demonstrations (organisation_id, story, visitor_id, content_sha256, looked_at) VALUES ($1, $2, $3, $4, $5)",
        {made.organisation, made.story, visitor, made.digest, made.looked_at});
}

void save_look(storage::Writer& db, OrganisationId const& organisation, std::string_view digest, Instant now) {
    db.change(
        "UPDATE demonstrations SET content_sha256 = $2, looked_at = $3 WHERE organisation_id = $1", {organisation, digest, now});
}

UserId add_visitor(storage::Writer& db, Instant now, Chance const& chance) {
    // Neither is an address, nor the digest of a password.
    auto const id = new_id<User>(now, chance);
    return add_user(db, {"visite " + std::string{id.text()}, "", "Visite", ""}, now, chance);
}

} // namespace accounts
