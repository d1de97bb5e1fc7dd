#pragma once

#include "accounts/organisation.h"
#include "accounts/session.h"
#include "storage/storage.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace accounts {

// The queries about who works where.

std::optional<Member> find_member(storage::Reader const&, OrganisationId const&, User const&);

// The team, by name.
std::vector<Member> members(storage::Reader const&, OrganisationId const&);

// Their name, and their address where another of the team bears it.
std::string called(std::span<Member const> team, Member const&);

// The structures of one user, by name: what the switcher shows.
struct Workplace {
    OrganisationId organisation;
    std::string name;
    Role role;
};
std::vector<Workplace> workplaces(storage::Reader const&, UserId const&);

std::optional<Organisation> find_organisation(storage::Reader const&, OrganisationId const&);

Organisation add_organisation(storage::Writer&, Profile const&, Instant now, Chance const&);
// With an id that its form chose.
Organisation add_organisation(storage::Writer&, OrganisationId const&, Profile const&, Instant now);
// Someone was at work there at that time; may be lost.
void touch_organisation(storage::Writer&, OrganisationId const&, Instant now);
void save_profile(storage::Writer&, OrganisationId const&, Profile const&);
// By the digest of its PNG among the structure's files; none any more where it is nothing.
void save_logo(storage::Writer&, OrganisationId const&, std::optional<std::string> const& sha256);

MemberId add_member(storage::Writer&, OrganisationId const&, UserId const&, Role, Instant now, Chance const&);
void save_role(storage::Writer&, OrganisationId const&, MemberId const&, Role);
// Whether they may rate nothing but what is assigned to them.
void save_only_assigned(storage::Writer&, OrganisationId const&, MemberId const&, bool);
void remove_member(storage::Writer&, OrganisationId const&, MemberId const&);
std::int64_t owners(storage::Reader const&, OrganisationId const&);

// The open cycle that was opened last, or the last one where all are closed.
std::optional<Cycle> current_cycle(storage::Reader const&, OrganisationId const&);
std::optional<Cycle> find_cycle(storage::Reader const&, OrganisationId const&, CycleId const&);
std::vector<Cycle> cycles(storage::Reader const&, OrganisationId const&);
Cycle add_cycle(storage::Writer&, OrganisationId const&, std::string_view label, Instant now, Chance const&);
// With an id that its form chose.
void add_cycle(storage::Writer&, OrganisationId const&, Cycle const&);
void rename_cycle(storage::Writer&, OrganisationId const&, CycleId const&, std::string_view label);

// From then on it is read only, until it is opened again.
void close_cycle(storage::Writer&, OrganisationId const&, CycleId const&, Instant now);
void reopen_cycle(storage::Writer&, OrganisationId const&, CycleId const&);

std::optional<User> find_user(storage::Reader const&, std::string_view email);
std::optional<User> find_user(storage::Reader const&, UserId const&);

// Has any account this address, also one that may no longer sign in?
bool is_taken(storage::Reader const&, std::string_view email);

// Nothing where there is no such account: then Passwords::nobodys is tried, to take as long.
std::optional<std::string> password_of(storage::Reader const&, std::string_view email);

// What no password of theirs may be made of: their names, their address, their structures.
std::vector<std::string> personal_words(storage::Reader const&, User const&);

struct NewUser {
    std::string email;
    std::string password; // hashed
    std::string given;
    std::string family;
    std::string language = "fr";
    bool is_platform_admin = false;
};
UserId add_user(storage::Writer&, NewUser const&, Instant now, Chance const&);

// Of several who would take one address at once, in whatever way, the others go on after this transaction and find it taken.
void wait_for_address(storage::Writer&, std::string_view email, Instant now);
void save_password(storage::Writer&, UserId const&, std::string_view hash);
void save_email(storage::Writer&, UserId const&, std::string_view email);
void save_name(storage::Writer&, UserId const&, std::string_view given, std::string_view family);
void save_language(storage::Writer&, UserId const&, std::string_view language);

// An API key, by the digest of its secret; the session id stands in for one, since keys have none.
struct ApiKey {
    User user;
    SessionId session;
    std::string label;
    bool may_write;
    Instant created;
};
std::optional<ApiKey> find_api_key(storage::Reader const&, std::string_view digest);
std::vector<ApiKey> api_keys(storage::Reader const&, UserId const&);

enum class Scope { read, write };

// Gives the key, which is shown once and kept nowhere.
std::string add_api_key(storage::Writer&, UserId const&, std::string_view label, Scope, Instant now, Chance const&);
// Keeps one that was made already; nothing happens where it is kept.
void keep_api_key(
    storage::Writer&, UserId const&, std::string_view key, std::string_view label, Scope, Instant now, Chance const&);
void remove_api_key(storage::Writer&, UserId const&, SessionId const& id);
std::int64_t remove_api_keys(storage::Writer&, UserId const&); // how many there were

// Addresses are compared in small letters.
std::string comparable_email(std::string_view);
bool is_email(std::string_view);

} // namespace accounts
