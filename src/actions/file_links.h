#pragma once

#include "actions/filters.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

namespace actions {

// How a plan leaves, at the foot of its page: as files that hold what is shown, into one's own calendar; and for who plans, how
// another comes in.
html::Html file_links(
    html::Language const& t, diagnostic::Diagnostic const&, Filter const&, bool may_plan, html::Html const& archive);

// For who has a plan elsewhere.
html::Html import_link(html::Language const& t, diagnostic::Diagnostic const&);

} // namespace actions
