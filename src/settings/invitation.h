#pragma once

#include "accounts/organisation.h"
#include "core/chance.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace settings {

struct Invitation;
using InvitationId = Id<Invitation>;

inline constexpr std::chrono::days invitation_validity{14};
inline constexpr std::int64_t most_sendings = 6; // the first, then five more

// Someone was asked to join a team. It stands until it is accepted, refused or withdrawn; its link works for a fortnight.
struct Invitation {
    InvitationId id;
    accounts::OrganisationId organisation;
    std::string organisation_name;
    std::string email;
    accounts::Role role;
    accounts::UserId invited_by;
    Instant sent;
    Instant expires;
    std::int64_t times_sent;

    bool is_open(Instant now) const { return expires > now; }
    bool may_be_sent_again() const { return times_sent < most_sendings; }
};

// By its link; only while that works.
std::optional<Invitation> find_invitation(storage::Reader const&, std::string_view token, Instant now);
std::optional<Invitation> find_invitation(storage::Reader const&, accounts::OrganisationId const&, InvitationId const&);

// The latest first; also those whose link has expired.
std::vector<Invitation> invitations(storage::Reader const&, accounts::OrganisationId const&);

struct NewInvitation {
    InvitationId id;
    std::string email;
    accounts::Role role;
    accounts::UserId invited_by;
};

// Gives the token of its link, which is kept nowhere else.
std::string add_invitation(storage::Writer&, accounts::OrganisationId const&, NewInvitation const&, Instant now, Chance const&);

// The same invitation with a new link; the one that was sent before ends.
std::string renew_invitation(storage::Writer&, Invitation const&, Instant now, Chance const&);

// Was it there? Of several who take it away at once, one is told so.
bool remove_invitation(storage::Writer&, accounts::OrganisationId const&, InvitationId const&);

} // namespace settings
