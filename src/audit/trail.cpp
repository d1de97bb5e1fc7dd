#include "audit/trail.h"

#include "core/secret.h"

#include <array>

namespace audit {
namespace {

using storage::Row;

struct Head {
    std::int64_t seq = 0;
    std::string digest = {};
};

std::string payload_digest(std::string_view salt, std::string_view payload) {
    return hexadecimal(sha256(std::string{salt} + std::string{payload}));
}

// Every part but the last is ended by a sign that none of them holds, so that no two events read the same.
std::string event_digest(Event const& event, std::string_view payload_digest, std::string_view previous) {
    std::string text;
    for (auto const& part : {std::to_string(event.seq), std::to_string(event.at.time_since_epoch().count()), event.actor,
             event.verb, event.object, std::string{payload_digest}, std::string{previous}})
        text += part + '\x1f';
    return hexadecimal(sha256(text));
}

Head read_head(Row& row) {
    auto const seq = row.next<std::int64_t>();
    return {seq, row.next<std::string>()};
}

Head head_of(storage::Reader const& db, std::string_view chain) {
    return db.row("SELECT seq, digest FROM audit_heads WHERE organisation_id = $1", {chain}, read_head).value_or(Head{});
}

// Others that would go on from the same head wait until this transaction has ended.
Head take_head(storage::Writer& db, std::string_view chain) {
    return db
        .row(R"(
            INSERT INTO audit_heads (organisation_id, seq, digest)
            VALUES ($1, 0, '')
            ON CONFLICT (organisation_id) DO UPDATE SET seq = audit_heads.seq
            RETURNING seq, digest)",
            {chain}, read_head)
        .value();
}

} // namespace

void Trail::add(std::string_view verb, std::string_view object, std::string_view payload) {
    std::array<std::byte, 16> bytes{};
    chance_(bytes);
    auto const salt = hexadecimal(bytes);
    auto const head = take_head(db_, chain_);
    Event const event{head.seq + 1, now_, actor_, std::string{verb}, std::string{object}, std::nullopt};
    auto const of_payload = payload_digest(salt, payload);
    auto const digest = event_digest(event, of_payload, head.digest);

    db_.change(R"(
        INSERT INTO audit_events (organisation_id, seq, at, actor, verb, object, payload_digest, previous, digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
        {chain_, event.seq, event.at, event.actor, event.verb, event.object, of_payload, head.digest, digest});
    db_.change("INSERT INTO audit_payloads (organisation_id, seq, salt, payload) VALUES ($1, $2, $3, $4)",
        {chain_, event.seq, salt, payload});
    db_.change("UPDATE audit_heads SET seq = $2, digest = $3 WHERE organisation_id = $1", {chain_, event.seq, digest});
    if (told_) told_->push_back(event.verb + ' ' + event.object);
}

std::vector<Event> events(storage::Reader const& db, std::string_view chain, std::int64_t before, int limit) {
    return db.rows(R"(
        SELECT events.seq, events.at, events.actor, events.verb, events.object, payloads.payload
        FROM audit_events AS events
        JOIN audit_payloads AS payloads ON payloads.organisation_id = events.organisation_id AND payloads.seq = events.seq
        WHERE events.organisation_id = $1 AND events.seq < $2
        ORDER BY events.seq DESC
        LIMIT $3)",
        {chain, before, limit}, [](Row& row) {
            Event event;
            event.seq = row.next<std::int64_t>();
            event.at = row.next<Instant>();
            event.actor = row.next<std::string>();
            event.verb = row.next<std::string>();
            event.object = row.next<std::string>();
            event.payload = row.maybe<std::string>();
            return event;
        });
}

namespace {

// An event with what the chain says of it.
struct Link {
    Event event;
    std::string payload_digest, previous, digest;
    std::optional<std::string> salt;
};

Link read_link(Row& row) {
    Link link;
    link.event.seq = row.next<std::int64_t>();
    link.event.at = row.next<Instant>();
    link.event.actor = row.next<std::string>();
    link.event.verb = row.next<std::string>();
    link.event.object = row.next<std::string>();
    link.event.payload = row.maybe<std::string>();
    link.payload_digest = row.next<std::string>();
    link.previous = row.next<std::string>();
    link.digest = row.next<std::string>();
    link.salt = row.maybe<std::string>();
    return link;
}

constexpr std::size_t links_at_once = 500; // a chain of years does not fit in memory

std::vector<Link> links_after(storage::Reader const& db, std::string_view chain, std::int64_t seq) {
    return db.rows(R"(
        SELECT events.seq, events.at, events.actor, events.verb, events.object, payloads.payload,
            events.payload_digest, events.previous, events.digest, payloads.salt
        FROM audit_events AS events
        JOIN audit_payloads AS payloads ON payloads.organisation_id = events.organisation_id AND payloads.seq = events.seq
        WHERE events.organisation_id = $1 AND events.seq > $2
        ORDER BY events.seq
        LIMIT $3)",
        {chain, seq, links_at_once}, read_link);
}

bool holds(Link const& link, Head const& last) {
    auto const is_emptied = !link.event.payload && !link.salt;
    auto const has_its_payload =
        link.event.payload && link.salt && payload_digest(*link.salt, *link.event.payload) == link.payload_digest;
    auto const follows = link.event.seq == last.seq + 1 && link.previous == last.digest;
    return follows && (is_emptied || has_its_payload) &&
           link.digest == event_digest(link.event, link.payload_digest, link.previous);
}

} // namespace

std::optional<std::int64_t> first_broken(storage::Reader const& db, std::string_view chain) {
    Head last;
    for (;;) {
        auto const links = links_after(db, chain, last.seq);
        for (auto const& link : links) {
            if (!holds(link, last)) return last.seq + 1;
            last = {link.event.seq, link.digest};
        }
        if (links.size() < links_at_once) break;
    }
    auto const head = head_of(db, chain);
    if (head.seq != last.seq || head.digest != last.digest) return last.seq + 1;
    return std::nullopt;
}

void empty_payloads(storage::Writer& db, std::string_view chain, std::string_view object) {
    db.change(R"(
        UPDATE audit_payloads SET salt = NULL, payload = NULL
        WHERE organisation_id = $1 AND seq IN (SELECT seq FROM audit_events WHERE organisation_id = $1 AND object = $2))",
        {chain, object});
}

} // namespace audit
