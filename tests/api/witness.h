#pragma once

#include "app/program.h"
#include "support/office.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

// Holds what programs send and are answered against the description of the API.
namespace support {

namespace json = boost::json;

inline json::object description(Office& office) {
    auto const page = office.visitor().get("/api/v1/openapi.json");
    REQUIRE(page.status == 200);
    CHECK(page.header("Content-Type").starts_with("application/json"));
    CHECK(page.header("Set-Cookie").empty());
    return json::parse(page.body).as_object();
}

inline json::value const& followed(json::object const& document, json::value const& value) {
    auto const* reference = value.is_object() ? value.get_object().if_contains("$ref") : nullptr;
    if (!reference) return value;
    auto const path = std::string{reference->as_string()};
    return document.at("components").at_pointer(path.substr(std::string_view{"#/components"}.size()));
}

inline bool is_of_type(json::value const& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "number") return value.is_number();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
}

// What of a value is not as its schema says; only what our description uses of JSON Schema.
inline std::vector<std::string> faults(
    json::object const& document, json::value const& described, json::value const& value, std::string const& at = "") {
    static std::set<std::string_view> const known{"$ref", "type", "required", "properties", "additionalProperties", "items",
        "enum", "minimum", "maximum", "minLength", "maxLength", "default", "format", "description", "examples"};
    auto const& schema = followed(document, described).as_object();
    std::vector<std::string> found;
    for (auto const& [word, rule] : schema)
        if (!known.contains(word)) found.push_back(at + ": the test does not know « " + std::string{word} + " »");

    if (auto const* type = schema.if_contains("type")) {
        auto const fits = type->is_string() ? is_of_type(value, type->as_string())
                                            : std::ranges::any_of(type->as_array(),
                                                  [&](auto const& one) { return is_of_type(value, one.as_string()); });
        if (!fits) return {at + ": " + json::serialize(value) + " is no " + json::serialize(*type)};
    }
    if (auto const* choices = schema.if_contains("enum"))
        if (std::ranges::find(choices->as_array(), value) == choices->as_array().end())
            found.push_back(at + ": " + json::serialize(value) + " is none of the choices");
    if (auto const* least = schema.if_contains("minimum"); least && value.is_number())
        if (value.to_number<double>() < least->to_number<double>()) found.push_back(at + ": too small");
    auto const go_on = [&](json::value const& rule, json::value const& part, std::string const& where) {
        for (auto& fault : faults(document, rule, part, where)) found.push_back(std::move(fault));
    };
    if (auto const* object = value.if_object()) {
        if (auto const* required = schema.if_contains("required"))
            for (auto const& name : required->as_array())
                if (!object->contains(name.as_string())) found.push_back(at + ": lacks " + std::string{name.as_string()});
        auto const* properties = schema.if_contains("properties");
        auto const* others = schema.if_contains("additionalProperties");
        for (auto const& [name, part] : *object) {
            auto const where = at + "/" + std::string{name};
            if (auto const* rule = properties ? properties->as_object().if_contains(name) : nullptr) go_on(*rule, part, where);
            else if (others && others->is_object()) go_on(*others, part, where);
            else if (others && !others->as_bool()) found.push_back(where + ": is not described");
        }
    }
    if (auto const* array = value.if_array())
        if (auto const* rule = schema.if_contains("items"))
            for (std::size_t i = 0; i < array->size(); ++i) go_on(*rule, (*array)[i], at + "/" + std::to_string(i));
    return found;
}

// « /api/v1/structures/{} »
inline std::string pattern_of(std::string_view path) {
    std::string pattern = "/api/v1";
    for (auto const sign : path)
        if (!pattern.ends_with('{') || sign == '}') pattern += sign;
    return pattern;
}

// « GET /api/v1/structures/{} »
inline std::set<std::string> described_routes(json::object const& document) {
    std::set<std::string> found;
    for (auto const& [path, methods] : document.at("paths").as_object())
        for (auto const& [method, operation] : methods.as_object()) {
            std::string name{method};
            std::ranges::transform(name, name.begin(), [](char sign) { return static_cast<char>(sign - 'a' + 'A'); });
            found.insert(name + " " + pattern_of(path));
        }
    return found;
}

inline json::object const* find_operation(json::object const& document, web::Request const& request) {
    auto const router = app::routes();
    auto const found = router.find(request.method, request.path);
    if (!found) return nullptr;
    for (auto const& [path, methods] : document.at("paths").as_object()) {
        if (pattern_of(path) != found->route->pattern) continue;
        auto method = request.method;
        std::ranges::transform(method, method.begin(), [](char sign) { return static_cast<char>(sign - 'A' + 'a'); });
        return &methods.at(method).as_object();
    }
    return nullptr;
}

// A program whose every exchange is held against the description.
struct Witness {
    Office& office;
    json::object document = description(office);
    Browser browser = office.visitor();
    std::set<std::string> seen = {}; // « GET structures 200 »

    Page ask(std::string method, std::string const& path, std::string body = {}, std::string const& key = {}) {
        web::Request request;
        request.method = std::move(method);
        auto const mark = path.find('?');
        request.path = "/api/v1" + path.substr(0, mark);
        if (mark != path.npos) request.query = path.substr(mark + 1);
        request.body = std::move(body);
        if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
        auto const page = browser.send(request);
        CAPTURE(request.method);
        CAPTURE(request.path);
        auto const* operation = find_operation(document, request);
        REQUIRE(operation);
        if (page.status < 300 && !request.body.empty()) {
            auto const& content = operation->at("requestBody").at("content").at("application/json");
            CHECK(faults(document, content.at("schema"), json::parse(request.body)) == std::vector<std::string>{});
        }
        auto const* answer = operation->at("responses").as_object().if_contains(std::to_string(page.status));
        CAPTURE(page.status);
        REQUIRE_MESSAGE(answer, page.body);
        auto type = page.header("Content-Type");
        type = type.substr(0, type.find(';'));
        auto const* content = followed(document, *answer).at("content").as_object().if_contains(type);
        REQUIRE_MESSAGE(content, type);
        CHECK(faults(document, content->at("schema"), json::parse(page.body)) == std::vector<std::string>{});
        seen.insert(std::string{operation->at("operationId").as_string()} + " " + std::to_string(page.status));
        return page;
    }

    void take_key_of(accounts::User const& user, accounts::Scope scope = accounts::Scope::write) {
        browser.extra_headers = {{"authorization", "Bearer " + office.key_of(user, scope)}};
    }
};

} // namespace support
