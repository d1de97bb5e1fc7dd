#include "mail/outbox.h"

#include "core/unicode.h"

#include <algorithm>
#include <array>

namespace mail {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 4> state_names{"waiting", "sent", "failed", "unsure"};

constexpr std::int64_t last_try = 20; // two days and some hours, with the delays of next_try

bool is_sign_of_address(char sign) {
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~";
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
           others.find(sign) != others.npos;
}

// « claire.morin »: words with single points between them.
bool is_dotted(std::string_view text) {
    auto const is_allowed = [](char sign) { return sign == '.' || is_sign_of_address(sign); };
    return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == text.npos &&
           std::ranges::all_of(text, is_allowed);
}

bool is_host(std::string_view text) {
    auto const is_allowed = [](char sign) {
        return sign == '.' || sign == '-' || (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'z') ||
               (sign >= 'A' && sign <= 'Z');
    };
    return is_dotted(text) && text.front() != '-' && std::ranges::all_of(text, is_allowed);
}

std::optional<std::string> cleaned_address(std::optional<std::string> const& address) {
    if (!address || !is_address(cleaned_line(*address))) return std::nullopt;
    return cleaned_line(*address);
}

// An address between < and > is one word of visible signs.
std::optional<std::string> cleaned_link(std::optional<std::string> const& link) {
    auto const is_allowed = [](char sign) { return sign > ' ' && sign < 0x7f && sign != '<' && sign != '>'; };
    if (!link || !link->starts_with("http") || !std::ranges::all_of(*link, is_allowed)) return std::nullopt;
    return *link;
}

Claimed read_claimed(storage::Row& row) {
    auto id = row.next<MailId>();
    auto message_id = row.next<std::string>();
    Mail mail{};
    mail.kind = row.next<std::string>();
    mail.organisation = row.maybe<std::string>();
    mail.to.address = row.next<std::string>();
    mail.to.name = row.next<std::string>();
    mail.reply_to = row.maybe<std::string>();
    mail.list_unsubscribe = row.maybe<std::string>();
    mail.subject = row.next<std::string>();
    mail.text = row.next<std::string>();
    auto const posted_at = row.next<Instant>();
    auto const tries = row.next<std::int64_t>();
    return {std::move(id), std::move(message_id), std::move(mail), posted_at, tries};
}

} // namespace

std::string_view to_text(State state) { return state_names[static_cast<std::size_t>(state)]; }

bool is_address(std::string_view text) {
    auto const at = text.find('@');
    return text.size() <= 254 && at != text.npos && at <= 64 && is_dotted(text.substr(0, at)) && is_host(text.substr(at + 1));
}

void post(storage::Writer& db, Mail const& mail, Instant now, Chance const& chance) {
    auto const id = new_id<MailRecord>(now, chance);
    auto const address = cleaned_line(mail.to.address);
    auto const can_leave = is_address(address);
    auto const note = can_leave ? std::nullopt : std::optional<std::string>{"adresse impossible"};
    db.change(R"(
        INSERT INTO outbox (id, organisation_id, message_id, kind, to_address, to_name, reply_to, list_unsubscribe, subject, body,
            posted_at, next_try_at, state, last_answer)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))",
        {id, mail.organisation, std::string{id.text()} + "@esspratiques", mail.kind, address, cleaned_line(mail.to.name),
            cleaned_address(mail.reply_to), cleaned_link(mail.list_unsubscribe), cleaned_line(mail.subject), cleaned(mail.text),
            now, now, to_text(can_leave ? State::waiting : State::failed), note});
}

std::int64_t posted_since(storage::Reader const& db, std::string_view organisation, std::string_view kind, Instant since) {
    return db
        .row(R"(
        SELECT COUNT(*)
        FROM outbox
        WHERE organisation_id = $1 AND kind = $2 AND posted_at >= $3)",
            {organisation, kind, since}, [](storage::Row& row) { return row.next<std::int64_t>(); })
        .value();
}

// The condition stands twice: where two nodes chose the same mail, PostgreSQL checks the outer one again after the first has
// committed.
std::optional<Claimed> claim(storage::Writer& db, Lease const& lease, Instant now) {
    return db.row(R"(
        UPDATE outbox
        SET lease_until = $2, lease_node = $3, tries = tries + 1,
            lost_answers = lost_answers + CASE WHEN lease_until IS NULL THEN 0 ELSE 1 END
        WHERE state = 'waiting' AND (lease_until IS NULL OR lease_until <= $1) AND id = (
            SELECT id
            FROM outbox
            WHERE state = 'waiting' AND next_try_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
            ORDER BY next_try_at, id
            LIMIT 1)
        RETURNING id, message_id, kind, organisation_id, to_address, to_name, reply_to, list_unsubscribe, subject, body, posted_at,
            tries)",
        {now, now + lease.length, lease.node}, read_claimed);
}

namespace {

// A mail that has left is no longer needed, and its links may open what the person alone should. From this last try on it is
// counted how long whom it went to is kept.
void finish(
    storage::Writer& db, Claimed const& claimed, Lease const& lease, State state, std::string const& answer, Instant now) {
    db.change(R"(
        UPDATE outbox
        SET lease_until = NULL, lease_node = NULL, last_answer = $4, next_try_at = $5,
            body = CASE WHEN $3 = 'sent' THEN '' ELSE body END,
            list_unsubscribe = CASE WHEN $3 = 'sent' THEN NULL ELSE list_unsubscribe END,
            state = CASE WHEN $3 = 'sent' AND lost_answers > 0 THEN 'unsure' ELSE $3 END
        WHERE id = $1 AND lease_node = $2)",
        {claimed.id, lease.node, to_text(state), answer, now});
}

void put_off(storage::Writer& db, Claimed const& claimed, Lease const& lease, Outcome const& outcome, Instant until) {
    db.change(R"(
        UPDATE outbox
        SET lease_until = NULL, lease_node = NULL, next_try_at = $3, lost_answers = lost_answers + $4, last_answer = $5
        WHERE id = $1 AND lease_node = $2)",
        {claimed.id, lease.node, until, outcome.kind == Outcome::Kind::answer_lost ? 1 : 0, outcome.answer});
}

} // namespace

void settle(storage::Writer& db, Claimed const& claimed, Lease const& lease, Outcome const& outcome, Instant now) {
    auto const again = next_try(claimed.tries, now);
    if (outcome.kind == Outcome::Kind::taken) finish(db, claimed, lease, State::sent, outcome.answer, now);
    else if (outcome.kind == Outcome::Kind::refused || !again) finish(db, claimed, lease, State::failed, outcome.answer, now);
    else put_off(db, claimed, lease, outcome, *again);
}

std::optional<Instant> next_try(std::int64_t tries, Instant now) {
    if (tries >= last_try) return std::nullopt;
    return now + std::min<std::chrono::minutes>(std::chrono::minutes{1LL << std::min<std::int64_t>(tries - 1, 8)}, 4h);
}

void forget_old_mails(storage::Writer& db, Instant now) {
    db.change(R"(
        UPDATE outbox
        SET to_address = '', to_name = '', reply_to = NULL, list_unsubscribe = NULL, subject = '', body = '', last_answer = NULL
        WHERE state <> 'waiting' AND next_try_at <= $1 AND to_address <> '')",
        {now - longest_kept});
}

std::optional<Instant> next_due(storage::Reader const& db) {
    return db
        .row(R"(
        SELECT MIN(CASE WHEN lease_until IS NULL THEN next_try_at ELSE lease_until END)
        FROM outbox
        WHERE state = 'waiting')",
            {}, [](storage::Row& row) { return row.maybe<Instant>(); })
        .value();
}

} // namespace mail

template <>
std::optional<mail::State> parse<mail::State>(std::string_view text) {
    auto const found = std::ranges::find(mail::state_names, text);
    if (found == mail::state_names.end()) return std::nullopt;
    return static_cast<mail::State>(found - mail::state_names.begin());
}
