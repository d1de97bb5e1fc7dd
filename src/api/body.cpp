#include "api/body.h"

#include "api/problem.h"
#include "core/embedded.h"
#include "core/unicode.h"

#include <boost/json.hpp>

#include <algorithm>

namespace api {
namespace {

using html::Language;
namespace json = boost::json;

json::object const& schemas() {
    static auto const description = json::parse(embedded::openapi().front().content);
    return description.at("components").at("schemas").as_object();
}

json::object const& schema_of(json::object const& schema) {
    auto const* reference = schema.if_contains("$ref");
    if (!reference) return schema;
    std::string_view const path = reference->as_string();
    return schemas().at(path.substr(path.rfind('/') + 1)).as_object();
}

std::string name_within(std::string const& whole, std::string_view name) {
    return whole.empty() ? shortened(std::string{name}, 100) : whole + '.' + shortened(std::string{name}, 100);
}

std::string names(json::object const& members) {
    std::string all;
    for (auto const& member : members) all += (all.empty() ? "" : ", ") + std::string{member.key()};
    return all;
}

std::string values(json::array const& permitted) {
    std::string all;
    for (auto const& one : permitted)
        all += (all.empty() ? "" : ", ") + (one.is_string() ? std::string{one.as_string()} : json::serialize(one));
    return all;
}

// Empty where nothing is to be said.
std::string objection_to(Language const& t, json::value const& value, json::object const& asked, std::string const& place) {
    auto const& schema = schema_of(asked);
    if (auto const* permitted = schema.if_contains("enum"); permitted && std::ranges::count(permitted->as_array(), value) == 0)
        return t.text("« {} » ne peut valoir que : {}.", {place, values(permitted->as_array())});
    auto const* items = schema.if_contains("items");
    if (value.is_array() && items)
        for (auto const& item : value.as_array())
            if (auto said = objection_to(t, item, items->as_object(), place); !said.empty()) return said;
    auto const* known = schema.if_contains("properties");
    if (!value.is_object() || !known) return {};
    for (auto const& member : value.as_object()) {
        auto const name = name_within(place, member.key());
        auto const* described = known->as_object().if_contains(member.key());
        if (!described)
            return t.text("« {} » n'est pas connu ici, où l'on peut envoyer : {}.", {name, names(known->as_object())});
        if (auto said = objection_to(t, member.value(), described->as_object(), name); !said.empty()) return said;
    }
    return {};
}

} // namespace

std::optional<web::Response> objection(Language const& t, std::string_view body, std::string_view schema) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view{body.data(), body.size()}, error);
    if (error) return std::nullopt;
    auto const said = objection_to(t, value, schemas().at(schema).as_object(), "");
    if (said.empty()) return std::nullopt;
    return problem(422, t.text("Ce corps de requête n'est pas tel qu'il est décrit"), said);
}

} // namespace api
