#pragma once

#include "accounts/organisation.h"
#include "core/date.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace accounts {

// What was removed, with what hung on it, for whoever wants it back within thirty days.
constexpr std::chrono::days trash_is_kept{30};

struct Removed {
    std::string id;   // of the record
    std::string kind; // « document », « pratique », « action »: who removed it knows how to put it back
    std::string title;
    std::string content; // JSON
    // The documents that it would still need: they are kept as long.
    struct File {
        std::string sha256;
        std::int64_t size;
    };
    std::vector<File> files = {};
    std::string by = {};
    Instant at = {};
};

// by and at are those of the act.
void put_in_trash(storage::Writer&, OrganisationId const&, Removed const&, User const& by, Instant now);

// Those of a kind that may still be put back, the newest first.
std::vector<Removed> trash(storage::Reader const&, OrganisationId const&, std::string_view kind, Instant now);
std::optional<Removed> find_removed(
    storage::Reader const&, OrganisationId const&, std::string_view kind, std::string_view id, Instant now);

// The documents that anything in the trash still needs, each once.
std::vector<Removed::File> files_in_trash(storage::Reader const&, OrganisationId const&);

// Those of all structures, each as often as it is needed.
std::vector<std::pair<OrganisationId, Removed::File>> files_in_every_trash(storage::Reader const&);

// For good, or because it was put back.
void take_from_trash(storage::Writer&, OrganisationId const&, std::string_view id);

// All of a kind, for good.
void empty_trash(storage::Writer&, OrganisationId const&, std::string_view kind);

// Of all structures, what has been there for thirty days.
void empty_old_trash(storage::Writer&, Instant now);

} // namespace accounts
