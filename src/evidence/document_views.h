#pragma once

#include "accounts/visit.h"
#include "evidence/draft.h"
#include "evidence/evidence.h"
#include "evidence/slots.h"

#include <string>
#include <vector>

// The page of one document.
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

} // namespace evidence
