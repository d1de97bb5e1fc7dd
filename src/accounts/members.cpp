#include "accounts/members.h"

#include "accounts/attempts.h"
#include "accounts/calendar_addresses.h"
#include "accounts/names_alike.h"
#include "accounts/persons.h"
#include "core/secret.h"
#include "core/unicode.h"

#include <algorithm>

namespace accounts {
namespace {

using storage::Row;

User read_user(Row& row) {
    auto id = row.next<UserId>();
    auto email = row.next<std::string>(), given = row.next<std::string>(), family = row.next<std::string>();
    auto language = row.next<std::string>();
    return {
        std::move(id), std::move(email), std::move(given), std::move(family), std::move(language), row.next<std::int64_t>() == 1};
}

Cycle read_cycle(Row& row) {
    auto id = row.next<CycleId>();
    auto label = row.next<std::string>();
    auto const opened = row.next<Instant>();
    return {std::move(id), std::move(label), opened, row.maybe<Instant>()};
}

ApiKey read_api_key(Row& row) {
    auto user = read_user(row);
    auto id = row.next<SessionId>();
    auto label = row.next<std::string>();
    auto const may_write = row.next<std::string>() == "write";
    return {std::move(user), std::move(id), std::move(label), may_write, row.next<Instant>()};
}

} // namespace

std::optional<Member> find_member(storage::Reader const& db, OrganisationId const& organisation, User const& user) {
    return db.row(R"(
        SELECT members.id, members.role, organisations.name, members.only_assigned, organisations.logo,
            (SELECT label
             FROM cycles
             WHERE organisation_id = $1
             ORDER BY CASE WHEN closed IS NULL THEN 0 ELSE 1 END, opened DESC, id DESC
             LIMIT 1)
        FROM members
        JOIN organisations ON organisations.id = members.organisation_id
        WHERE members.organisation_id = $1 AND members.user_id = $2)",
        {organisation, user.id}, [&](Row& row) {
            auto id = row.next<MemberId>();
            auto const role = row.next<Role>();
            auto name = row.next<std::string>();
            auto const only_assigned = row.next<std::int64_t>() != 0;
            auto logo = row.maybe<std::string>().value_or("");
            return Member{std::move(id), user, organisation, std::move(name), role, only_assigned, std::move(logo),
                row.maybe<std::string>().value_or("")};
        });
}

std::vector<Member> members(storage::Reader const& db, OrganisationId const& organisation) {
    auto team = db.rows(R"(
        SELECT users.id, users.email, users.given, users.family, users.language, users.is_platform_admin,
            members.id, members.role, organisations.name, members.only_assigned, organisations.logo
        FROM members
        JOIN users ON users.id = members.user_id
        JOIN organisations ON organisations.id = members.organisation_id
        WHERE members.organisation_id = $1)",
        {organisation}, [&](Row& row) {
            auto user = read_user(row);
            auto id = row.next<MemberId>();
            auto const role = row.next<Role>();
            auto name = row.next<std::string>();
            auto const only_assigned = row.next<std::int64_t>() != 0;
            return Member{std::move(id), std::move(user), organisation, std::move(name), role, only_assigned,
                row.maybe<std::string>().value_or("")};
        });
    std::ranges::sort(team, {}, [](Member const& member) { return sort_key(member.user.name()); });
    return team;
}

std::string called(std::span<Member const> team, Member const& member) {
    auto const name = member.user.name();
    auto const words = words_of_name(name);
    auto const bearers = std::ranges::count_if(team, [&](Member const& one) { return words_of_name(one.user.name()) == words; });
    return bearers > 1 ? with_address(name, member.user.email) : name;
}

std::vector<Workplace> workplaces(storage::Reader const& db, UserId const& user) {
    return db.rows(R"(
        -- all organisations: a user's own, wherever they work
        SELECT organisations.id, organisations.name, members.role
        FROM members
        JOIN organisations ON organisations.id = members.organisation_id
        WHERE members.user_id = $1
        ORDER BY organisations.sort_key, organisations.id)",
        {user}, [](Row& row) {
            auto id = row.next<OrganisationId>();
            auto name = row.next<std::string>();
            return Workplace{std::move(id), std::move(name), row.next<Role>()};
        });
}

std::optional<Organisation> find_organisation(storage::Reader const& db, OrganisationId const& organisation) {
    return db.row(
        "SELECT number, name, legal_form, sector, staff, region FROM organisations WHERE id = $1", {organisation}, [&](Row& row) {
            auto const number = row.next<std::int64_t>();
            auto name = row.next<std::string>(), form = row.next<std::string>(), sector = row.next<std::string>();
            auto staff = row.next<std::string>();
            return Organisation{organisation, number,
                {std::move(name), std::move(form), std::move(sector), std::move(staff), row.next<std::string>()}};
        });
}

Organisation add_organisation(storage::Writer& db, Profile const& profile, Instant now, Chance const& chance) {
    return add_organisation(db, new_id<Organisation>(now, chance), profile, now);
}

Organisation add_organisation(storage::Writer& db, OrganisationId const& id, Profile const& profile, Instant now) {
    // Another that opens at the same time may have taken the number: then the next one is tried.
    std::optional<std::int64_t> number;
    while (!number)
        number = db.row(R"(
            INSERT INTO organisations (id, number, name, sort_key, legal_form, sector, staff, region, created, last_activity)
            SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $8
            FROM organisations
            WHERE true
            ON CONFLICT (number) DO NOTHING
            RETURNING number)",
            {id, profile.name, sort_key(profile.name), profile.legal_form, profile.sector, profile.staff, profile.region, now},
            [](Row& row) { return row.next<std::int64_t>(); });
    return {id, *number, profile};
}

void touch_organisation(storage::Writer& db, OrganisationId const& organisation, Instant now) {
    db.change("UPDATE organisations SET last_activity = $2 WHERE id = $1 AND last_activity < $2", {organisation, now});
}

void save_logo(storage::Writer& db, OrganisationId const& organisation, std::optional<std::string> const& sha256) {
    db.change("UPDATE organisations SET logo = $2 WHERE id = $1", {organisation, sha256});
}

void save_profile(storage::Writer& db, OrganisationId const& organisation, Profile const& profile) {
    db.change(R"(
        UPDATE organisations SET name = $2, sort_key = $3, legal_form = $4, sector = $5, staff = $6, region = $7
        WHERE id = $1)",
        {organisation, profile.name, sort_key(profile.name), profile.legal_form, profile.sector, profile.staff, profile.region});
}

MemberId add_member(
    storage::Writer& db, OrganisationId const& organisation, UserId const& user, Role role, Instant now, Chance const& chance) {
    auto const id = new_id<Member>(now, chance);
    db.change(R"(
        INSERT INTO members (organisation_id, id, user_id, role, created)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (organisation_id, user_id) DO NOTHING)",
        {organisation, id, user, role, now});
    return id;
}

void save_only_assigned(storage::Writer& db, OrganisationId const& organisation, MemberId const& member, bool is_only_assigned) {
    db.change("UPDATE members SET only_assigned = $3 WHERE organisation_id = $1 AND id = $2",
        {organisation, member, is_only_assigned ? 1 : 0});
}

void save_role(storage::Writer& db, OrganisationId const& organisation, MemberId const& member, Role role) {
    db.change("UPDATE members SET role = $3 WHERE organisation_id = $1 AND id = $2", {organisation, member, role});
}

void remove_member(storage::Writer& db, OrganisationId const& organisation, MemberId const& member) {
    remove_calendar_address(db, organisation, member);
    db.change("DELETE FROM members WHERE organisation_id = $1 AND id = $2", {organisation, member});
}

std::int64_t owners(storage::Reader const& db, OrganisationId const& organisation) {
    return db
        .row("SELECT COUNT(*) FROM members WHERE organisation_id = $1 AND role = $2", {organisation, Role::owner},
            [](Row& row) { return row.next<std::int64_t>(); })
        .value();
}

std::optional<Cycle> current_cycle(storage::Reader const& db, OrganisationId const& organisation) {
    return db.row(R"(
        SELECT id, label, opened, closed
        FROM cycles
        WHERE organisation_id = $1
        ORDER BY CASE WHEN closed IS NULL THEN 0 ELSE 1 END, opened DESC, id DESC
        LIMIT 1)",
        {organisation}, read_cycle);
}

std::optional<Cycle> find_cycle(storage::Reader const& db, OrganisationId const& organisation, CycleId const& cycle) {
    return db.row(
        "SELECT id, label, opened, closed FROM cycles WHERE organisation_id = $1 AND id = $2", {organisation, cycle}, read_cycle);
}

std::vector<Cycle> cycles(storage::Reader const& db, OrganisationId const& organisation) {
    return db.rows("SELECT id, label, opened, closed FROM cycles WHERE organisation_id = $1 ORDER BY opened DESC, id DESC",
        {organisation}, read_cycle);
}

Cycle add_cycle(
    storage::Writer& db, OrganisationId const& organisation, std::string_view label, Instant now, Chance const& chance) {
    Cycle cycle{new_id<Cycle>(now, chance), std::string{label}, now, std::nullopt};
    add_cycle(db, organisation, cycle);
    return cycle;
}

void add_cycle(storage::Writer& db, OrganisationId const& organisation, Cycle const& cycle) {
    db.change("INSERT INTO cycles (organisation_id, id, label, opened) VALUES ($1, $2, $3, $4)",
        {organisation, cycle.id, cycle.label, cycle.opened});
}

void rename_cycle(storage::Writer& db, OrganisationId const& organisation, CycleId const& cycle, std::string_view label) {
    db.change("UPDATE cycles SET label = $3 WHERE organisation_id = $1 AND id = $2", {organisation, cycle, label});
}

void close_cycle(storage::Writer& db, OrganisationId const& organisation, CycleId const& cycle, Instant now) {
    db.change(
        "UPDATE cycles SET closed = $3 WHERE organisation_id = $1 AND id = $2 AND closed IS NULL", {organisation, cycle, now});
}

void reopen_cycle(storage::Writer& db, OrganisationId const& organisation, CycleId const& cycle) {
    db.change("UPDATE cycles SET closed = NULL WHERE organisation_id = $1 AND id = $2", {organisation, cycle});
}

std::optional<User> find_user(storage::Reader const& db, std::string_view email) {
    return db.row("SELECT id, email, given, family, language, is_platform_admin FROM users WHERE email = $1 AND disabled IS NULL",
        {comparable_email(email)}, read_user);
}

std::optional<User> find_user(storage::Reader const& db, UserId const& user) {
    return db.row("SELECT id, email, given, family, language, is_platform_admin FROM users WHERE id = $1 AND disabled IS NULL",
        {user}, read_user);
}

bool is_taken(storage::Reader const& db, std::string_view email) {
    return db.row("SELECT id FROM users WHERE email = $1", {comparable_email(email)}, [](Row& row) { return row.next<UserId>(); })
        .has_value();
}

std::optional<std::string> password_of(storage::Reader const& db, std::string_view email) {
    return db.row("SELECT password FROM users WHERE email = $1 AND disabled IS NULL", {comparable_email(email)},
        [](Row& row) { return row.next<std::string>(); });
}

std::vector<std::string> personal_words(storage::Reader const& db, User const& user) {
    std::vector<std::string> words{user.given, user.family, user.email, user.email.substr(0, user.email.find('@'))};
    for (auto const& place : workplaces(db, user.id)) words.push_back(place.name);
    return words;
}

UserId add_user(storage::Writer& db, NewUser const& user, Instant now, Chance const& chance) {
    auto const id = new_id<User>(now, chance);
    db.change(R"(
        INSERT INTO users (id, email, password, given, family, language, is_platform_admin, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
        {id, comparable_email(user.email), user.password, user.given, user.family, user.language, user.is_platform_admin ? 1 : 0,
            now});
    return id;
}

// The row is what they wait for; it goes with the other counts of a day.
void wait_for_address(storage::Writer& db, std::string_view email, Instant now) {
    count_attempt(db, "address " + comparable_email(email), {1, std::chrono::hours{1}}, now);
}

void save_password(storage::Writer& db, UserId const& user, std::string_view hash) {
    db.change("UPDATE users SET password = $2 WHERE id = $1", {user, hash});
    db.change("DELETE FROM user_tokens WHERE user_id = $1", {user});
}

void save_email(storage::Writer& db, UserId const& user, std::string_view email) {
    db.change("UPDATE users SET email = $2 WHERE id = $1", {user, comparable_email(email)});
    db.change("DELETE FROM user_tokens WHERE user_id = $1", {user});
}

void save_name(storage::Writer& db, UserId const& user, std::string_view given, std::string_view family) {
    db.change("UPDATE users SET given = $2, family = $3 WHERE id = $1", {user, given, family});
}

void save_language(storage::Writer& db, UserId const& user, std::string_view language) {
    db.change("UPDATE users SET language = $2 WHERE id = $1", {user, language});
}

std::optional<ApiKey> find_api_key(storage::Reader const& db, std::string_view digest) {
    return db.row(R"(
        SELECT users.id, users.email, users.given, users.family, users.language, users.is_platform_admin,
            api_keys.id, api_keys.label, api_keys.scope, api_keys.created
        FROM api_keys
        JOIN users ON users.id = api_keys.user_id
        WHERE api_keys.digest = $1 AND users.disabled IS NULL)",
        {digest}, read_api_key);
}

std::vector<ApiKey> api_keys(storage::Reader const& db, UserId const& user) {
    return db.rows(R"(
        SELECT users.id, users.email, users.given, users.family, users.language, users.is_platform_admin,
            api_keys.id, api_keys.label, api_keys.scope, api_keys.created
        FROM api_keys
        JOIN users ON users.id = api_keys.user_id
        WHERE api_keys.user_id = $1
        ORDER BY api_keys.created DESC, api_keys.id)",
        {user}, read_api_key);
}

std::string add_api_key(
    storage::Writer& db, UserId const& user, std::string_view label, Scope scope, Instant now, Chance const& chance) {
    auto key = "essp_" + new_token(chance);
    keep_api_key(db, user, key, label, scope, now, chance);
    return key;
}

void keep_api_key(storage::Writer& db, UserId const& user, std::string_view key, std::string_view label, Scope scope, Instant now,
    Chance const& chance) {
    db.change(R"(
        INSERT INTO api_keys (digest, id, user_id, label, scope, created)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (digest) DO NOTHING)",
        {token_digest(key), new_id<Session>(now, chance), user, label, scope == Scope::write ? "write" : "read", now});
}

void remove_api_key(storage::Writer& db, UserId const& user, SessionId const& id) {
    db.change("DELETE FROM api_keys WHERE user_id = $1 AND id = $2", {user, id});
}

std::int64_t remove_api_keys(storage::Writer& db, UserId const& user) {
    return db.change("DELETE FROM api_keys WHERE user_id = $1", {user});
}

std::string comparable_email(std::string_view email) {
    auto text = cleaned_line(email);
    for (char& sign : text)
        if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign + ('a' - 'A'));
    return text;
}

// One @, a domain with a point: anything else is better told by a mail that does not arrive than by us.
bool is_email(std::string_view text) {
    auto const at = text.find('@');
    if (at == text.npos || at == 0 || at > 64 || text.size() > 254 || text.find('@', at + 1) != text.npos) return false;
    for (unsigned char const sign : text)
        if (sign <= ' ' || sign == 0x7f ||
            std::string_view{"\"(),:;<>[]\\"}.find(static_cast<char>(sign)) != std::string_view::npos)
            return false;
    auto const domain = text.substr(at + 1);
    auto const point = domain.find('.');
    return point != domain.npos && point > 0 && !domain.ends_with('.') && domain.find("..") == domain.npos &&
           !domain.starts_with('-');
}

} // namespace accounts
