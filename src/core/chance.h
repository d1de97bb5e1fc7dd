#pragma once

#include "core/date.h"
#include "core/id.h"

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>

// Where unpredictable bytes come from: the system's generator when serving, a counted sequence in tests. Safe to call from any
// thread.
using Chance = std::function<void(std::span<std::byte>)>;

// The system's generator, fit for secrets.
Chance system_chance();

// UUIDv7: sorts by the instant it was made at.
std::string new_uuid(Instant, Chance const&);

template <typename Record>
Id<Record> new_id(Instant now, Chance const& chance) {
    return Id<Record>::parse(new_uuid(now, chance)).value();
}

// 256 bits, 43 characters that an address may hold.
std::string new_token(Chance const&);
