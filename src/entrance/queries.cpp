#include "entrance/queries.h"

#include "core/secret.h"

namespace entrance {
namespace {

using accounts::comparable_email;
using storage::Row;

KeptSignup read_kept(Row& row) {
    KeptSignup kept{row.next<SignupId>(), {}, {}};
    auto& [profile, referentiel, given, family, email, password, accepts_terms] = kept.signup;
    profile = {row.next<std::string>(), row.next<std::string>(), row.next<std::string>(), row.next<std::string>(),
        row.next<std::string>()};
    referentiel = row.next<std::string>();
    given = row.next<std::string>();
    family = row.next<std::string>();
    email = row.next<std::string>();
    password = row.next<std::string>();
    accepts_terms = true;
    kept.language = row.next<std::string>();
    return kept;
}

} // namespace

void keep_signup(storage::Writer& db, Signup const& signup, std::string_view hash, std::string_view language, Instant now,
    Chance const& chance) {
    db.change(R"(
        INSERT INTO signups (id, email, password, given, family, language, organisation, legal_form, sector, staff, region,
            referentiel, created, expires)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))",
        {new_id<Signup>(now, chance), comparable_email(signup.email), hash, signup.given, signup.family, language,
            signup.profile.name, signup.profile.legal_form, signup.profile.sector, signup.profile.staff, signup.profile.region,
            signup.referentiel, now, now + confirmation_validity});
}

std::vector<KeptSignup> signups_to_answer(storage::Reader const& db) {
    return db.rows(R"(
        SELECT id, organisation, legal_form, sector, staff, region, referentiel, given, family, email, password, language
        FROM signups
        WHERE token_digest IS NULL
        ORDER BY id
        LIMIT 100)",
        {}, read_kept);
}

bool save_signup_token(storage::Writer& db, SignupId const& signup, std::string_view token) {
    return db.change(
               "UPDATE signups SET token_digest = $2 WHERE id = $1 AND token_digest IS NULL", {signup, token_digest(token)}) == 1;
}

std::optional<KeptSignup> find_signup(storage::Reader const& db, std::string_view token, Instant now) {
    return db.row(R"(
        SELECT id, organisation, legal_form, sector, staff, region, referentiel, given, family, email, password, language
        FROM signups
        WHERE token_digest = $1 AND expires > $2)",
        {token_digest(token), now}, read_kept);
}

bool remove_signup(storage::Writer& db, SignupId const& signup) {
    return db.change("DELETE FROM signups WHERE id = $1", {signup}) == 1;
}

void remove_signups(storage::Writer& db, std::string_view email) {
    db.change("DELETE FROM signups WHERE email = $1", {comparable_email(email)});
}

void keep_reset_request(storage::Writer& db, std::string_view email, Instant now, Chance const& chance) {
    db.change("INSERT INTO reset_requests (id, email, created) VALUES ($1, $2, $3)",
        {new_id<ResetRequest>(now, chance), comparable_email(email), now});
}

std::vector<ResetRequest> reset_requests(storage::Reader const& db) {
    return db.rows("SELECT id, email FROM reset_requests ORDER BY id LIMIT 100", {}, [](Row& row) {
        auto id = row.next<ResetRequestId>();
        return ResetRequest{std::move(id), row.next<std::string>()};
    });
}

bool remove_reset_request(storage::Writer& db, ResetRequestId const& request) {
    return db.change("DELETE FROM reset_requests WHERE id = $1", {request}) == 1;
}

std::string add_reset_token(storage::Writer& db, accounts::User const& user, Instant now, Chance const& chance) {
    auto token = new_token(chance);
    db.change(
        "INSERT INTO user_tokens (digest, user_id, purpose, email, created, expires) VALUES ($1, $2, 'password', $3, $4, $5)",
        {token_digest(token), user.id, user.email, now, now + reset_validity});
    return token;
}

std::optional<accounts::User> find_reset(storage::Reader const& db, std::string_view token, Instant now) {
    auto const user = db.row("SELECT user_id FROM user_tokens WHERE digest = $1 AND purpose = 'password' AND expires > $2",
        {token_digest(token), now}, [](Row& row) { return row.next<accounts::UserId>(); });
    if (!user) return std::nullopt;
    return accounts::find_user(db, *user);
}

bool use_reset(storage::Writer& db, std::string_view token) {
    return db.change("DELETE FROM user_tokens WHERE digest = $1 AND purpose = 'password'", {token_digest(token)}) == 1;
}

void remove_what_has_ended(storage::Writer& db, Instant now) {
    db.change("DELETE FROM sessions WHERE created <= $1 OR last_seen <= $2",
        {now - accounts::longest_session, now - accounts::longest_idle});
    db.change("DELETE FROM user_tokens WHERE expires <= $1", {now});
    db.change("DELETE FROM signups WHERE expires <= $1", {now});
    db.change("DELETE FROM attempts WHERE began <= $1", {now - std::chrono::days{1}});
}

} // namespace entrance
