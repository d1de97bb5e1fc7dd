#pragma once

#include "accounts/visit.h"
#include "html/form.h"
#include "settings/invitation.h"

#include <span>
#include <string>

namespace settings {

// What someone without an account types to join.
struct Newcomer {
    std::string given = {};
    std::string family = {};
};

// Where the answers of an invitation's page go.
struct InvitationLinks {
    Url page;
    Url refusal;
    Url sign_in; // and back
};

html::Html offer_view(html::Language const& t, Invitation const&, std::string_view inviter);

// Whoever is signed in with the address it was sent to.
html::Html joining_view(accounts::Caller const&, InvitationLinks const&);

// Whoever is signed in with another one.
html::Html other_address_view(accounts::Caller const&, Invitation const&);

// Whoever has an account and is not signed in; the link proves that the mailbox is theirs, so that they may know.
html::Html sign_in_view(accounts::Caller const&, Invitation const&, InvitationLinks const&);

html::Html newcomer_view(
    accounts::Caller const&, Invitation const&, InvitationLinks const&, Newcomer const&, std::span<html::Problem const>);

} // namespace settings
