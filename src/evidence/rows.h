#pragma once

#include "accounts/organisation.h"
#include "evidence/evidence.h"
#include "storage/storage.h"

#include <string>
#include <string_view>

// Documents, their versions and what they are joined to, as rows that several queries read and write.
namespace evidence {

// Ten columns: id, number, file_name, type, size, sha256, link, added_by_name, added, expires.
Version read_version(storage::Row&);

// Fourteen: id, kind, title and year, then those of its version.
Evidence read_evidence(storage::Row&);

// Three: kind, object, node.
Object read_object(storage::Row&);

// What a search of it finds: its title, the name of its file, its address.
std::string search_of(Evidence const&);

void add_row(storage::Writer&, accounts::OrganisationId const&, Evidence const&, int version, Instant created);
void add_version_row(
    storage::Writer&, accounts::OrganisationId const&, EvidenceId const&, Version const&, std::string_view by, int reminders);
void add_use(
    storage::Writer&, accounts::OrganisationId const&, EvidenceId const&, Object const&, std::string_view by, Instant now);

// « compte\_rendu »: what stands in a LIKE for itself.
std::string escaped(std::string_view text);

} // namespace evidence
