#pragma once

#include "accounts/visit.h"
#include "layout/frame.h"

// What the pages before one is signed in have in common.
namespace entrance {

// A sheet with problems is a form that came back.
web::Response narrow_page(accounts::Caller const&, layout::Sheet);

// One's own structure if there is one only, else the list of them.
Url home_of(storage::Reader const&, accounts::UserId const&);

// Whoever was signed in at this browser no longer is.
void sign_in(accounts::GuestChange&, web::Response&, accounts::UserId const&);

} // namespace entrance
