#pragma once

#include "audit/trail.h"
#include "diagnostic/reading.h"
#include "diagnostic/slots.h"
#include "storage/storage.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace diagnostic {

struct Snapshot;
using SnapshotId = Id<Snapshot>;

// A diagnostic as it was at one moment, under a name. It is taken once, and nothing changes it.
struct SnapshotHead {
    SnapshotId id;
    std::string label; // « avant le conseil du 12 mars »
    Instant taken;
    std::string by; // the name of the person
    std::string sha256;
    accounts::CycleId cycle;
    std::string cycle_label;
};

struct Snapshot {
    SnapshotHead head;
    Reading reading;          // its diagnostic follows the version of then, whatever the cycle follows now
    Beside::Levels envisaged; // that the plan aimed at
    std::string content;
};

// What is frozen, in the one order and spelling that there is for it: keys sorted, no blanks, means as they are shown. Whoever
// takes its SHA-256 finds the digest of the snapshot.
std::string canonical(Reading const&, Beside::Levels const& envisaged, std::string_view label, Instant taken);

inline constexpr std::size_t longest_snapshot_label = 120; // bytes

struct Taking {
    SnapshotId id; // its form's choice, so that a form sent twice takes one
    std::string label;
    accounts::User const& author;
    Instant now;
    Beside::Levels envisaged; // that the plan aims at now
};

// Freezes what the diagnostic says now. Nothing happens where that snapshot is there.
void take_snapshot(storage::Writer&, audit::Trail&, Diagnostic const&, Taking const&);

// Of all cycles, the latest first.
std::vector<SnapshotHead> snapshots(storage::Reader const&, accounts::OrganisationId const&);

std::optional<Snapshot> find_snapshot(
    storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&, SnapshotId const&);

} // namespace diagnostic
