#pragma once

#include "core/chance.h"
#include "core/date.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audit {

// The chain of what concerns no structure: accounts, settings of the instance.
inline constexpr std::string_view instance_chain = "instance";

// What was done, by whom and when, kept in the transaction that does it: neither stays without the other.
// Each event holds the digest of the one before it, so that none can be taken out or changed unseen.
class Trail {
public:
    // What is added is told for the log too, where that is given: « change_role 0193… ».
    Trail(storage::Writer& db, std::string_view chain, std::string_view actor, Instant now, Chance const& chance,
        std::vector<std::string>* told = nullptr)
        : db_{db}, chain_{chain}, actor_{actor}, now_{now}, chance_{chance}, told_{told} {}

    // The payload is JSON; it stands apart from the chain and can be emptied later (erasure).
    void add(std::string_view verb, std::string_view object, std::string_view payload = "{}");

private:
    storage::Writer& db_;
    std::string chain_;
    std::string actor_;
    Instant now_;
    Chance const& chance_;
    std::vector<std::string>* told_;
};

struct Event {
    std::int64_t seq;
    Instant at;
    std::string actor;
    std::string verb;
    std::string object;
    std::optional<std::string> payload; // nothing once it was emptied
};

// The latest first.
std::vector<Event> events(storage::Reader const&, std::string_view chain, std::int64_t before, int limit);

// The number of the first event that does not follow from the one before it, or whose payload was changed rather than emptied;
// nothing where the whole chain holds.
std::optional<std::int64_t> first_broken(storage::Reader const&, std::string_view chain);

// Takes the payloads of an object away for good; the chain still verifies.
void empty_payloads(storage::Writer&, std::string_view chain, std::string_view object);

} // namespace audit
