#pragma once

#include "storage/storage.h"

#include "core/date.h"

#include <chrono>
#include <string_view>

namespace accounts {

// How often something may be tried from one place within a window of time.
struct Limit {
    int times;
    std::chrono::seconds window;
};

inline constexpr Limit sign_in_by_account{5, std::chrono::minutes{15}};
inline constexpr Limit sign_in_by_address{20, std::chrono::minutes{15}};
inline constexpr Limit sign_up_by_address{60, std::chrono::hours{1}};
inline constexpr Limit reset_by_address{60, std::chrono::hours{1}};
inline constexpr Limit visits_by_address{120, std::chrono::hours{1}}; // a whole classroom behind one address
inline constexpr Limit mails_by_account{5, std::chrono::hours{1}};
inline constexpr Limit mails_by_organisation{50, std::chrono::days{1}};

// Seconds until another try may be made; 0 where it may be made now.
int seconds_to_wait(storage::Reader const&, std::string_view bucket, Limit const&, Instant now);

// One more try; the count starts anew with each window. False where others took the last one meanwhile.
bool count_attempt(storage::Writer&, std::string_view bucket, Limit const&, Instant now);

void forget_attempts(storage::Writer&, std::string_view bucket);

// Refuses with 429 and tells when to come back.
void require_patience(storage::Reader const&, std::string_view bucket, Limit const&, Instant now);

} // namespace accounts
