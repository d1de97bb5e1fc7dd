#pragma once

#include "accounts/visit.h"
#include "actions/filters.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

#include <optional>
#include <string>

namespace actions {

// What of the plan goes there, and whose address is known.
struct CalendarSheet {
    diagnostic::Diagnostic const& diagnostic;
    Filter const& filter;
    std::string choice; // the same in words, nothing where it is the whole plan
    std::optional<Instant> since;
    std::optional<std::string> const& new_address;
};

// How one's own calendar gets the due dates: as a file once, or at a private address, which is seen when it is made and never
// again.
html::Html calendar_page(accounts::Caller const&, CalendarSheet const&);

Url calendar_page_url(accounts::OrganisationId const&, Filter const& = {});

} // namespace actions
