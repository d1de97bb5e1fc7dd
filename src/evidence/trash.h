#pragma once

#include "accounts/trash.h"
#include "evidence/evidence.h"

#include <string_view>

// A document that is taken away waits in the trash with its versions and all it was joined to.
namespace evidence {

constexpr std::string_view trash_kind = "document";

void remove(storage::Writer&, accounts::OrganisationId const&, Evidence const&, accounts::User const& by, Instant now);
void restore(storage::Writer&, accounts::OrganisationId const&, accounts::Removed const&);

// What waits there comes back to where it would be by then.
void copy_uses_in_trash(storage::Writer&, accounts::OrganisationId const&, Object const& from, Object const& to);

} // namespace evidence
