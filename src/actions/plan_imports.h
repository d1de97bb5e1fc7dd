#pragma once

#include "actions/plan_import.h"
#include "audit/trail.h"
#include "diagnostic/diagnostic.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace actions {

struct PlanImport;
using PlanImportId = Id<PlanImport>;

// A file that was sent; kept once somebody confirmed what it does.
struct PlanImport {
    PlanImportId id;
    std::string file_name;
    std::string by;
    Instant sent;
    std::optional<Instant> kept = {};
    std::optional<Instant> undone = {};
    int actions = 0; // that came
};

// A file waits that long for its confirmation; an import can be undone that long.
inline constexpr std::chrono::days file_waits{1}, import_can_be_undone{30};

// Those that were confirmed, the latest first.
std::vector<PlanImport> plan_imports(storage::Reader const&, diagnostic::Diagnostic const&);
std::optional<PlanImport> find_plan_import(storage::Reader const&, diagnostic::Diagnostic const&, PlanImportId const&);

void keep_file(
    storage::Writer&, diagnostic::Diagnostic const&, PlanImport const&, std::vector<tables::Sheet> const&, accounts::User const&);

// Its cells, while it waits.
std::optional<std::vector<tables::Sheet>> find_file(
    storage::Reader const&, diagnostic::Diagnostic const&, PlanImportId const&, Instant now);

// Does what the dry run showed, its names being those of whom was chosen for them.
void import(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, PlanImport const&, ImportedPlan const&,
    Matches const&, accounts::User const&, Instant now, Chance const&);

// What could not be taken back, because somebody wrote in it since.
struct Staying {
    std::vector<ActionId> actions = {};
};

// Takes back what came: actions, criteria that have none left, people whom nothing names any more.
Staying undo(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, PlanImport const&, Instant now);

// What was sent and never confirmed.
void forget_sent_files(storage::Writer&, Instant now);

} // namespace actions
