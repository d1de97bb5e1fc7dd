#pragma once

#include "accounts/organisation.h"
#include "core/chance.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <string_view>

// The private address at which a member's own calendar reads what their structure has planned. Whoever has it may read, without
// signing in: it is kept as a digest, shown once, and dies with the membership.
namespace accounts {

// Whose it is, as long as they are a member.
std::optional<Member> find_calendar_owner(storage::Reader const&, std::string_view token);

// Since when the member has one.
std::optional<Instant> calendar_address_since(storage::Reader const&, Member const&);

// Gives the token; the one before no longer opens anything.
std::string renew_calendar_address(storage::Writer&, Member const&, Instant now, Chance const&);

// Was there one?
bool remove_calendar_address(storage::Writer&, OrganisationId const&, MemberId const&);

} // namespace accounts
