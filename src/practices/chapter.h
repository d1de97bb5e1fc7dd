#pragma once

#include "accounts/router.h"
#include "diagnostic/rating.h"
#include "layout/frame.h"
#include "practices/chapter_views.h"

namespace practices {

void add_chapter_routes(accounts::Router&);

// Where the pages of practices stand.
layout::Standing standing(diagnostic::Diagnostic const&);

std::vector<ChapterState> chapter_states(
    diagnostic::Diagnostic const&, Described const&, std::span<diagnostic::SavedRating const>);

} // namespace practices
