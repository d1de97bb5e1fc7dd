#pragma once

#include "diagnostic/diagnostic.h"
#include "html/html.h"

namespace actions {

// How a plan leaves, at the foot of its page: as files, into one's own calendar; and for who plans, how another comes in.
html::Html file_links(html::Language const& t, diagnostic::Diagnostic const&, bool may_plan);

} // namespace actions
