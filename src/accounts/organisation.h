#pragma once

#include "core/date.h"
#include "core/id.h"

#include <optional>
#include <string>
#include <string_view>

namespace accounts {

struct Organisation;
using OrganisationId = Id<Organisation>;

struct Cycle;
using CycleId = Id<Cycle>;

struct User;
using UserId = Id<User>;

struct Member;
using MemberId = Id<Member>;

struct Session;
using SessionId = Id<Session>;

// owner is « référent » on screen.
enum class Role { owner, contributor, reader };

std::string_view to_text(Role);

// What a route asks for; the list of routes is the table of who may do what.
enum class Right {
    anyone,     // a page of the site
    signed_in,  // one's own account
    read,       // a structure's pages: every member
    rate,       // rate, describe, plan: owner and contributor
    manage,     // the team, the settings: owner
    api_read,   // by a key of either scope
    api_write,  // by a key that may write
    api_manage, // by such a key, of whoever may manage
};

std::string_view to_text(Right);

// Asked for by a program, with a key instead of a session.
constexpr bool is_of_programs(Right right) {
    return right == Right::api_read || right == Right::api_write || right == Right::api_manage;
}

// What a program's route asks of the role of its key's owner; any other is itself.
constexpr Right of_person(Right right) {
    switch (right) {
        case Right::api_read: return Right::read;
        case Right::api_write: return Right::rate;
        case Right::api_manage: return Right::manage;
        default: return right;
    }
}

constexpr bool may(Role role, Right right) {
    switch (right) {
        case Right::read: return true;
        case Right::rate: return role != Role::reader;
        case Right::manage: return role == Role::owner;
        default: return false;
    }
}

struct User {
    UserId id;
    std::string email;
    std::string given;
    std::string family;
    std::string language; // « fr » or « en »
    bool is_platform_admin;

    std::string name() const { return family.empty() ? given : given + ' ' + family; }
};

// The choices of a structure's profile: codes in the database, words on screen (settings).
struct Profile {
    std::string name;
    std::string legal_form;
    std::string sector;
    std::string staff;
    std::string region;
};

// A structure: the tenant.
struct Organisation {
    OrganisationId id;
    std::int64_t number; // short and continuous, shown to people
    Profile profile;
};

// A user at work in one structure.
struct Member {
    MemberId id;
    User user;
    OrganisationId organisation;
    std::string organisation_name;
    Role role;
    bool only_assigned = false; // may rate nothing but the criteria assigned to them
    std::string logo = {};      // of the structure: the digest of a PNG; empty where it has none
    std::string cycle = {};     // label of the structure's current cycle, to which pages outside any lead back
};

// One round of a structure's journey, « 2026 ».
struct Cycle {
    CycleId id;
    std::string label;
    Instant opened;
    std::optional<Instant> closed;
};

} // namespace accounts

template <>
std::optional<accounts::Role> parse<accounts::Role>(std::string_view);
