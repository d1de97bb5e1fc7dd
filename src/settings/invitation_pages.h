#pragma once

#include "accounts/router.h"

namespace settings {

// What opens from the link of an invitation: who invites, where to, as what; and the answer.
void add_invitation_routes(accounts::Router&);

} // namespace settings
