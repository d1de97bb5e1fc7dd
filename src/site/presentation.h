#pragma once

#include "accounts/visit.h"

namespace site {

// The first page of the site: what the platform is for, drawn with the counting square.
html::Html presentation(accounts::Caller const&);

} // namespace site
