#include "accounts/session.h"

#include "core/secret.h"

#include <array>
#include <utility>

namespace accounts {
namespace {

using storage::Row;

Session read_session(Row& row) {
    auto id = row.next<SessionId>();
    auto agent = row.next<std::string>();
    auto const created = row.next<Instant>();
    return {std::move(id), std::move(agent), created, row.next<Instant>()};
}

std::string_view first_of(std::string_view text, std::span<std::pair<std::string_view, std::string_view> const> names) {
    for (auto const& [sign, name] : names)
        if (text.find(sign) != text.npos) return name;
    return {};
}

} // namespace

std::optional<SignedIn> find_signed_in(storage::Reader const& db, std::string_view digest, Instant now) {
    return db.row(R"(
        SELECT users.id, users.email, users.given, users.family, users.language, users.is_platform_admin,
            sessions.id, sessions.agent, sessions.created, sessions.last_seen, sessions.confirmed, demonstrations.organisation_id
        FROM sessions
        JOIN users ON users.id = sessions.user_id
        LEFT JOIN demonstrations ON demonstrations.visitor_id = users.id
        WHERE sessions.digest = $1 AND sessions.created > $2 AND sessions.last_seen > $3 AND users.disabled IS NULL)",
        {digest, now - longest_session, now - longest_idle}, [&](Row& row) {
            auto id = row.next<UserId>();
            auto email = row.next<std::string>(), given = row.next<std::string>(), family = row.next<std::string>();
            auto language = row.next<std::string>();
            auto const is_admin = row.next<std::int64_t>() == 1;
            auto session = read_session(row);
            auto const confirmed = row.next<Instant>();
            return SignedIn{{std::move(id), std::move(email), std::move(given), std::move(family), std::move(language), is_admin},
                std::move(session), std::string{digest}, confirmed, row.maybe<OrganisationId>()};
        });
}

std::string open_session(storage::Writer& db, UserId const& user, std::string_view agent, Instant now, Chance const& chance) {
    auto token = new_token(chance);
    db.change(R"(
        INSERT INTO sessions (digest, id, user_id, agent, created, last_seen, confirmed)
        VALUES ($1, $2, $3, $4, $5, $5, $5))",
        {token_digest(token), new_id<Session>(now, chance), user, agent_name(agent), now});
    return token;
}

std::string renew_session(storage::Writer& db, SignedIn const& signed_in, Instant now, Chance const& chance) {
    auto token = new_token(chance);
    db.change("UPDATE sessions SET digest = $1, last_seen = $2 WHERE digest = $3", {token_digest(token), now, signed_in.digest});
    return token;
}

void close_session(storage::Writer& db, std::string_view digest) {
    db.change("DELETE FROM sessions WHERE digest = $1", {digest});
}

void close_session(storage::Writer& db, UserId const& user, SessionId const& session) {
    db.change("DELETE FROM sessions WHERE user_id = $1 AND id = $2", {user, session});
}

void close_sessions(storage::Writer& db, UserId const& user, std::optional<SessionId> const& but) {
    db.change("DELETE FROM sessions WHERE user_id = $1 AND id <> $2", {user, but ? std::string{but->text()} : ""});
}

std::vector<Session> sessions(storage::Reader const& db, UserId const& user, Instant now) {
    return db.rows(R"(
        SELECT id, agent, created, last_seen
        FROM sessions
        WHERE user_id = $1 AND created > $2 AND last_seen > $3
        ORDER BY last_seen DESC, id)",
        {user, now - longest_session, now - longest_idle}, read_session);
}

void touch_session(storage::Writer& db, std::string_view digest, Instant now) {
    db.change("UPDATE sessions SET last_seen = $2 WHERE digest = $1 AND last_seen < $2", {digest, now});
}

std::string agent_name(std::string_view user_agent) {
    using Name = std::pair<std::string_view, std::string_view>;
    constexpr std::array<Name, 6> browsers{{{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"},
        {"Safari/", "Safari"}, {"curl/", "curl"}}};
    constexpr std::array<Name, 6> systems{{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
        {"Mac OS X", "macOS"}, {"Linux", "Linux"}}};
    auto const browser = first_of(user_agent, browsers), system = first_of(user_agent, systems);
    if (browser.empty() || system.empty()) return std::string{browser.empty() ? system : browser};
    return std::string{browser} + ", " + std::string{system};
}

} // namespace accounts
