#include "settings/invitation.h"

#include "accounts/members.h"
#include "core/secret.h"

namespace settings {
namespace {

using accounts::OrganisationId, accounts::Role, accounts::UserId;
using storage::Row;

Invitation read_invitation(Row& row) {
    auto id = row.next<InvitationId>();
    auto organisation = row.next<OrganisationId>();
    auto name = row.next<std::string>(), email = row.next<std::string>();
    auto const role = row.next<Role>();
    auto invited_by = row.next<UserId>();
    auto const sent = row.next<Instant>(), expires = row.next<Instant>();
    return {std::move(id), std::move(organisation), std::move(name), std::move(email), role, std::move(invited_by), sent, expires,
        row.next<std::int64_t>()};
}

} // namespace

// The token says which structure it is about: nobody asks for one by its id here.
std::optional<Invitation> find_invitation(storage::Reader const& db, std::string_view token, Instant now) {
    return db.row(R"(
        -- all organisations: the token says which one it is of
        SELECT invitations.id, invitations.organisation_id, organisations.name, invitations.email, invitations.role,
            invitations.invited_by, invitations.sent, invitations.expires, invitations.times_sent
        FROM invitations
        JOIN organisations ON organisations.id = invitations.organisation_id
        WHERE invitations.token_digest = $1 AND invitations.expires > $2)",
        {token_digest(token), now}, read_invitation);
}

std::optional<Invitation> find_invitation(storage::Reader const& db, OrganisationId const& organisation, InvitationId const& id) {
    return db.row(R"(
        SELECT invitations.id, invitations.organisation_id, organisations.name, invitations.email, invitations.role,
            invitations.invited_by, invitations.sent, invitations.expires, invitations.times_sent
        FROM invitations
        JOIN organisations ON organisations.id = invitations.organisation_id
        WHERE invitations.organisation_id = $1 AND invitations.id = $2)",
        {organisation, id}, read_invitation);
}

std::vector<Invitation> invitations(storage::Reader const& db, OrganisationId const& organisation) {
    return db.rows(R"(
        SELECT invitations.id, invitations.organisation_id, organisations.name, invitations.email, invitations.role,
            invitations.invited_by, invitations.sent, invitations.expires, invitations.times_sent
        FROM invitations
        JOIN organisations ON organisations.id = invitations.organisation_id
        WHERE invitations.organisation_id = $1
        ORDER BY invitations.sent DESC, invitations.id DESC)",
        {organisation}, read_invitation);
}

std::string add_invitation(
    storage::Writer& db, OrganisationId const& organisation, NewInvitation const& invitation, Instant now, Chance const& chance) {
    auto token = new_token(chance);
    db.change(R"(
        INSERT INTO invitations (organisation_id, id, token_digest, email, role, invited_by, sent, expires, times_sent)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1))",
        {organisation, invitation.id, token_digest(token), accounts::comparable_email(invitation.email), invitation.role,
            invitation.invited_by, now, now + invitation_validity});
    return token;
}

std::string renew_invitation(storage::Writer& db, Invitation const& invitation, Instant now, Chance const& chance) {
    auto token = new_token(chance);
    db.change(R"(
        UPDATE invitations SET token_digest = $3, sent = $4, expires = $5, times_sent = times_sent + 1
        WHERE organisation_id = $1 AND id = $2)",
        {invitation.organisation, invitation.id, token_digest(token), now, now + invitation_validity});
    return token;
}

bool remove_invitation(storage::Writer& db, OrganisationId const& organisation, InvitationId const& id) {
    return db.change("DELETE FROM invitations WHERE organisation_id = $1 AND id = $2", {organisation, id}) == 1;
}

} // namespace settings
