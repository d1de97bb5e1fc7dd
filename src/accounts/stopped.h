#pragma once

#include "web/response.h"

#include <string_view>

namespace accounts {

// A refusal that has a page of its own: thrown, it takes back what its request did, and the page is the answer.
struct Stopped {
    web::Response response;
};

// The same for the script of a page that nothing can be saved from any more; what was typed stands there still.
web::Response outdated_for_script(int status, std::string_view what, std::string_view why);

} // namespace accounts
