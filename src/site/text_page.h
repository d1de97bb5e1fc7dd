#pragma once

#include "accounts/visit.h"
#include "site/prose.h"
#include "web/response.h"

namespace site {

struct TextPage {
    std::string_view name;       // of its text
    std::string section;         // in the title of the window
    std::string_view entry = {}; // of the navigation
    Inserts inserts = {};
};

// A text to read, with the list of its parts beside it where there are several.
web::Response text_page(accounts::Caller const&, TextPage const&);

} // namespace site
