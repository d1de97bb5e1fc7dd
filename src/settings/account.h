#pragma once

#include "accounts/router.h"
#include "accounts/visit.h"
#include "settings/account_views.h"

namespace settings {

void add_account_routes(accounts::Router&);

// The page of one's account, with what its forms hold and what is wrong with it.
web::Response account_page(accounts::Caller const&, storage::Reader const&, AccountDraft const&);

// Whoever guesses at the password of an open session is made to wait.
std::string password_bucket(accounts::UserId const&);

// The chain of what concerns no structure.
audit::Trail account_trail(accounts::UserChange&);

} // namespace settings
