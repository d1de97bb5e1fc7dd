#pragma once

#include "accounts/visit.h"
#include "actions/filters.h"
#include "core/url.h"
#include "html/html.h"

#include <span>

namespace actions {

inline constexpr std::chrono::months months_shown{12};

struct MonthsSheet {
    diagnostic::Diagnostic const& diagnostic;
    Plan const& plan;
    Filter const& filter;
    std::span<Pick const> picks;
    Month first;
    Date today;
};

// A year of months from one that is chosen, each with what is due in it; what is due before, after or nobody knows when is told.
html::Html months_page(accounts::Caller const&, MonthsSheet const&);

} // namespace actions
