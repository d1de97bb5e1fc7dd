#pragma once

#include "accounts/visit.h"

namespace site {

// The first page of the site: what the platform is for, drawn with the counting square. Where there is a
// demonstration, it leads there.
html::Html presentation(accounts::Caller const&, std::optional<Url> const& demonstration);

} // namespace site
