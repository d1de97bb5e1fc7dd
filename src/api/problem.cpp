#include "api/problem.h"

#include <boost/json.hpp>

namespace api {

web::Response problem(int status, std::string_view title, std::string_view detail) {
    boost::json::object object{{"type", "about:blank"}, {"title", title}, {"status", status}};
    if (!detail.empty()) object["detail"] = detail;
    return web::json(boost::json::serialize(object), status, "application/problem+json");
}

} // namespace api
