#pragma once

#include "accounts/trash.h"
#include "actions/batch.h"
#include "audit/trail.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"
#include "storage/storage.h"

#include <optional>
#include <span>
#include <string>

namespace actions {

std::optional<Batch> find_batch(storage::Reader const&, diagnostic::Diagnostic const&, BatchId const&);

// The changes of several actions that may still be taken back or were lately, the newest first.
std::vector<Batch> recent_batches(storage::Reader const&, diagnostic::Diagnostic const&, Instant now);

// Which of its actions are no longer as it left them: changed, moved to the trash or put back since.
std::vector<ActionId> changed_since(Batch const&, Plan const&, std::span<accounts::Removed const>);

// One of the actions that were chosen, as it was when the page was made.
struct Chosen {
    Action const* action;
    Revision base;
};

// Who acts, and when.
struct Acting {
    accounts::User const& author;
    Instant now;
    Date today;
    html::Language const& t;
    Chance const& chance;
};

// Changes them all alike, but for those that changed since the page was made. What was done is kept, so that it can be undone.
Batch change(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Plan const&, std::span<Chosen const>, Edit const&,
    BatchId const&, std::string const& value, Acting const&);

// Puts back what each was, where nobody changed it since.
Batch undo(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const&, Plan const&, Batch, Acting const&);

} // namespace actions
