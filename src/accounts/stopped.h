#pragma once

#include "web/response.h"

namespace accounts {

// A refusal that has a page of its own: thrown, it takes back what its request did, and the page is the answer.
struct Stopped {
    web::Response response;
};

} // namespace accounts
