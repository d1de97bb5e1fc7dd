#include "accounts/stopped.h"

#include <boost/json.hpp>

namespace accounts {

web::Response outdated_for_script(int status, std::string_view what, std::string_view why) {
    boost::json::object const problem{
        {"type", "about:blank"}, {"title", what}, {"status", status}, {"detail", why}, {"outdated", true}};
    return web::json(boost::json::serialize(problem), status, "application/problem+json");
}

} // namespace accounts
