#pragma once

#include "accounts/members.h"
#include "accounts/persons.h"
#include "accounts/visit.h"
#include "html/html.h"

#include <map>
#include <span>
#include <string>

namespace actions {

struct PeopleSheet {
    accounts::People const& people;
    std::map<std::string, int, std::less<>> const& actions; // how many name each, by id
    bool may_plan;
};

// Whom the plans name without an account, with a way to say who they are; and who was joined to whom, with a way back.
html::Html people_page(accounts::Caller const&, accounts::OrganisationId const&, PeopleSheet const&);

// Who became a member while the plan names somebody of that name without an account; nothing where nobody did.
html::Html namesakes_notice(html::Language const& t, accounts::OrganisationId const&, accounts::People const&);

} // namespace actions
