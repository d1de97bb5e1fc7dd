#pragma once

#include "accounts/visit.h"
#include "html/html.h"
#include "web/response.h"

#include <string_view>

namespace layout {

// What a visitor sees of a request that went wrong: what happened and what to do, in plain words. The reference of the request
// is shown where we are at fault, so that help can find it. Beside it stands what else one may do, if anything.
web::Response status_page(html::Language const& t, int status, std::string_view reference = {}, html::Html const& beside = {});

// The form that could not be saved now, to be sent again as it was written; nothing where none was sent, or one with a file or
// a password in it.
html::Html sent_again(accounts::Caller const&);

} // namespace layout
