#pragma once

#include "accounts/router.h"
#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "html/html.h"

// What was described and said of a diagnostic that another one took over from, to be read as it was.
namespace practices {

void add_aside_routes(accounts::Router&);

// The way there, from the pages of the diagnostic that goes on; nothing where none was replaced.
html::Html aside_links(accounts::Visit const&, diagnostic::Diagnostic const&);

} // namespace practices
