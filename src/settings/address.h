#pragma once

#include "accounts/router.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <string>

// The address of an account changes once a link that was sent to the new one is followed.
namespace settings {

inline constexpr std::chrono::hours address_validity{24};

// The one that was asked for and waits for its confirmation.
std::optional<std::string> awaited_address(storage::Reader const&, accounts::UserId const&, Instant now);

void add_address_routes(accounts::Router&);

} // namespace settings
