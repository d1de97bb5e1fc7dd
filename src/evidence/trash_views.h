#pragma once

#include "accounts/trash.h"
#include "accounts/visit.h"
#include "evidence/evidence.h"
#include "evidence/slots.h"
#include "html/html.h"

#include <cstddef>
#include <span>
#include <string>

namespace evidence {

// What is asked before a document is taken away.
html::Html removal_view(accounts::Caller const&, accounts::OrganisationId const&, Evidence const&, std::size_t uses);
// What keeps it from being removed.
html::Html staying_view(html::Language const& t, accounts::OrganisationId const&, Evidence const&, Users::Objects const&);

// The documents that were taken away, for thirty days.
html::Html trash_view(
    accounts::Caller const&, accounts::OrganisationId const&, std::span<accounts::Removed const>, bool may_change);

// What is asked before a document, or all of those, are gone for good.
html::Html end_view(accounts::Caller const&, accounts::OrganisationId const&, accounts::Removed const&);
html::Html emptying_view(accounts::Caller const&, accounts::OrganisationId const&, std::span<accounts::Removed const>);

// Names those that a page showed.
std::string fingerprint(std::span<accounts::Removed const>);

} // namespace evidence
