#pragma once

#include "storage/storage.h"
#include "workshop/workshop.h"

#include <string_view>

// The acts of the facilitator. Each is false, and changes nothing, where the workshop has moved on since their screen was drawn.
namespace workshop {

struct At {
    int place;
    int round;
};
bool open_topic(storage::Writer&, Workshop const&, int place, Instant now);
bool reveal(storage::Writer&, Workshop const&, At, Instant now);
bool open_round(storage::Writer&, Workshop const&, At, Instant now);
bool retain(storage::Writer&, Workshop const&, At, referentiel::Level const&, std::string_view why, Instant now);
bool skip(storage::Writer&, Workshop const&, At, Instant now);
void end(storage::Writer&, Workshop const&, Instant now);

} // namespace workshop
