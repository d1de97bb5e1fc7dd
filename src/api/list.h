#pragma once

#include "core/date.h"
#include "core/fraction.h"
#include "web/request.h"
#include "web/response.h"

#include <optional>
#include <string>
#include <string_view>

namespace boost::json {
class array;
class object;
class value;
} // namespace boost::json

// What answers are made of.
namespace api {

web::Response answer(boost::json::value const&, int status = 200);

boost::json::value in_utc(Instant);
boost::json::value or_null(std::optional<Decimal> const&);

// A list's place to go on from and its length, from ?after=&limit=.
struct Page {
    std::string after;
    std::size_t limit = 50;
};
Page page_of(web::Request const&);

// One page of what was asked for; the key tells items apart. The last item of a page names where the next begins. Beside it
// stands what is said of all.
web::Response list(boost::json::array const& all, Page const&, std::string_view key = "id");
web::Response list(boost::json::array const& all, Page const&, std::string_view key, boost::json::object beside);

} // namespace api
