#pragma once

#include "accounts/visit.h"
#include "html/html.h"

namespace site {

// The pieces of the features on the sheet of components, made by the very functions that their pages call, about a structure
// that does not exist: nothing of it can be saved.
html::Html samples(accounts::Guest const&);

} // namespace site
