#pragma once

#include "accounts/router.h"
#include "diagnostic/diagnostic.h"
#include "layout/frame.h"

namespace diagnostic {

// The page of a chapter, whose form saves itself.
void add_chapter_routes(accounts::Router&);

// Where every page of a diagnostic stands.
layout::Standing standing(Diagnostic const&);

} // namespace diagnostic
