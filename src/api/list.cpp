#include "api/list.h"

#include "api/decimals.h"
#include "diagnostic/rating.h"

#include <boost/json.hpp>

#include <algorithm>

namespace api {

using web::Response;
namespace json = boost::json;

Response answer(json::value const& value, int status) { return web::json(with_plain_decimals(json::serialize(value)), status); }

json::value in_utc(Instant instant) { return instant.time_since_epoch().count(); }

json::value or_null(std::optional<Decimal> const& mean) {
    if (!mean) return nullptr;
    return static_cast<double>(mean->digits) / static_cast<double>(power_of_ten(mean->decimals));
}

Page page_of(web::Request const& request) {
    auto const form = request.parameters();
    Page page{form.line("after"), 50};
    if (auto const limit = parse<diagnostic::Revision>(form.line("limit")); limit && limit->number >= 1)
        page.limit = static_cast<std::size_t>(std::min<std::int64_t>(limit->number, 200));
    return page;
}

// Lists here are short, a person's structures or a structure's cycles; ids sort as they were made. The key tells items apart.
Response list(json::array const& all, Page const& page, std::string_view key) { return list(all, page, key, {}); }

Response list(json::array const& all, Page const& page, std::string_view key, json::object beside) {
    json::array items;
    json::value next = nullptr;
    bool is_after = page.after.empty();
    for (auto const& item : all) {
        if (is_after && items.size() == page.limit) {
            next = items.back().at(key);
            break;
        }
        if (is_after) items.push_back(item);
        if (item.at(key).as_string() == page.after) is_after = true;
    }
    beside["items"] = std::move(items);
    beside["next"] = std::move(next);
    return answer(beside);
}

} // namespace api
