#pragma once

#include "accounts/router.h"

namespace site {

// The mails that were written, shown to who sits at the machine that has no mail server, and to nobody else.
void add_mailbox_routes(accounts::Router&);

} // namespace site
