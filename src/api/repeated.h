#pragma once

#include "accounts/visit.h"
#include "web/response.h"

#include <functional>

// What programs send twice because an answer was lost is done once: `Idempotency-Key` names it (ruling 13).
namespace api {

inline constexpr std::chrono::hours answers_kept{24};
inline constexpr std::size_t longest_key = 255; // bytes

// Acts, or answers what the same request was answered before under the same key of the same user. Another request under that
// key is refused (422); what was refused itself is not kept, so that it may be mended and sent again.
web::Response once(accounts::Change&, std::function<web::Response()> const& act);

void forget_old_answers(storage::Writer&, Instant now);

} // namespace api
