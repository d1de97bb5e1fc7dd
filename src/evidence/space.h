#pragma once

#include "accounts/organisation.h"
#include "storage/storage.h"

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

// The files of documents, and the room they take.
namespace evidence {

// The size of each content that documents or the trash hold, by its digest.
std::map<std::string, std::int64_t> contents(storage::Reader const&, accounts::OrganisationId const&);
// Of all of them, in bytes.
std::int64_t space_used(std::map<std::string, std::int64_t> const& contents);
// For this content too?
bool has_room(storage::Reader const&, accounts::OrganisationId const&, std::string const& sha256, std::int64_t size);

// The files that a document, the trash or a structure's logo still needs, in order.
struct Needed {
    std::string organisation;
    std::string sha256;
    auto operator<=>(Needed const&) const = default;
};
std::vector<Needed> needed_files(storage::Reader const&);

} // namespace evidence
