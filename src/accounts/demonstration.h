#pragma once

#include "accounts/organisation.h"
#include "core/chance.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <vector>

namespace accounts {

// An invented structure that this instance keeps to be looked at.
struct Demonstration {
    OrganisationId organisation;
    std::string story;             // what it is made from
    std::optional<UserId> visitor; // as whom anybody may walk through it; none where nobody may
    std::string digest;            // of all that it held once it was made
    Instant looked_at;             // when it was last seen to be as it was made
};

std::vector<Demonstration> demonstrations(storage::Reader const&);

// The one that visitors walk through, where there is one.
std::optional<Demonstration> find_visited(storage::Reader const&);

void add_demonstration(storage::Writer&, Demonstration const&);
void save_look(storage::Writer&, OrganisationId const&, std::string_view digest, Instant now);

// A user who has neither an address nor a password: only the door of the demonstration opens a session for them.
UserId add_visitor(storage::Writer&, Instant now, Chance const&);

} // namespace accounts
