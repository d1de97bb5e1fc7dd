#pragma once

#include "diagnostic/snapshot.h"
#include "html/form.h"

#include <span>
#include <string>
#include <vector>

namespace diagnostic {

struct SnapshotDraft {
    std::string id;
    std::string label = {};
    std::vector<html::Problem> problems = {};
};

// Those of a cycle, the latest first, and the form for the next where one may be taken.
html::Html snapshots_view(
    accounts::Caller const&, Diagnostic const&, std::span<SnapshotHead const>, std::optional<SnapshotDraft> const&);

// When, by whom, of what, and the digest by which it is known.
html::Html snapshot_facts(accounts::Caller const&, Snapshot const&);

Url snapshot_url(accounts::OrganisationId const&, SnapshotId const&);
Url snapshot_file_url(accounts::OrganisationId const&, SnapshotId const&);

} // namespace diagnostic
