#pragma once

#include "accounts/router.h"

namespace settings {

// Where the mails that one can do without are stopped, without signing in.
void add_mailing_routes(accounts::Router&);

} // namespace settings
