#pragma once

#include "accounts/visit.h"
#include "diagnostic/rating.h"
#include "practices/chapter_views.h"

#include <span>
#include <vector>

namespace practices {

enum class Filter { chapters, to_describe, in_plan };
std::string title_of(html::Language const& t, Filter);

struct OverviewSheet {
    diagnostic::Diagnostic const& diagnostic;
    std::vector<ChapterState> const& chapters;
    Progress const& progress;
    Described const& described;
    std::span<diagnostic::SavedRating const> ratings;
    Filter filter;
    bool may_write;
    html::Html aside;   // the way to what was replaced
    html::Html archive; // the button that keeps the report
};

html::Html overview_page(accounts::Caller const&, OverviewSheet const&);

} // namespace practices
