#pragma once

#include "accounts/visit.h"
#include "evidence/draft.h"
#include "evidence/evidence.h"
#include "evidence/slots.h"

#include <string>
#include <vector>

// The page of one document, and the one that asks before it is taken away.
namespace evidence {

struct Document {
    accounts::OrganisationId const& organisation;
    Evidence const& evidence;
    std::vector<Version> const& versions;
    std::vector<Object> const& uses;
    Users::Objects const& objects;
    bool may_change = false;
};
html::Html document_view(accounts::Caller const&, Document const&, Draft const&);
html::Html document_actions(accounts::Caller const&, accounts::OrganisationId const&, Evidence const&);
std::string document_lead(accounts::Caller const&, Version const&);

html::Html removal_view(accounts::Caller const&, accounts::OrganisationId const&, Evidence const&, std::size_t uses);
// What keeps it from being removed.
html::Html staying_view(html::Language const& t, accounts::OrganisationId const&, Evidence const&, Users::Objects const&);

} // namespace evidence
