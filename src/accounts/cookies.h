#pragma once

#include "accounts/desk.h"
#include "web/response.h"

#include <string_view>

namespace accounts {

// Cookies hold a token and nothing else; scripts cannot read them.
void set_session_cookie(web::Response&, Settings const&, std::string_view token);
void clear_session_cookie(web::Response&, Settings const&);
void set_language_cookie(web::Response&, Settings const&, std::string_view language);

} // namespace accounts
