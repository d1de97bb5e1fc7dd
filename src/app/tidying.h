#pragma once

#include "core/date.h"
#include "storage/storage.h"

#include <string>

namespace app {

// Throws away what has ended by now: sessions, links, votes, answers kept for programs, whom old mails went to, what has
// been in the trash for thirty days.
void forget_what_has_ended(storage::Writer&, Instant now);

// A clock that went further since the last time than a server is usually off is not believed at once: a day later by the same
// clock it is. So a machine whose clock is wrong for some hours loses nothing.
inline constexpr std::chrono::days longest_gap{3};
inline constexpr std::chrono::days second_look{1};

// Is the clock not believed for now? Then nobody is reminded of what it says has ended.
bool is_in_doubt(storage::Reader const&);

// Does the same, where the clock may be believed; what it says otherwise is for the log.
std::string tidy(storage::Writer&, Instant now);

} // namespace app
