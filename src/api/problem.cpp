#include "api/problem.h"

#include "api/decimals.h"

#include <boost/json.hpp>

namespace api {

web::Response problem(int status, std::string_view title, std::string_view detail) {
    boost::json::object object{{"type", "about:blank"}, {"title", title}, {"status", status}};
    if (!detail.empty()) object["detail"] = detail;
    return web::json(boost::json::serialize(object), status, "application/problem+json");
}

web::Response conflict(std::string_view title, boost::json::value const& yours, boost::json::value const& theirs) {
    boost::json::object const object{
        {"type", "about:blank"}, {"title", title}, {"status", 409}, {"yours", yours}, {"theirs", theirs}};
    return web::json(with_plain_decimals(boost::json::serialize(object)), 409, "application/problem+json");
}

} // namespace api
