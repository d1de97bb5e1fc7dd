#pragma once

#include "audit/trail.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"
#include "referentiel/passages.h"
#include "storage/storage.h"

#include <string>
#include <vector>

// A plan goes where its diagnostic goes: to another version within its cycle, and back.
namespace actions {

// Its commitments stand at what their criteria became; those that become one share its actions; one whose criterion is gone is
// kept under the title it had. Nothing is lost, and where everything stood is noted.
void follow(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const& former, diagnostic::Diagnostic const& to,
    referentiel::Passages const&);

// What would go, counted in words: « 2 engagements avec 3 actions »; nothing where the plan is empty.
std::vector<std::string> foretell(storage::Reader const&, html::Language const& t, diagnostic::Diagnostic const& former);

// Back to where everything stood, with what was written since; what is new goes to the criterion that leads there.
void come_back(storage::Writer&, audit::Trail&, diagnostic::Diagnostic const& former, diagnostic::Diagnostic const& to,
    referentiel::Passages const&, accounts::User const&, Instant now, Chance const&);

} // namespace actions
