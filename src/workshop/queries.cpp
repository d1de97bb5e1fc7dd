#include "workshop/queries.h"

#include "core/secret.h"
#include "referentiel/imported.h"

#include <algorithm>

namespace workshop {

using accounts::CycleId, accounts::OrganisationId;
using referentiel::Library;
using storage::Row;

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
