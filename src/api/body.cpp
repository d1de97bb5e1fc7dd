#include "api/body.h"

#include "api/problem.h"
#include "core/embedded.h"
#include "core/unicode.h"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

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

bool is_whole(json::value const& value) {
    return value.is_int64() || value.is_uint64() || (value.is_double() && std::trunc(value.get_double()) == value.get_double());
}

bool is_of(json::value const& value, std::string_view kind) {
    if (kind == "string") return value.is_string();
    if (kind == "integer") return is_whole(value);
    if (kind == "number") return value.is_number();
    if (kind == "boolean") return value.is_bool();
    if (kind == "array") return value.is_array();
    if (kind == "object") return value.is_object();
    return value.is_null();
}

std::string words_of(Language const& t, std::string_view kind) {
    if (kind == "string") return t.text("un texte");
    if (kind == "integer") return t.text("un nombre entier");
    if (kind == "number") return t.text("un nombre");
    if (kind == "boolean") return t.text("vrai ou faux");
    if (kind == "array") return t.text("une liste");
    if (kind == "object") return t.text("un objet");
    return "null";
}

std::vector<std::string_view> kinds(json::object const& schema) {
    std::vector<std::string_view> all;
    auto const* type = schema.if_contains("type");
    if (type && type->is_string()) all.emplace_back(type->as_string());
    if (type && type->is_array())
        for (auto const& one : type->as_array()) all.emplace_back(one.as_string());
    return all;
}

// Empty where all is there, and of the kind that is described.
std::string misshape_of(Language const& t, json::value const& value, json::object const& asked, std::string const& place) {
    auto const& schema = schema_of(asked);
    auto const permitted = kinds(schema);
    if (!permitted.empty() && std::ranges::none_of(permitted, [&](auto kind) { return is_of(value, kind); })) {
        std::string all;
        for (auto const kind : permitted) all += (all.empty() ? "" : ", ") + words_of(t, kind);
        return t.text("« {} » attend : {}.", {place.empty() ? t.text("le corps de la requête") : place, all});
    }
    auto const* items = schema.if_contains("items");
    if (value.is_array() && items)
        for (auto const& item : value.as_array())
            if (auto said = misshape_of(t, item, items->as_object(), place); !said.empty()) return said;
    if (!value.is_object()) return {};
    if (auto const* required = schema.if_contains("required"))
        for (auto const& name : required->as_array())
            if (!value.as_object().contains(name.as_string()))
                return t.text("Il manque « {} ».", {name_within(place, name.as_string())});
    if (auto const* known = schema.if_contains("properties"))
        for (auto const& member : value.as_object())
            if (auto const* described = known->as_object().if_contains(member.key()))
                if (auto said = misshape_of(t, member.value(), described->as_object(), name_within(place, member.key()));
                    !said.empty())
                    return said;
    return {};
}

using Judge = std::string(Language const&, json::value const&, json::object const&, std::string const&);

std::optional<web::Response> objection_of(Language const& t, std::string_view body, std::string_view schema, Judge& judge) {
    boost::system::error_code error;
    auto const value = json::parse(json::string_view{body.data(), body.size()}, error);
    if (error) return std::nullopt;
    auto const said = judge(t, value, schemas().at(schema).as_object(), "");
    if (said.empty()) return std::nullopt;
    return problem(422, t.text("Ce corps de requête n'est pas tel qu'il est décrit"), said);
}

} // namespace

std::optional<web::Response> objection(Language const& t, std::string_view body, std::string_view schema) {
    return objection_of(t, body, schema, objection_to);
}

std::optional<web::Response> strict_objection(Language const& t, std::string_view body, std::string_view schema) {
    if (auto refusal = objection(t, body, schema)) return refusal;
    return objection_of(t, body, schema, misshape_of);
}

} // namespace api
