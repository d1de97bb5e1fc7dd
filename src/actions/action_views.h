#pragma once

#include "accounts/visit.h"
#include "actions/draft.h"
#include "actions/plan.h"
#include "html/html.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace actions {

struct ActionSheet {
    diagnostic::Diagnostic const& diagnostic;
    Plan const& plan;
    Action const& action;
    ActionDraft const& draft;
    std::span<std::string const> names; // whom a field suggests
    Date today;
    bool may_plan;
    std::string user;            // whose drafts are kept in this browser
    std::string part_id = {};    // of a part that may be added
    std::string part_title = {}; // of one that was refused
    html::Html documents = {};
};

// One action: all that may be said of it, in one form that saves itself, and beside it its parts and documents.
html::Html action_page(accounts::Caller const&, ActionSheet const&);

// What is asked before it goes to the trash.
html::Html action_removal(accounts::Caller const&, diagnostic::Diagnostic const&, Plan const&, Action const&);

} // namespace actions
