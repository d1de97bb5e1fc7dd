#pragma once

#include "accounts/visit.h"
#include "actions/filters.h"
#include "charts/timeline.h"
#include "html/html.h"

#include <span>
#include <vector>

namespace actions {

struct TimelineSheet {
    diagnostic::Diagnostic const& diagnostic;
    Plan const& plan;
    std::span<Pick const> picks;
    Date today;
};

// A bar for each action, by chapter, on one scale of months; the same in a table.
html::Html timeline_page(accounts::Caller const&, TimelineSheet const&);

// One drawing for each chapter, or several where they would not stand on a page; what has no month is not drawn.
std::vector<charts::Timeline> timelines(html::Language const& t, TimelineSheet const&);

} // namespace actions
