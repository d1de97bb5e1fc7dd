#pragma once

#include "accounts/reception.h"
#include "html/html.h"
#include "web/response.h"

#include <string_view>

// What the whole program says of a request, whichever folder it was for.
namespace app {

// For a status that has no page of its own: a page to a person, problem+json to a program.
web::Response status_answer(web::Request const*, html::Language const&, int status, std::string_view reference);

// The same to someone at a page; a visitor of the demonstration is told what it is.
web::Response refusal_answer(accounts::Caller const&, int status, std::string_view reference);

// A line of the log for each request; never what it carried, nor the token that its address may hold.
void log_request(accounts::Visited const&);
void log_fault(std::string_view reference, std::string_view what);

} // namespace app
