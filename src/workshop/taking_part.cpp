#include "workshop/taking_part.h"

#include "accounts/attempts.h"
#include "core/secret.h"

namespace workshop {
namespace {

// A place is kept where attempts are, and forgotten with them.
constexpr accounts::Limit once{1, longest_open};

std::string place_bucket(WorkshopId const& id, std::string_view address) {
    return "workshop " + std::string{id.text()} + ' ' + std::string{address};
}

} // namespace

std::optional<std::string> join(storage::Writer& db, Workshop const& workshop, std::string_view name, std::string_view role,
    Instant now, Chance const& chance) {
    db.wait_for("organisations", workshop.organisation());
    auto const token = new_token(chance);
    auto const added = db.change(R"(
        INSERT INTO workshop_participants (organisation_id, id, workshop_id, token_digest, name, role, joined)
        SELECT $1, $2, $3, $4, $5, $6, $7
        WHERE $8 > (SELECT COUNT(*) FROM workshop_participants WHERE organisation_id = $1 AND workshop_id = $3))",
        {workshop.organisation(), new_id<Participant>(now, chance), workshop->id, token_digest(token), name, role, now,
            most_participants});
    if (added == 0) return std::nullopt;
    return token;
}

void remember_place(storage::Writer& db, WorkshopId const& id, std::string_view address, Instant now) {
    accounts::count_attempt(db, place_bucket(id, address), once, now);
}

bool knows_place(storage::Reader const& db, WorkshopId const& id, std::string_view address, Instant now) {
    return accounts::seconds_to_wait(db, place_bucket(id, address), once, now) > 0;
}

bool vote(storage::Writer& db, Seat const& seat, int place, int round, std::string_view level) {
    auto const& workshop = seat.workshop;
    db.wait_for("organisations", workshop.organisation());
    return db.change(R"(
        INSERT INTO workshop_votes (organisation_id, workshop_id, place, round, participant_id, level)
        SELECT $1, $2, $3, $4, $5, $6
        FROM workshop_topics
        WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3 AND round = $4 AND stage = 'voting'
        ON CONFLICT (organisation_id, workshop_id, place, round, participant_id) DO UPDATE SET level = excluded.level)",
               {workshop.organisation(), workshop->id, place, round, seat.participant.id, level}) == 1;
}

} // namespace workshop
