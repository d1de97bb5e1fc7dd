#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/scores.h"
#include "html/html.h"

namespace diagnostic {

// The chapters, as a list of links with how far each is, below what has to be decided first.
html::Html overview_page(accounts::Caller const&, Diagnostic const&, Scores const&, html::Html const& before);

} // namespace diagnostic
