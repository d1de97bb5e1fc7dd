#include "accounts/calendar_addresses.h"

#include "accounts/members.h"
#include "core/secret.h"

namespace accounts {

using storage::Row;

std::optional<Member> find_calendar_owner(storage::Reader const& db, std::string_view token) {
    struct Owner {
        OrganisationId organisation;
        UserId user;
    };
    auto const owner = db.row(R"(
        SELECT calendar_addresses.organisation_id, members.user_id -- all organisations: the token tells which
        FROM calendar_addresses
        JOIN members ON members.organisation_id = calendar_addresses.organisation_id
            AND members.id = calendar_addresses.member_id
        WHERE calendar_addresses.token_digest = $1)",
        {token_digest(token)}, [](Row& row) {
            auto organisation = row.next<OrganisationId>();
            return Owner{std::move(organisation), row.next<UserId>()};
        });
    if (!owner) return std::nullopt;
    auto const user = find_user(db, owner->user);
    return user ? find_member(db, owner->organisation, *user) : std::nullopt;
}

std::optional<Instant> calendar_address_since(storage::Reader const& db, Member const& member) {
    return db.row("SELECT created FROM calendar_addresses WHERE organisation_id = $1 AND member_id = $2",
        {member.organisation, member.id}, [](Row& row) { return row.next<Instant>(); });
}

std::string renew_calendar_address(storage::Writer& db, Member const& member, Instant now, Chance const& chance) {
    auto const token = new_token(chance);
    db.change(R"(
        INSERT INTO calendar_addresses (organisation_id, member_id, token_digest, created) VALUES ($1, $2, $3, $4)
        ON CONFLICT (organisation_id, member_id) DO UPDATE SET token_digest = excluded.token_digest, created = excluded.created)",
        {member.organisation, member.id, token_digest(token), now});
    return token;
}

bool remove_calendar_address(storage::Writer& db, OrganisationId const& organisation, MemberId const& member) {
    return db.change("DELETE FROM calendar_addresses WHERE organisation_id = $1 AND member_id = $2", {organisation, member}) == 1;
}

} // namespace accounts
