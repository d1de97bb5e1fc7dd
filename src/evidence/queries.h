#pragma once

#include "accounts/organisation.h"
#include "evidence/evidence.h"
#include "evidence/filter.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <vector>

namespace evidence {

using accounts::OrganisationId;

constexpr std::int64_t page_size = 50;

Page page(storage::Reader const&, OrganisationId const&, Filter const&, Date today, std::optional<EvidenceId> const& after = {});

std::optional<Evidence> find(storage::Reader const&, OrganisationId const&, EvidenceId const&);
std::vector<Version> versions(storage::Reader const&, OrganisationId const&, EvidenceId const&); // the newest first

// The version, whatever its document.
std::optional<Version> find_version(storage::Reader const&, OrganisationId const&, VersionId const&);

// The years of archived reports, the newest first.
std::vector<int> years(storage::Reader const&, OrganisationId const&);

void add(storage::Writer&, OrganisationId const&, Evidence const&, accounts::User const& by, Date today);
void add_version(
    storage::Writer&, OrganisationId const&, EvidenceId const&, Version const&, accounts::User const& by, Date today);
void save(storage::Writer&, OrganisationId const&, Evidence const&, Date today); // its title, its year, its expiry

// What the owners of a structure are to be reminded of.
struct Ending {
    OrganisationId organisation;
    std::string organisation_name;
    EvidenceId id;
    VersionId version;
    std::string title;
    Date expires;
};
std::vector<Ending> endings_to_tell(storage::Reader const&, Date today);
void note_told(storage::Writer&, Ending const&, Date today);

} // namespace evidence
