#include "workshop/leading.h"

namespace workshop {
namespace {

// Screens look again.
void beat(storage::Writer& db, Workshop const& workshop) {
    db.change(
        "UPDATE workshops SET beat = beat + 1 WHERE organisation_id = $1 AND id = $2", {workshop.organisation(), workshop->id});
}

// True where the criterion was at one of these stages, in that round, and now is at the other.
bool move(storage::Writer& db, Workshop const& workshop, At at, std::string_view from, Stage to, int next_round) {
    auto const moved = db.change(R"(
        UPDATE workshop_topics SET stage = $5, round = $6
        WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3 AND round = $4 AND stage = $7)",
        {workshop.organisation(), workshop->id, at.place, at.round, to, next_round, from});
    if (moved == 1) beat(db, workshop);
    return moved == 1;
}

void add_round(storage::Writer& db, Workshop const& workshop, At at, Instant now) {
    db.change("INSERT INTO workshop_rounds (organisation_id, workshop_id, place, number, opened) VALUES ($1, $2, $3, $4, $5)",
        {workshop.organisation(), workshop->id, at.place, at.round, now});
}

// From then on nothing tells who chose what.
void forget_votes(storage::Writer& db, Workshop const& workshop, int place) {
    db.change("DELETE FROM workshop_votes WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3",
        {workshop.organisation(), workshop->id, place});
}

bool close(storage::Writer& db, Workshop const& workshop, At at, std::string_view from, Stage to, Instant now) {
    if (!move(db, workshop, at, from, to, at.round)) return false;
    db.change("UPDATE workshop_topics SET closed = $4 WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3",
        {workshop.organisation(), workshop->id, at.place, now});
    forget_votes(db, workshop, at.place);
    return true;
}

} // namespace

bool open_topic(storage::Writer& db, Workshop const& workshop, int place, Instant now) {
    if (!move(db, workshop, {place, 0}, to_text(Stage::waiting), Stage::voting, 1)) return false;
    add_round(db, workshop, {place, 1}, now);
    db.change(
        "UPDATE workshops SET place = $3 WHERE organisation_id = $1 AND id = $2", {workshop.organisation(), workshop->id, place});
    return true;
}

bool reveal(storage::Writer& db, Workshop const& workshop, At at, Instant now) {
    if (!move(db, workshop, at, to_text(Stage::voting), Stage::revealed, at.round)) return false;
    db.change(R"(
        UPDATE workshop_rounds SET revealed = $5
        WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3 AND number = $4)",
        {workshop.organisation(), workshop->id, at.place, at.round, now});
    db.change(R"(
        INSERT INTO workshop_tallies (organisation_id, workshop_id, place, round, level, votes)
        SELECT $1, $2, $3, $4, level, COUNT(*)
        FROM workshop_votes
        WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3 AND round = $4
        GROUP BY level)",
        {workshop.organisation(), workshop->id, at.place, at.round});
    return true;
}

bool open_round(storage::Writer& db, Workshop const& workshop, At at, Instant now) {
    if (!move(db, workshop, at, to_text(Stage::revealed), Stage::voting, at.round + 1)) return false;
    forget_votes(db, workshop, at.place);
    add_round(db, workshop, {at.place, at.round + 1}, now);
    return true;
}

bool retain(
    storage::Writer& db, Workshop const& workshop, At at, referentiel::Level const& level, std::string_view why, Instant now) {
    if (!close(db, workshop, at, to_text(Stage::revealed), Stage::retained, now)) return false;
    db.change(R"(
        UPDATE workshop_topics SET level = $4, why = $5
        WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3)",
        {workshop.organisation(), workshop->id, at.place, level.code(), why});
    return true;
}

bool skip(storage::Writer& db, Workshop const& workshop, At at, Instant now) {
    return close(db, workshop, at, to_text(Stage::voting), Stage::skipped, now) ||
           close(db, workshop, at, to_text(Stage::revealed), Stage::skipped, now);
}

void end(storage::Writer& db, Workshop const& workshop, Instant now) {
    auto const ended =
        db.change("UPDATE workshops SET ended = $3, beat = beat + 1 WHERE organisation_id = $1 AND id = $2 AND ended IS NULL",
            {workshop.organisation(), workshop->id, now});
    if (ended == 0) return;
    db.change(R"(
        UPDATE workshop_topics SET stage = 'skipped', closed = $3
        WHERE organisation_id = $1 AND workshop_id = $2 AND stage IN ('voting', 'revealed'))",
        {workshop.organisation(), workshop->id, now});
    db.change(
        "DELETE FROM workshop_votes WHERE organisation_id = $1 AND workshop_id = $2", {workshop.organisation(), workshop->id});
}

} // namespace workshop
