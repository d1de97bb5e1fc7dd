#pragma once

#include "accounts/organisation.h"
#include "evidence/evidence.h"
#include "storage/storage.h"

#include <map>
#include <span>
#include <vector>

// What documents are joined to.
namespace evidence {

using accounts::OrganisationId;

// The objects of each of these documents; one that is joined to nothing is not in it.
std::map<EvidenceId, std::vector<Object>> uses(storage::Reader const&, OrganisationId const&, std::span<Evidence const>);

using Attached = std::map<Object, std::vector<Evidence>>;

// The documents of each of these objects, by title; an object without any is not in it.
Attached attached(storage::Reader const&, OrganisationId const&, std::span<Object const>);

void join(storage::Writer&, OrganisationId const&, EvidenceId const&, Object const&, accounts::User const& by, Instant now);
void part(storage::Writer&, OrganisationId const&, EvidenceId const&, Object const&);

// What was joined to one object is joined to another too: where a diagnostic moves to another référentiel, an action is copied.
void copy_uses(storage::Writer&, OrganisationId const&, Object const& from, Object const& to);

} // namespace evidence
