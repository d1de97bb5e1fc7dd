#pragma once

#include "accounts/members.h"
#include "accounts/visit.h"
#include "html/form.h"
#include "settings/invitation.h"

#include <span>
#include <string>
#include <vector>

namespace settings {

// What was typed into the form of an invitation, and what is to be told.
struct InvitationDraft {
    std::string id; // of the invitation to be: sent twice, the form invites once
    std::string email = {};
    std::string role = "contributor";
    std::string done = {};
    std::vector<html::Problem> problems = {};
};

struct Team {
    accounts::Member const& viewer;
    std::vector<accounts::Member> members;
    std::vector<Invitation> invitations;

    bool may_manage() const { return accounts::may(viewer.role, accounts::Right::manage); }
};

html::Html team_view(accounts::Caller const&, Team const&, InvitationDraft const&);

// One member: the role, and what else their place in the team allows.
html::Html member_view(
    accounts::Caller const&, accounts::Member const& viewer, accounts::Member const&, std::span<html::Problem const>);

html::Html removal_view(accounts::Caller const&, accounts::Member const&);
html::Html hand_over_view(accounts::Caller const&, accounts::Member const&);

Url team_url(accounts::OrganisationId const&);
Url member_url(accounts::Member const&);

} // namespace settings
