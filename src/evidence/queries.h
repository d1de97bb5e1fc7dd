#pragma once

#include "accounts/organisation.h"
#include "accounts/trash.h"
#include "audit/trail.h"
#include "evidence/attachments.h"
#include "evidence/evidence.h"
#include "evidence/filter.h"
#include "storage/storage.h"

#include <map>
#include <optional>
#include <span>
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

// What these documents are joined to.
std::map<EvidenceId, std::vector<Object>> uses(storage::Reader const&, OrganisationId const&, std::span<Evidence const>);

// The size of each content that documents or the trash hold, by its digest.
std::map<std::string, std::int64_t> contents(storage::Reader const&, OrganisationId const&);
// Of all of them, in bytes.
std::int64_t space_used(std::map<std::string, std::int64_t> const& contents);
// For this content too?
bool has_room(storage::Reader const&, OrganisationId const&, std::string const& sha256, std::int64_t size);

void add(storage::Writer&, OrganisationId const&, Evidence const&, accounts::User const& by, Date today);
void add_version(
    storage::Writer&, OrganisationId const&, EvidenceId const&, Version const&, accounts::User const& by, Date today);
void save(storage::Writer&, OrganisationId const&, Evidence const&, Date today); // its title, its year, its expiry

void join(storage::Writer&, OrganisationId const&, EvidenceId const&, Object const&, accounts::User const& by, Instant now);
void part(storage::Writer&, OrganisationId const&, EvidenceId const&, Object const&);

constexpr std::string_view trash_kind = "document";
void remove(storage::Writer&, OrganisationId const&, Evidence const&, accounts::User const& by, Instant now);
void restore(storage::Writer&, OrganisationId const&, accounts::Removed const&);

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

// The files that a document, the trash or a structure's logo still needs.
struct Needed {
    std::string organisation;
    std::string sha256;
    auto operator<=>(Needed const&) const = default;
};
std::vector<Needed> needed_files(storage::Reader const&);

} // namespace evidence
