#pragma once

#include "accounts/router.h"
#include "diagnostic/outdated.h"
#include "diagnostic/rating.h"
#include "evidence/evidence.h"
#include "layout/frame.h"
#include "practices/chapter_views.h"

namespace practices {

void add_chapter_routes(accounts::Router&);

// What an outdated page of practices leads to.
diagnostic::OldPage old_page(html::Language const& t, diagnostic::Diagnostic const&);

// Where the pages of practices stand.
layout::Standing standing(diagnostic::Diagnostic const&);

// What documents are joined to, where they show how a criterion is answered.
evidence::Object document_object(diagnostic::Diagnostic const&, referentiel::Criterion const&);

std::vector<ChapterState> chapter_states(
    diagnostic::Diagnostic const&, Described const&, std::span<diagnostic::SavedRating const>);

} // namespace practices
