#pragma once

#include "accounts/visit.h"
#include "actions/plan.h"
#include "html/html.h"

// What the first page of a structure shows of its plan.
namespace home {

struct Engagements {
    diagnostic::Diagnostic const& diagnostic;
    actions::Plan const& plan;
    Date today;
    bool may_plan;
};

// « Vos engagements », with how far they are and the next step.
html::Html plan_tile(html::Language const& t, Engagements const&);

// What is late or due soon, and what the member carries; nothing while nothing is planned.
html::Html plan_lists(accounts::Visit const&, Engagements const&);

} // namespace home
