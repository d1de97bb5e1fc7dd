#pragma once

#include "accounts/visit.h"
#include "site/tariffs.h"

namespace site {

// What it costs, for whom, and how it is paid.
html::Html tariff_page(accounts::Caller const&, Tariff const&);

} // namespace site
