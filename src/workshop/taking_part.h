#pragma once

#include "storage/storage.h"
#include "workshop/workshop.h"

#include <optional>
#include <string>
#include <string_view>

// People join a workshop by their telephone, and vote.
namespace workshop {

// Gives the token that goes into the cookie; nothing where the room is full.
std::optional<std::string> join(
    storage::Writer&, Workshop const&, std::string_view name, std::string_view role, Instant now, Chance const&);

// From where it was opened or joined: a room shares one address, which mistypes without being kept out.
void remember_place(storage::Writer&, WorkshopId const&, std::string_view address, Instant now);
bool knows_place(storage::Reader const&, WorkshopId const&, std::string_view address, Instant now);

// False where that round is no longer open.
bool vote(storage::Writer&, Seat const&, int place, int round, std::string_view level);

} // namespace workshop
