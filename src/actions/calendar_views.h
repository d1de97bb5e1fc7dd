#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

#include <optional>
#include <string>

namespace actions {

// How one's own calendar gets the due dates: as a file once, or at a private address, which is seen when it is made and never
// again.
html::Html calendar_page(accounts::Caller const&, diagnostic::Diagnostic const&, std::optional<Instant> since,
    std::optional<std::string> const& new_address);

Url calendar_page_url(accounts::OrganisationId const&);
Url calendar_file_url(diagnostic::Diagnostic const&);

} // namespace actions
