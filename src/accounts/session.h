#pragma once

#include "accounts/organisation.h"
#include "core/chance.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace accounts {

inline constexpr std::chrono::hours longest_idle{8};
inline constexpr std::chrono::days longest_session{30};

// How old « last seen » may be before it is written anew.
inline constexpr std::chrono::minutes touch_step{5};

struct Session {
    SessionId id;
    std::string agent; // « Firefox, Windows », as the person may recognise it
    Instant created;
    Instant last_seen;
};

// A user and the session that proves it.
struct SignedIn {
    User user;
    Session session;
    std::string digest; // of the token; the token itself is in the cookie only
    Instant confirmed;  // when the password was last given
    // The structure through which a visitor walks, who may read its pages and do nothing else; empty with everybody else.
    std::optional<OrganisationId> demonstration = {};

    Instant ends() const { return std::min(session.last_seen + longest_idle, session.created + longest_session); }
};

std::optional<SignedIn> find_signed_in(storage::Reader const&, std::string_view digest, Instant now);

// Gives the token that goes into the cookie.
std::string open_session(storage::Writer&, UserId const&, std::string_view agent, Instant now, Chance const&);

// The same session under a new token: after a change of rights or of the password.
std::string renew_session(storage::Writer&, SignedIn const&, Instant now, Chance const&);

void close_session(storage::Writer&, std::string_view digest);
void close_session(storage::Writer&, UserId const&, SessionId const&);
void close_sessions(storage::Writer&, UserId const&, std::optional<SessionId> const& but = std::nullopt);

std::vector<Session> sessions(storage::Reader const&, UserId const&, Instant now);

// May be lost: nothing else depends on it than the end of an idle session.
void touch_session(storage::Writer&, std::string_view digest, Instant now);

// What a browser says it is, shortened to what a person recognises.
std::string agent_name(std::string_view user_agent);

} // namespace accounts
