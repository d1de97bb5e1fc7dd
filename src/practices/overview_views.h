#pragma once

#include "accounts/visit.h"
#include "diagnostic/rating.h"
#include "practices/chapter_views.h"

#include <span>
#include <vector>

namespace practices {

enum class Filter { chapters, to_describe, in_plan };

struct OverviewSheet {
    diagnostic::Diagnostic const& diagnostic;
    std::vector<ChapterState> const& chapters;
    Progress const& progress;
    Described const& described;
    std::span<diagnostic::SavedRating const> ratings;
    Filter filter;
    bool may_write;
};

html::Html overview_page(accounts::Caller const&, OverviewSheet const&);

} // namespace practices
