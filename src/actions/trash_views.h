#pragma once

#include "accounts/trash.h"
#include "accounts/visit.h"
#include "actions/planning.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

#include <span>

namespace actions {

// What was removed from the plan, with a button to put it back for each that this member may.
html::Html trash_page(accounts::Caller const&, Planning const&, std::span<accounts::Removed const>);

// Above the plan, right after something was removed.
html::Html removal_notice(accounts::Caller const&, Planning const&, accounts::Removed const&);

// Below the plan: where to find what was removed.
html::Html plan_foot(accounts::Caller const&, diagnostic::Diagnostic const&, bool may_plan);

} // namespace actions
