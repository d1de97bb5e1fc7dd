#pragma once

#include "accounts/members.h"
#include "accounts/names.h"
#include "accounts/router.h"
#include "actions/plan.h"
#include "storage/storage.h"

#include <string>
#include <vector>

namespace actions {

// Whom its fields suggest: the team, then whoever was named before.
std::vector<std::string> suggested_names(accounts::Names const&);

// The page of one action, which saves itself.
void add_action_routes(accounts::Router&);

} // namespace actions
