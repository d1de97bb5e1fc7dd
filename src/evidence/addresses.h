#pragma once

#include "accounts/organisation.h"
#include "core/url.h"
#include "evidence/evidence.h"

#include <string_view>

// Where documents are, and where what is done with them is sent.
namespace evidence {

Url list_url(accounts::OrganisationId const&);
Url act_url(accounts::OrganisationId const&, std::string_view act); // « nouveau », « liens », « corbeille »
Url document_url(accounts::OrganisationId const&, EvidenceId const&);
Url document_url(accounts::OrganisationId const&, EvidenceId const&, std::string_view act);
Url file_url(accounts::OrganisationId const&, VersionId const&);

// The page that joins documents to an object, and comes back.
Url joining_url(accounts::OrganisationId const&, Object const&, Url const& back);

} // namespace evidence
