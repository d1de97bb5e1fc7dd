#pragma once

#include "accounts/organisation.h"
#include "html/html.h"
#include "web/request.h"
#include "web/response.h"

#include <string_view>

namespace boost::json {
class value;
} // namespace boost::json

namespace api {

// Errors as RFC 9457 says them, in the language of the caller.
web::Response problem(int status, std::string_view title, std::string_view detail = {});

// What any address may answer: what could not be done, and to which address.
web::Response problem(html::Language const& t, int status, web::Request const*, std::string_view reference);

web::Response closed(html::Language const& t, accounts::Cycle const&);
web::Response unknown_criterion(html::Language const& t, std::string_view asked);
// 400, with what is wrong, where that is known, and what such a body looks like.
web::Response unreadable(html::Language const& t, std::string_view example, std::string const& fault = {});

// 409: somebody else was faster, and both versions are given.
web::Response conflict(
    std::string_view title, std::string_view detail, boost::json::value const& yours, boost::json::value const& theirs);

} // namespace api
