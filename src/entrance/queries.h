#pragma once

#include "entrance/signup.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <vector>

namespace entrance {

inline constexpr std::chrono::hours confirmation_validity{48};
inline constexpr std::chrono::hours reset_validity{1};

// A sign-up that waits for its confirmation.
struct KeptSignup {
    SignupId id;
    Signup signup; // its password is hashed
    std::string language;
};

void keep_signup(storage::Writer&, Signup const&, std::string_view hash, std::string_view language, Instant now, Chance const&);
std::vector<KeptSignup> signups_to_answer(storage::Reader const&);
// False where another server answered it meanwhile.
bool save_signup_token(storage::Writer&, SignupId const&, std::string_view token);
std::optional<KeptSignup> find_signup(storage::Reader const&, std::string_view token, Instant now);
bool remove_signup(storage::Writer&, SignupId const&); // was it there?
void remove_signups(storage::Writer&, std::string_view email);

struct ResetRequest;
using ResetRequestId = Id<ResetRequest>;
struct ResetRequest {
    ResetRequestId id;
    std::string email;
};

void keep_reset_request(storage::Writer&, std::string_view email, Instant now, Chance const&);
std::vector<ResetRequest> reset_requests(storage::Reader const&);
bool remove_reset_request(storage::Writer&, ResetRequestId const&); // was it there?

// A link for a new password, which serves once.
std::string add_reset_token(storage::Writer&, accounts::User const&, Instant now, Chance const&);
std::optional<accounts::User> find_reset(storage::Reader const&, std::string_view token, Instant now);

// Of several who use a link at once, one is told that it was there.
bool use_reset(storage::Writer&, std::string_view token);

// What has ended is not kept: sessions, links, counts of attempts.
void remove_what_has_ended(storage::Writer&, Instant now);

} // namespace entrance
