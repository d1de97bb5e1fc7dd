#pragma once

#include "storage/storage.h"
#include "workshop/workshop.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace workshop {

std::optional<Workshop> find(
    storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&, WorkshopId const&);

// The one that the code opens now.
std::optional<Workshop> find_by_code(storage::Reader const&, referentiel::Library const&, JoinCode const&, Instant now);

// By the code and the digest of the token in the cookie; also once the workshop has ended, until the code expires.
std::optional<Seat> find_seat(
    storage::Reader const&, referentiel::Library const&, JoinCode const&, std::string_view token_digest, Instant now);

// Those of a cycle, the newest first.
std::vector<Summary> workshops(storage::Reader const&, accounts::OrganisationId const&, accounts::CycleId const&);

// Its criteria in order, with the rounds that took place.
std::vector<Topic> topics(storage::Reader const&, Workshop const&);
// What stands at that place of it.
referentiel::Criterion const* find_criterion(storage::Reader const&, Workshop const&, int place);

// Those who take part, in the order in which they came.
std::vector<Participant> participants(storage::Reader const&, Workshop const&);

// What the facilitator's screen asks every two seconds, in one statement.
std::optional<Pulse> find_pulse(storage::Reader const&, accounts::OrganisationId const&, WorkshopId const&);

// What a telephone asks every two seconds, in one statement; nothing where the cookie gives no seat.
std::optional<int> find_beat(storage::Reader const&, JoinCode const&, std::string_view token_digest);

// What this participant chose in the round that is open, or was the last; an empty code for « je ne sais pas ».
std::optional<std::string> find_vote(storage::Reader const&, Seat const&, Topic const&);

struct NewWorkshop {
    WorkshopId id;
    std::string title;
    std::vector<referentiel::Criterion const*> criteria;
};
// A form that is sent twice opens one.
void add(storage::Writer&, diagnostic::Diagnostic const&, NewWorkshop const&, accounts::User const& facilitator, Instant now,
    Chance const&);

// Nobody's vote is kept, and no code or cookie opens anything, once a workshop is older than a day.
void forget_old_votes(storage::Writer&, Instant now);

} // namespace workshop
