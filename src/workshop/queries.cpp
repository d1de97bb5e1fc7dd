#include "workshop/queries.h"

#include "accounts/attempts.h"
#include "core/secret.h"
#include "referentiel/imported.h"

#include <algorithm>

namespace workshop {

using accounts::CycleId, accounts::OrganisationId;
using referentiel::Library;
using storage::Row, storage::Value;

// Alone makes workshops, of what a query found.
class Reading {
public:
    struct Found {
        OrganisationId organisation;
        referentiel::VersionHash version;
        Workshop::Facts facts;
    };

    static Found found(Row& row) {
        auto organisation = row.next<OrganisationId>();
        auto id = row.next<WorkshopId>();
        auto title = row.next<std::string>();
        auto code = row.maybe<JoinCode>();
        auto cycle_id = row.next<CycleId>();
        auto label = row.next<std::string>();
        auto const opened = row.next<Instant>();
        auto const closed = row.maybe<Instant>();
        auto diagnostic = row.next<diagnostic::DiagnosticId>();
        auto version = row.next<referentiel::VersionHash>();
        auto facilitator = row.next<std::string>();
        auto const place = row.next<int>(), beat = row.next<int>();
        auto const created = row.next<Instant>(), expires = row.next<Instant>();
        return {std::move(organisation), std::move(version),
            {std::move(id), std::move(title), std::move(code), {std::move(cycle_id), std::move(label), opened, closed},
                std::move(diagnostic), std::move(facilitator), place, beat, created, expires, row.maybe<Instant>()}};
    }

    static Workshop made(storage::Reader const& db, Library const& library, Found found) {
        auto const* version = referentiel::held(db, library, found.version);
        if (!version) throw storage::Failed{"a workshop is about a version of a référentiel that is not held"};
        return {std::move(found.organisation), *version, std::move(found.facts)};
    }
};

namespace {

// How often another code is drawn where one is taken; they are 887 million.
constexpr int most_draws = 8;

// A place is kept where attempts are, and forgotten with them.
constexpr accounts::Limit once{1, longest_open};

std::string place_bucket(WorkshopId const& id, std::string_view address) {
    return "workshop " + std::string{id.text()} + ' ' + std::string{address};
}

Participant read_participant(Row& row) {
    auto id = row.next<ParticipantId>();
    auto name = row.next<std::string>(), role = row.next<std::string>();
    return {std::move(id), std::move(name), std::move(role), row.next<Instant>()};
}

auto reading_topics_of(Workshop const& workshop) {
    return [&version = workshop.version()](Row& row) -> Topic {
        auto const place = row.next<int>();
        auto const* criterion = find_rated(version, row.next<std::string>());
        if (!criterion) throw storage::Failed{"a workshop is about a criterion that its référentiel does not have"};
        Topic topic{place, criterion, row.next<Stage>(), row.next<int>()};
        topic.level = criterion->scale->level(row.next<std::string>());
        topic.why = row.next<std::string>();
        topic.closed = row.maybe<Instant>();
        return topic;
    };
}

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

std::optional<Workshop> find(
    storage::Reader const& db, Library const& library, OrganisationId const& organisation, WorkshopId const& id) {
    auto found = db.row(R"(
        SELECT workshops.organisation_id, workshops.id, workshops.title, workshops.code, cycles.id, cycles.label, cycles.opened,
            cycles.closed, diagnostics.id, diagnostics.version, workshops.facilitator_name, workshops.place, workshops.beat,
            workshops.created, workshops.expires, workshops.ended
        FROM workshops
        JOIN diagnostics ON diagnostics.organisation_id = workshops.organisation_id AND diagnostics.id = workshops.diagnostic_id
        JOIN cycles ON cycles.organisation_id = diagnostics.organisation_id AND cycles.id = diagnostics.cycle_id
        WHERE workshops.organisation_id = $1 AND workshops.id = $2)",
        {organisation, id}, Reading::found);
    if (!found) return std::nullopt;
    return Reading::made(db, library, *std::move(found));
}

std::optional<Workshop> find_by_code(storage::Reader const& db, Library const& library, JoinCode const& code, Instant now) {
    auto found = db.row(R"(
        -- all organisations: the code alone tells whose workshop it is
        SELECT workshops.organisation_id, workshops.id, workshops.title, workshops.code, cycles.id, cycles.label, cycles.opened,
            cycles.closed, diagnostics.id, diagnostics.version, workshops.facilitator_name, workshops.place, workshops.beat,
            workshops.created, workshops.expires, workshops.ended
        FROM workshops
        JOIN diagnostics ON diagnostics.organisation_id = workshops.organisation_id AND diagnostics.id = workshops.diagnostic_id
        JOIN cycles ON cycles.organisation_id = diagnostics.organisation_id AND cycles.id = diagnostics.cycle_id
        WHERE workshops.code = $1 AND workshops.ended IS NULL AND workshops.expires > $2)",
        {code, now}, Reading::found);
    if (!found) return std::nullopt;
    return Reading::made(db, library, *std::move(found));
}

std::optional<Seat> find_seat(
    storage::Reader const& db, Library const& library, JoinCode const& code, std::string_view digest, Instant now) {
    auto found = db.row(R"(
        -- all organisations: the code and the cookie tell whose workshop it is
        SELECT workshops.organisation_id, workshops.id, workshops.title, workshops.code, cycles.id, cycles.label, cycles.opened,
            cycles.closed, diagnostics.id, diagnostics.version, workshops.facilitator_name, workshops.place, workshops.beat,
            workshops.created, workshops.expires, workshops.ended,
            workshop_participants.id, workshop_participants.name, workshop_participants.role, workshop_participants.joined
        FROM workshop_participants
        JOIN workshops ON workshops.organisation_id = workshop_participants.organisation_id
            AND workshops.id = workshop_participants.workshop_id
        JOIN diagnostics ON diagnostics.organisation_id = workshops.organisation_id AND diagnostics.id = workshops.diagnostic_id
        JOIN cycles ON cycles.organisation_id = diagnostics.organisation_id AND cycles.id = diagnostics.cycle_id
        WHERE workshop_participants.token_digest = $2 AND workshops.code = $1 AND workshops.expires > $3)",
        {code, digest, now}, [](Row& row) {
            auto workshop = Reading::found(row);
            return std::pair{std::move(workshop), read_participant(row)};
        });
    if (!found) return std::nullopt;
    return Seat{Reading::made(db, library, std::move(found->first)), std::move(found->second)};
}

std::vector<Summary> workshops(storage::Reader const& db, OrganisationId const& organisation, CycleId const& cycle) {
    return db.rows(R"(
        SELECT workshops.id, workshops.title, workshops.created, CASE WHEN workshops.ended IS NULL THEN 0 ELSE 1 END,
            (SELECT COUNT(*) FROM workshop_topics AS topics
                WHERE topics.organisation_id = $1 AND topics.workshop_id = workshops.id),
            (SELECT COUNT(*) FROM workshop_topics AS topics
                WHERE topics.organisation_id = $1 AND topics.workshop_id = workshops.id AND topics.stage = 'retained'),
            (SELECT COUNT(*) FROM workshop_participants AS participants
                WHERE participants.organisation_id = $1 AND participants.workshop_id = workshops.id)
        FROM workshops
        JOIN diagnostics ON diagnostics.organisation_id = workshops.organisation_id AND diagnostics.id = workshops.diagnostic_id
        WHERE workshops.organisation_id = $1 AND diagnostics.cycle_id = $2
        ORDER BY workshops.created DESC, workshops.id DESC)",
        {organisation, cycle}, [](Row& row) {
            auto id = row.next<WorkshopId>();
            auto title = row.next<std::string>();
            auto const created = row.next<Instant>();
            auto const is_over = row.next<bool>();
            auto const topics = row.next<int>(), retained = row.next<int>();
            return Summary{std::move(id), std::move(title), created, is_over, topics, retained, row.next<int>()};
        });
}

std::vector<Topic> topics(storage::Reader const& db, Workshop const& workshop) {
    auto found = db.rows(R"(
        SELECT place, node, stage, round, level, why, closed
        FROM workshop_topics
        WHERE organisation_id = $1 AND workshop_id = $2
        ORDER BY place)",
        {workshop.organisation(), workshop->id}, reading_topics_of(workshop));
    auto const topic_at = [&](int place) -> Topic& {
        auto const topic = std::ranges::find(found, place, &Topic::place);
        if (topic == found.end()) throw storage::Failed{"a round belongs to no criterion of its workshop"};
        return *topic;
    };
    db.rows(R"(
        SELECT place, number, opened, revealed
        FROM workshop_rounds
        WHERE organisation_id = $1 AND workshop_id = $2
        ORDER BY place, number)",
        {workshop.organisation(), workshop->id}, [&](Row& row) {
            auto& topic = topic_at(row.next<int>());
            auto const number = row.next<int>();
            auto const opened = row.next<Instant>();
            topic.rounds.push_back({number, opened, row.maybe<Instant>(), {}});
            return 0;
        });
    db.rows(R"(
        SELECT place, round, level, votes
        FROM workshop_tallies
        WHERE organisation_id = $1 AND workshop_id = $2
        ORDER BY place, round, level)",
        {workshop.organisation(), workshop->id}, [&](Row& row) {
            auto& rounds = topic_at(row.next<int>()).rounds;
            auto const round = std::ranges::find(rounds, row.next<int>(), &Round::number);
            if (round == rounds.end()) throw storage::Failed{"votes were counted in no round"};
            auto level = row.next<std::string>();
            round->counts.push_back({std::move(level), row.next<int>()});
            return 0;
        });
    return found;
}

referentiel::Criterion const* find_criterion(storage::Reader const& db, Workshop const& workshop, int place) {
    auto const node = db.row("SELECT node FROM workshop_topics WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3",
        {workshop.organisation(), workshop->id, place}, [](Row& row) { return row.next<std::string>(); });
    return node ? find_rated(workshop.version(), *node) : nullptr;
}

std::vector<Participant> participants(storage::Reader const& db, Workshop const& workshop) {
    return db.rows(R"(
        SELECT id, name, role, joined
        FROM workshop_participants
        WHERE organisation_id = $1 AND workshop_id = $2
        ORDER BY joined, id)",
        {workshop.organisation(), workshop->id}, read_participant);
}

std::optional<Pulse> find_pulse(storage::Reader const& db, OrganisationId const& organisation, WorkshopId const& id) {
    return db.row(R"(
        SELECT workshops.beat,
            (SELECT COUNT(*) FROM workshop_participants AS participants
                WHERE participants.organisation_id = $1 AND participants.workshop_id = workshops.id),
            (SELECT COUNT(*) FROM workshop_topics AS topics
                JOIN workshop_votes AS votes ON votes.organisation_id = topics.organisation_id
                    AND votes.workshop_id = topics.workshop_id AND votes.place = topics.place AND votes.round = topics.round
                WHERE topics.organisation_id = $1 AND topics.workshop_id = workshops.id AND topics.place = workshops.place)
        FROM workshops
        WHERE workshops.organisation_id = $1 AND workshops.id = $2)",
        {organisation, id}, [](Row& row) {
            auto const beat = row.next<int>(), joined = row.next<int>();
            return Pulse{beat, joined, row.next<int>()};
        });
}

std::optional<int> find_beat(storage::Reader const& db, JoinCode const& code, std::string_view digest) {
    return db.row(R"(
        -- all organisations: the code and the cookie tell whose workshop it is
        SELECT workshops.beat
        FROM workshop_participants
        JOIN workshops ON workshops.organisation_id = workshop_participants.organisation_id
            AND workshops.id = workshop_participants.workshop_id
        WHERE workshop_participants.token_digest = $2 AND workshops.code = $1)",
        {code, digest}, [](Row& row) { return row.next<int>(); });
}

std::optional<std::string> find_vote(storage::Reader const& db, Seat const& seat, Topic const& topic) {
    return db.row(R"(
        SELECT level
        FROM workshop_votes
        WHERE organisation_id = $1 AND workshop_id = $2 AND place = $3 AND round = $4 AND participant_id = $5)",
        {seat.workshop.organisation(), seat.workshop->id, topic.place, topic.round, seat.participant.id},
        [](Row& row) { return row.next<std::string>(); });
}

void add(storage::Writer& db, diagnostic::Diagnostic const& diagnostic, NewWorkshop const& made,
    accounts::User const& facilitator, Instant now, Chance const& chance) {
    auto const& organisation = diagnostic.organisation();
    for (int draw = 1;; ++draw) {
        auto const added = db.change(R"(
            INSERT INTO workshops (organisation_id, id, diagnostic_id, title, code, opened_by, facilitator_name, place, beat,
                created, expires)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9)
            ON CONFLICT DO NOTHING)",
            {organisation, made.id, diagnostic.id(), made.title, new_join_code(chance), facilitator.id, facilitator.name(), now,
                now + longest_open});
        if (added == 1) break;
        auto const is_there = db.row("SELECT 1 FROM workshops WHERE organisation_id = $1 AND id = $2", {organisation, made.id},
            [](Row& row) { return row.next<int>(); });
        if (is_there) return;
        if (draw == most_draws) throw storage::Failed{"no code is free"};
    }
    int place = 0;
    for (auto const* criterion : made.criteria) // as many as a person ticked
        db.change(R"(
            INSERT INTO workshop_topics (organisation_id, workshop_id, place, node, stage, round, level, why)
            VALUES ($1, $2, $3, $4, $5, 0, '', ''))",
            {organisation, made.id, ++place, criterion->key, Stage::waiting});
}

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

void forget_old_votes(storage::Writer& db, Instant now) {
    auto const before = now - std::chrono::days{1};
    db.change(R"(
        -- all organisations: what has become old is forgotten everywhere
        DELETE FROM workshop_votes WHERE EXISTS (
            SELECT 1 FROM workshops
            WHERE workshops.organisation_id = workshop_votes.organisation_id AND workshops.id = workshop_votes.workshop_id
                AND workshops.created <= $1))",
        {before});
    db.change(R"(
        -- all organisations: what has become old is forgotten everywhere
        UPDATE workshop_participants SET token_digest = NULL WHERE token_digest IS NOT NULL AND joined <= $1)",
        {before});
    db.change(R"(
        -- all organisations: what has become old is forgotten everywhere
        UPDATE workshops SET code = NULL WHERE code IS NOT NULL AND created <= $1)",
        {before});
}

} // namespace workshop
