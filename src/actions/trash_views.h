#pragma once

#include "accounts/trash.h"
#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

#include <span>
#include <string_view>

namespace actions {

// What was removed from the plan, with a button for each to put it back.
html::Html trash_page(accounts::Caller const&, diagnostic::Diagnostic const&, std::span<accounts::Removed const>, bool may_plan);

// Above the plan, right after something was removed; nothing where the address names nothing.
html::Html removal_notice(accounts::Caller const&, diagnostic::Diagnostic const&, std::string_view removed, bool may_plan);

// Below the plan: where to find what was removed.
html::Html plan_foot(accounts::Caller const&, diagnostic::Diagnostic const&, bool may_plan);

} // namespace actions
