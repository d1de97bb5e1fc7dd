#pragma once

#include "accounts/visit.h"
#include "actions/draft.h"
#include "diagnostic/slots.h"
#include "html/html.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace actions {

struct CriticalSheet {
    diagnostic::Diagnostic const& diagnostic;
    referentiel::Criterion const& criterion;
    std::optional<referentiel::Level> now;                    // where the criterion stands
    std::vector<diagnostic::Beside::Critical> const& actions; // that answer for it already
    ActionDraft const& draft;
    ActionId id;                        // of the new one
    std::span<std::string const> names; // whom a field suggests
};

// What is asked of an imperative criterion that falls short: what the governance knows, the causes, the measures, who acts and by
// when.
html::Html critical_page(accounts::Caller const&, CriticalSheet const&);

} // namespace actions
