#pragma once

#include "diagnostic/diagnostic.h"
#include "html/html.h"

namespace diagnostic {

// Questions, examples, evidence: what helps to answer one criterion; for an item, those of its criterion too.
html::Html help_page(accounts::Caller const&, Diagnostic const&, referentiel::Criterion const&);

} // namespace diagnostic
