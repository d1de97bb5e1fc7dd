#include "accounts/addresses.h"

#include "app/program.h"
#include "diagnostic/chapter.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace json = boost::json;
using support::Browser, support::Office, support::Page;

namespace {

json::object description() {
    Office office;
    auto const page = office.visitor().get("/api/v1/openapi.json");
    REQUIRE(page.status == 200);
    CHECK(page.header("Content-Type").starts_with("application/json"));
    CHECK(page.header("Set-Cookie").empty());
    return json::parse(page.body).as_object();
}

json::value const& followed(json::object const& document, json::value const& value) {
    auto const* reference = value.is_object() ? value.get_object().if_contains("$ref") : nullptr;
    if (!reference) return value;
    auto const path = std::string{reference->as_string()};
    return document.at("components").at_pointer(path.substr(std::string_view{"#/components"}.size()));
}

bool is_of_type(json::value const& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "number") return value.is_number();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
}

// What of a value is not as its schema says; only what our description uses of JSON Schema.
std::vector<std::string> faults(
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

// « GET /api/v1/structures/{} »
std::set<std::string> described_routes(json::object const& document) {
    std::set<std::string> found;
    for (auto const& [path, methods] : document.at("paths").as_object())
        for (auto const& [method, operation] : methods.as_object()) {
            std::string pattern;
            for (auto const sign : std::string{path}) {
                if (!pattern.ends_with('{') || sign == '}') pattern += sign;
            }
            std::string name{method};
            std::ranges::transform(name, name.begin(), [](char sign) { return static_cast<char>(sign - 'a' + 'A'); });
            found.insert(name + " /api/v1" + pattern);
        }
    return found;
}

json::object const* find_operation(json::object const& document, web::Request const& request) {
    auto const router = app::routes();
    auto const found = router.find(request.method, request.path);
    if (!found) return nullptr;
    for (auto const& [path, methods] : document.at("paths").as_object()) {
        std::string pattern = "/api/v1";
        for (auto const sign : std::string{path})
            if (!pattern.ends_with('{') || sign == '}') pattern += sign;
        if (pattern != found->route->pattern) continue;
        auto method = request.method;
        std::ranges::transform(method, method.begin(), [](char sign) { return static_cast<char>(sign - 'A' + 'a'); });
        return &methods.at(method).as_object();
    }
    return nullptr;
}

// A program whose every exchange is held against the description.
struct Witness {
    Office& office;
    json::object document = description();
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

} // namespace

TEST_CASE("every address for programs is described, and nothing else") {
    auto const document = description();
    CHECK(document.at("openapi").as_string().starts_with("3.1."));
    CHECK(document.at("components").at("securitySchemes").at("key").at("scheme").as_string() == "bearer");

    std::set<std::string> present;
    auto const router = app::routes();
    for (auto const& route : router.routes())
        if (route.pattern.starts_with("/api/")) present.insert(route.method + ' ' + route.pattern);

    CHECK(described_routes(document) == present);
    for (auto const& [path, methods] : document.at("paths").as_object())
        for (auto const& [method, operation] : methods.as_object()) {
            CAPTURE(path);
            std::set<std::string> named;
            if (auto const* parameters = operation.as_object().if_contains("parameters"))
                for (auto const& parameter : parameters->as_array()) {
                    auto const& said = followed(document, parameter).as_object();
                    if (said.at("in").as_string() == "path") named.insert("{" + std::string{said.at("name").as_string()} + "}");
                }
            CHECK(std::ranges::count(path, '{') == static_cast<std::ptrdiff_t>(named.size()));
            for (auto const& name : named) CHECK(std::string{path}.find(name) != std::string::npos);
        }
}

TEST_CASE("what programs send and are answered is as described") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Witness program{office};
        auto const structure = office.structure_path(), cycle = office.cycle_path();
        auto const nobodys = std::string{"/structures/00000000-0000-7000-8000-000000000000"};
        auto const number = office.desk->library.latest("ess-complet")->number;

        std::vector<std::string> plan_lists;
        for (std::string const list : {"/actions", "/commitments", "/indicators"})
            plan_lists.insert(plan_lists.end(), {structure + list, cycle + list});
        auto const no_action = cycle + "/actions" + nobodys.substr(11);

        CHECK(program.ask("GET", "/openapi.json").status == 200);
        for (auto const& path : plan_lists) CHECK(program.ask("GET", path).status == 401);
        CHECK(program.ask("GET", no_action).status == 401);
        for (auto const& path :
            {std::string{"/structures"}, structure, structure + "/cycles", structure + "/diagnostic", cycle + "/diagnostic",
                cycle + "/practices", std::string{"/referentiels"}, "/referentiels/ess-complet/" + number})
            CHECK(program.ask("GET", path).status == 401);

        program.take_key_of(office.solene);
        CHECK(program.ask("PUT", cycle + "/ratings/1", R"({"level": 3, "comment": "Un texte.", "revision": 0})").status == 200);
        CHECK(program.ask("PUT", cycle + "/ratings/14", R"({"not_concerned": "Personne.", "revision": 0})").status == 200);
        CHECK(program.ask("PUT", cycle + "/ratings/1", R"({"level": 4, "revision": 0})").status == 409);
        CHECK(program.ask("PUT", cycle + "/ratings/14", R"({"not_concerned": "Non plus.", "revision": 0})").status == 409);
        CHECK(program.ask("PUT", cycle + "/ratings/1", R"({"level": 9, "revision": 1})").status == 422);
        CHECK(program.ask("PUT", cycle + "/ratings/1", "{").status == 400);
        CHECK(program.ask("PUT", cycle + "/ratings/99", R"({"level": 3, "revision": 0})").status == 404);
        auto const practice = cycle + "/practices/1";
        CHECK(program.ask("PUT", practice, R"({"text": "Un **conseil** élu.", "revision": 0})").status == 200);
        CHECK(program.ask("PUT", practice, R"({"priority": 3, "revision": 0})").status == 200);
        CHECK(program.ask("PUT", practice, R"({"text": "Autre chose.", "revision": 0})").status == 409);
        CHECK(program.ask("PUT", practice, R"({"priority": 1, "revision": 0})").status == 409);
        auto const kept = json::parse(program.ask("GET", cycle + "/practices").body).at("items").at(0).at("description");
        auto const id = std::string{kept.at("practice").as_string()};
        CHECK(program
                  .ask("PUT", practice, R"({"text": "x", "revision": 1, "practice": ")" + cycle.substr(cycle.size() - 36) + "\"}")
                  .status == 409);
        CHECK(
            program.ask("PUT", practice, R"({"text": "Un **conseil** élu.", "revision": 1, "practice": ")" + id + "\"}").status ==
            200);
        CHECK(program.ask("PUT", cycle + "/practices/14", R"({"text": " \n ", "revision": 0})").status == 200);
        CHECK(
            program.ask("GET", cycle + "/practices").body.find(R"("description":{"text":"","revision":1)") != std::string::npos);
        CHECK(program.ask("PUT", practice, R"({"text": ")" + std::string(100'001, 'a') + R"(", "revision": 1})").status == 422);
        for (auto const* body :
            {"{", R"({"revision": 1})", R"({"text": 1, "revision": 1})", R"({"text": "a", "priority": 1, "revision": 1})"})
            CHECK(program.ask("PUT", practice, body).status == 400);
        CHECK(program.ask("PUT", cycle + "/practices/99", R"({"priority": 3, "revision": 0})").status == 404);
        auto const there = json::parse(program.ask("GET", cycle + "/practices").body);
        CHECK(there.at("items").at(0).at("description").at("text") == "Un **conseil** élu.");
        CHECK(there.at("items").at(0).at("priority").at("priority") == 3);
        CHECK(there.at("progress").at("described") == 1);
        for (auto const& path : {std::string{"/structures?limit=1"}, structure, structure + "/cycles", structure + "/diagnostic",
                 cycle + "/diagnostic", std::string{"/referentiels"}, "/referentiels/ess-complet/" + number + "?lang=en"})
            CHECK(program.ask("GET", path).status == 200);
        CHECK(program.ask("GET", "/referentiels/ess-complet/" + number + "?lang=de").status == 422);
        CHECK(program.ask("GET", "/referentiels/nulle-part/1.0").status == 404);
        for (auto const* rest : {"", "/cycles", "/diagnostic"}) CHECK(program.ask("GET", nobodys + rest).status == 404);
        for (auto const* rest : {"/diagnostic", "/practices"})
            CHECK(program.ask("GET", structure + "/cycles/" + nobodys.substr(12) + rest).status == 404);

        auto const no_cycle = structure + "/cycles" + nobodys.substr(11);
        auto const whole = R"({"criterion": "25", "title": "Trier", "text": "**Tout**", "responsible": "Une Bénévole",
            "people": ["Maud Martin"], "start": "2026-01-05", "due": "2026-12", "cost": 1250.5, "effort": "3 jours",
            "funder": "La Région", "state": "ongoing", "progress": 40, "indicators": [{"kind": "figure", "label": "Déchets",
            "unit": "kg", "baseline": 62, "baseline_month": "2026-01", "target": "30,5"}, {"kind": "state", "label": "Affiché"}]})";
        auto const added = program.ask("POST", cycle + "/actions", whole);
        CHECK(added.status == 201);
        auto const action = added.location().substr(std::string_view{"/api/v1"}.size());
        CHECK(json::parse(added.body).at("cost").to_number<double>() == 1250.5);
        CHECK(json::parse(added.body).at("due").as_string() == "2026-12");
        CHECK(json::parse(added.body).at("indicators").at(0).at("target").to_number<double>() == 30.5);
        CHECK(program.ask("GET", action).body == added.body);
        CHECK(program.ask("POST", cycle + "/actions", R"({"criterion": "25", "title": ""})").status == 422);
        CHECK(program.ask("POST", cycle + "/actions", R"({"criterion": "99", "title": "Rien"})").status == 422);
        for (auto const& [members, said] :
            std::vector<std::pair<std::string, std::string>>{{R"("title": 3, "people": "x")", "« title » attend : un texte."},
                {R"("title": "Trier", "people": "a")", "« people » attend : une liste, null."},
                {R"("title": "Trier", "people": [1])", "« people » attend : un texte."},
                {R"("title": "Trier", "text": 5)", "« text » attend : un texte, null."},
                {R"("title": "Trier", "progress": "50")", "« progress » attend : un nombre entier."},
                {R"("title": "Trier", "start": "bientôt")", "« start » s’écrit ainsi : 2026-03-05"},
                {R"("title": "Trier", "due": "bientôt")", "« due » s’écrit ainsi : 2026-12"},
                {R"("title": "Trier", "indicators": [{"kind": "figure"}])", "Il manque « indicators.label »."},
                {R"("title": "Trier", "indicators": [{"kind": "figure", "label": ""}])", "Dites ce que cet indicateur montre"}}) {
            auto const refused = program.ask("POST", cycle + "/actions", R"({"criterion": "25", )" + members + "}");
            CHECK(refused.status == 422);
            auto detail = std::string{json::parse(refused.body).at("detail").as_string()};
            for (std::string_view const blank : {"\u00a0", "\u202f"})
                for (auto at = detail.find(blank); at != detail.npos; at = detail.find(blank))
                    detail = detail.substr(0, at) + " " + detail.substr(at + blank.size());
            CHECK(detail == said);
        }
        CHECK(program.ask("POST", cycle + "/actions", "{").status == 400);
        CHECK(program.ask("POST", no_cycle + "/actions", whole).status == 404);
        CHECK(program.ask("PUT", action, R"({"due": "2027-03", "responsible": null, "revision": 1})").status == 200);
        auto const changed = json::parse(program.ask("GET", action).body);
        CHECK(changed.at("due").as_string() == "2027-03");
        CHECK(changed.at("responsible").is_null());
        CHECK(changed.at("title").as_string() == "Trier"); // what is not said stays
        CHECK(changed.at("indicators").as_array().size() == 2);
        auto const stale = program.ask("PUT", action, R"({"title": "Autre chose", "revision": 1})");
        CHECK(stale.status == 409);
        CHECK(json::parse(stale.body).at("yours").at("title").as_string() == "Autre chose");
        CHECK(json::parse(stale.body).at("theirs").at("title").as_string() == "Trier");
        CHECK(program.ask("PUT", action, R"({"due": "bientôt", "revision": 2})").status == 422);
        CHECK(program.ask("PUT", action, R"({"title": "Sans révision"})").status == 422);
        CHECK(program.ask("PUT", action, "{").status == 400);
        CHECK(program.ask("PUT", no_action, R"({"title": "Rien", "revision": 1})").status == 404);
        CHECK(program.ask("GET", no_action).status == 404);
        auto const copy = program.ask("POST", cycle + "/actions", // its indicators are others
            R"({"criterion": "25", "title": "Peser", "indicators": [{"id": ")" +
                std::string{changed.at("indicators").at(0).at("id").as_string()} + R"(", "kind": "state", "label": "Pesé"}]})");
        REQUIRE(copy.status == 201);
        auto const second = copy.location().substr(std::string_view{"/api/v1"}.size());
        auto const its = json::parse(copy.body).at("indicators").at(0).at("id").as_string();
        CHECK(its != changed.at("indicators").at(0).at("id").as_string());
        CHECK(
            program
                .ask("PUT", action,
                    R"({"indicators": [{"id": ")" + std::string{its} + R"(", "kind": "state", "label": "Pesé"}], "revision": 2})")
                .status == 422);
        CHECK(program.ask("DELETE", second).status == 200);
        CHECK(program.ask("DELETE", second).status == 404); // once is enough
        CHECK(program.ask("GET", second).status == 404);
        CHECK(office.signed_in(office.solene).get(office.cycle_path("/engagements/corbeille")).shows("Peser"));
        for (auto const& path : plan_lists) {
            auto const page = program.ask("GET", path + "?limit=1");
            CHECK(page.status == 200);
            CHECK(json::parse(page.body).at("items").as_array().size() == 1);
        }
        for (std::string const list : {"/actions", "/commitments", "/indicators"}) {
            CHECK(program.ask("GET", nobodys + list).status == 404);
            CHECK(program.ask("GET", no_cycle + list).status == 404);
        }

        auto const aim = cycle + "/commitments/25";
        CHECK(program.ask("PUT", aim, R"({"envisaged": 4, "revision": 1})").status == 200);
        CHECK(program.ask("PUT", aim, R"({"envisaged": "4", "revision": 1})").status == 200); // says the same
        auto const overtaken = program.ask("PUT", aim, R"({"envisaged": "5", "revision": 1})");
        CHECK(overtaken.status == 409);
        CHECK(json::parse(overtaken.body).at("theirs").at("envisaged").as_string() == "4");
        CHECK(program.ask("PUT", aim, R"({"envisaged": null, "revision": 2})").status == 200);
        CHECK(program.ask("PUT", cycle + "/commitments/14", R"({"envisaged": 3, "revision": 0})").status == 200); // comes in
        CHECK(program.ask("GET", cycle + "/commitments").body.find(R"("number":"14")") != std::string::npos);
        CHECK(program.ask("PUT", aim, R"({"envisaged": 9, "revision": 3})").status == 422);
        for (auto const* body : {"{", R"({"revision": 1})", R"({"envisaged": 4})", R"({"envisaged": [], "revision": 1})"})
            CHECK(program.ask("PUT", aim, body).status == 400);
        CHECK(program.ask("PUT", cycle + "/commitments/99", R"({"envisaged": 4, "revision": 0})").status == 404);
        CHECK(added.body.find(R"("cost":1250.5)") != std::string::npos);
        CHECK(added.body.find(R"("baseline":62,)") != std::string::npos);

        CHECK(program.ask("POST", structure + "/cycles", R"({"label": "2027", "referentiel": "ess-complet"})", "une").status ==
              201);
        CHECK(program.ask("POST", structure + "/cycles", R"({"label": "2027"})").status == 422);
        CHECK(program.ask("POST", structure + "/cycles", "[]").status == 400);
        CHECK(program.ask("POST", nobodys + "/cycles", R"({"label": "2027"})").status == 404);
        support::close_cycle(office);
        CHECK(program.ask("PUT", cycle + "/ratings/1", R"({"level": 4, "revision": 1})").status == 409);
        CHECK(program.ask("POST", cycle + "/actions", whole).status == 409);
        CHECK(program.ask("PUT", action, R"({"title": "Trop tard", "revision": 2})").status == 409);
        CHECK(program.ask("DELETE", action).status == 409);
        CHECK(program.ask("PUT", aim, R"({"envisaged": 4, "revision": 3})").status == 409);
        CHECK(program.ask("PUT", practice, R"({"priority": 1, "revision": 1})").status == 409);

        program.take_key_of(office.maud, accounts::Scope::read);
        CHECK(program.ask("PUT", practice, R"({"priority": 1, "revision": 1})").status == 403);
        CHECK(program.ask("POST", cycle + "/actions", whole).status == 403);
        CHECK(program.ask("PUT", action, R"({"title": "Trop tard", "revision": 2})").status == 403);
        CHECK(program.ask("DELETE", action).status == 403);
        CHECK(program.ask("PUT", aim, R"({"envisaged": 4, "revision": 3})").status == 403);
        CHECK(program.ask("PUT", cycle + "/ratings/1", R"({"level": 4, "revision": 1})").status == 403);
        program.take_key_of(office.maud);
        CHECK(program.ask("POST", structure + "/cycles", R"({"label": "2028"})").status == 403);

        // Whatever is described was seen, but for « the service is very busy » and what asks for a key where none was sent.
        for (auto const& [path, methods] : program.document.at("paths").as_object())
            for (auto const& [method, operation] : methods.as_object())
                for (auto const& [status, answer] : operation.at("responses").as_object()) {
                    if (status == "503" || (status == "401" && method != "get")) continue;
                    auto const name = std::string{operation.at("operationId").as_string()} + " " + std::string{status};
                    CHECK_MESSAGE(program.seen.contains(name), name);
                }
    });
}

TEST_CASE("the reader of the description finds what is not as described") {
    auto const document =
        json::parse(R"({"components": {"schemas": {"Word": {"type": "string", "enum": ["a", "b"]}}}})").as_object();
    auto const schema = json::parse(R"({"type": "object", "required": ["word", "count"], "additionalProperties": false,
        "properties": {"word": {"$ref": "#/components/schemas/Word"}, "count": {"type": ["integer", "null"], "minimum": 1},
            "all": {"type": "array", "items": {"type": "string"}}}})");
    auto const count = [&](std::string_view value) { return faults(document, schema, json::parse(value)).size(); };

    CHECK(count(R"({"word": "a", "count": 1, "all": ["x"]})") == 0);
    CHECK(count(R"({"word": "b", "count": null})") == 0);
    CHECK(count(R"({"word": "c", "count": 1})") == 1);
    CHECK(count(R"({"word": 1, "count": 0})") == 2);
    CHECK(count(R"({"word": "a"})") == 1);
    CHECK(count(R"({"word": "a", "count": 1.5, "all": [1, "x", null], "more": true})") == 4);
    CHECK(count("[]") == 1);
}

TEST_CASE("what a program sends twice under one key is done once, for a day, and in its own structure") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        office.add_member(office.passerelle, office.solene, accounts::Role::owner);
        Witness program{office};
        program.take_key_of(office.solene);
        auto const cycles = office.structure_path("/cycles");
        auto const others = "/structures/" + std::string{office.passerelle.text()} + "/cycles";
        auto const open = [&](std::string const& label, std::string const& key, std::string const& path) {
            return program.ask("POST", path, R"({"label": ")" + label + R"(", "referentiel": "ess-complet"})", key);
        };
        auto const count = [&] { return json::parse(program.ask("GET", cycles).body).at("items").as_array().size(); };

        auto const first = open("2027", "une-cle", cycles), again = open("2027", "une-cle", cycles);
        CHECK(first.status == 201);
        CHECK(again.status == 201);
        CHECK(again.body == first.body);
        CHECK(first.location().ends_with("/diagnostic"));
        CHECK(again.location() == first.location());
        CHECK(program.ask("GET", first.location().substr(std::string_view{"/api/v1"}.size())).status == 200);
        CHECK(count() == 2);

        CHECK(open("2028", "une-cle", cycles).status == 422);
        CHECK(open("2027", "une-autre", cycles).status == 422); // the name is taken, and the key is free again
        CHECK(open("2028", "une-autre", cycles).status == 201);
        CHECK(open("2027", "une-cle", others).status == 201); // another structure
        CHECK(count() == 3);
        for (auto const& key : {std::string(256, 'x'), std::string{"é"}}) CHECK(open("2029", key, cycles).status == 400);
        CHECK(open("2029", std::string(255, 'x'), cycles).status == 201);

        office.add_member(office.deux_rives, office.nadia, accounts::Role::owner);
        program.take_key_of(office.nadia);
        CHECK(open("2030", "une-cle", cycles).status == 201); // hers
        program.take_key_of(office.solene);
        office.let_pass(std::chrono::hours{24});
        CHECK(open("2031", "une-cle", cycles).status == 201);
        auto const many = count();
        support::at_once(4, [&](int) {
            Browser browser = office.visitor();
            browser.extra_headers = program.browser.extra_headers;
            web::Request request;
            request.method = "POST";
            request.path = "/api/v1" + cycles;
            request.body = R"({"label": "2032", "referentiel": "ess-complet"})";
            request.headers = {{"idempotency-key", "ensemble"}};
            CHECK(browser.send(request).status == 201);
        });
        CHECK(count() == many + 1);
    });
}

TEST_CASE("what a program sends beside its description is refused by name, with what is permitted") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Witness program{office};
        program.take_key_of(office.solene);
        auto const cycle = office.cycle_path();
        auto const told = [&](std::string const& method, std::string const& path, std::string const& body,
                              std::string const& words) {
            CAPTURE(body);
            auto const answer = program.ask(method, path, body);
            CHECK(answer.status == 422);
            CHECK(answer.says(words));
        };

        told("POST", cycle + "/actions", R"({"criterion": "25", "title": "Trier", "bogus": 1})",
            "« bogus » n'est pas connu ici, où l'on peut envoyer : criterion, parent, title");
        told("POST", cycle + "/actions", R"({"criterion": "25", "title": "Trier", "state": "en cours"})",
            "« state » ne peut valoir que : planned, ongoing, done, abandoned.");
        told("POST", cycle + "/actions",
            R"({"criterion": "25", "title": "Trier", "indicators": [{"kind": "value", "label": "x"}]})",
            "« indicators.kind » ne peut valoir que : state, figure.");
        told("POST", cycle + "/actions",
            R"({"criterion": "25", "title": "T", "critical": {"governance": "", "causes": "", "x": 1}})",
            "« critical.x » n'est pas connu ici");
        told("PUT", cycle + "/commitments/25", R"({"envisaged": "4", "revision": 0, "level": 4})",
            "« level » n'est pas connu ici");
        told("PUT", cycle + "/ratings/25", R"({"level": 4, "revision": 0, "note": ""})", "« note » n'est pas connu ici");
        told(
            "PUT", cycle + "/practices/25", R"({"priority": 4, "revision": 0})", "« priority » ne peut valoir que : 0, 1, 2, 3.");
        told("POST", office.structure_path("/cycles"), R"({"label": "2028", "year": 2028})", "« year » n'est pas connu ici");
        CHECK(json::parse(program.ask("GET", cycle + "/actions").body).at("items").as_array().empty());
        CHECK(program.ask("POST", cycle + "/actions", "{")
                  .says(R"({\"criterion\": \"14\", \"title\": \"…\", \"due\": \"2026-12\"})"));
    });
}

TEST_CASE("good practices are a list like the others, with what is described of all beside it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Witness program{office};
        program.take_key_of(office.solene);
        auto const path = office.cycle_path("/practices");

        auto const first = json::parse(program.ask("GET", path + "?limit=2").body);
        CHECK(first.at("items").as_array().size() == 2);
        auto const next = std::string{first.at("next").as_string()};
        auto const rest = json::parse(program.ask("GET", path + "?limit=200&after=" + next).body);
        CHECK(std::ssize(rest.at("items").as_array()) == first.at("progress").at("total").as_int64() - 2);
        CHECK(rest.at("next").is_null());
    });
}

TEST_CASE("what a program does not send of an action is neither judged nor written anew") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Witness program{office};
        program.take_key_of(office.solene);
        auto const cycle = office.cycle_path();
        auto const added = program.ask("POST", cycle + "/actions", R"({"criterion": "25", "title": "Trier", "state": "done"})");
        REQUIRE(added.status == 201);
        auto const action = added.location().substr(std::string_view{"/api/v1"}.size());
        office.db().write([&](storage::Writer& db) { // as an earlier import let it in
            db.change("UPDATE actions SET done_on = '2030-01-01' WHERE organisation_id = $1", {office.deux_rives});
        });

        CHECK(program.ask("PUT", action, R"({"title": "Trier tout", "revision": 1})").status == 200);
        auto const now = json::parse(program.ask("GET", action).body);
        CHECK(now.at("title").as_string() == "Trier tout");
        CHECK(now.at("done").as_string() == "2030-01-01");
        CHECK(program.ask("PUT", action, R"({"done": "2031-01-01", "revision": 2})").status == 422);
    });
}
