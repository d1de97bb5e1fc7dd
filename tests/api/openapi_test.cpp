#include "api/witness.h"
#include "diagnostic/rated_chapter.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace json = boost::json;
using support::Browser, support::description, support::described_routes, support::faults, support::followed, support::Office,
    support::Witness;

namespace {

// What a program asks for: of Les Deux Rives, and of nobody.
struct At {
    explicit At(Office& office)
        : structure{office.structure_path()}, cycle{office.cycle_path()},
          version{"/referentiels/ess-complet/" + office.desk->library.latest("ess-complet")->number} {}

    std::string structure, cycle, version;
    std::string nobodys = "/structures/00000000-0000-7000-8000-000000000000";
    std::string no_cycle = structure + "/cycles" + nobodys.substr(11);
    std::string no_action = cycle + "/actions" + nobodys.substr(11);
    std::string practice = cycle + "/practices/1";
    std::string aim = cycle + "/commitments/25";
};

// An action as it is sent whole.
constexpr auto whole = R"({"criterion": "25", "title": "Trier", "text": "**Tout**", "responsible": "Une Bénévole",
        "people": ["Maud Martin"], "start": "2026-01-05", "due": "2026-12", "cost": 1250.5, "effort": "3 jours",
        "funder": "La Région", "state": "ongoing", "progress": 40, "indicators": [{"kind": "figure", "label": "Déchets",
        "unit": "kg", "baseline": 62, "baseline_month": "2026-01", "target": "30,5"}, {"kind": "state", "label": "Affiché"}]})";

std::vector<std::string> lists_of_the_plan(At const& at) {
    std::vector<std::string> all;
    for (std::string const list : {"/actions", "/commitments", "/indicators"})
        all.insert(all.end(), {at.structure + list, at.cycle + list});
    return all;
}

void ask_without_a_key(Witness& program, At const& at) {
    CHECK(program.ask("GET", "/openapi.json").status == 200);
    for (auto const& path : lists_of_the_plan(at)) CHECK(program.ask("GET", path).status == 401);
    CHECK(program.ask("GET", at.no_action).status == 401);
    for (auto const& path : {std::string{"/structures"}, at.structure, at.structure + "/cycles", at.structure + "/diagnostic",
             at.cycle + "/diagnostic", at.cycle + "/practices", std::string{"/referentiels"}, at.version})
        CHECK(program.ask("GET", path).status == 401);
}

void rate(Witness& program, At const& at) {
    CHECK(program.ask("PUT", at.cycle + "/ratings/1", R"({"level": 3, "comment": "Un texte.", "revision": 0})").status == 200);
    CHECK(program.ask("PUT", at.cycle + "/ratings/14", R"({"not_concerned": "Personne.", "revision": 0})").status == 200);
    CHECK(program.ask("PUT", at.cycle + "/ratings/1", R"({"level": 4, "revision": 0})").status == 409);
    CHECK(program.ask("PUT", at.cycle + "/ratings/14", R"({"not_concerned": "Non plus.", "revision": 0})").status == 409);
    CHECK(program.ask("PUT", at.cycle + "/ratings/1", R"({"level": 9, "revision": 1})").status == 422);
    CHECK(program.ask("PUT", at.cycle + "/ratings/1", "{").status == 400);
    CHECK(program.ask("PUT", at.cycle + "/ratings/99", R"({"level": 3, "revision": 0})").status == 404);
}

void describe_a_practice(Witness& program, At const& at) {
    CHECK(program.ask("PUT", at.practice, R"({"text": "Un **conseil** élu.", "revision": 0})").status == 200);
    CHECK(program.ask("PUT", at.practice, R"({"priority": 3, "revision": 0})").status == 200);
    CHECK(program.ask("PUT", at.practice, R"({"text": "Autre chose.", "revision": 0})").status == 409);
    CHECK(program.ask("PUT", at.practice, R"({"priority": 1, "revision": 0})").status == 409);
    auto const kept = json::parse(program.ask("GET", at.cycle + "/practices").body).at("items").at(0).at("description");
    auto const id = std::string{kept.at("practice").as_string()};
    CHECK(program
              .ask("PUT", at.practice,
                  R"({"text": "x", "revision": 1, "practice": ")" + at.cycle.substr(at.cycle.size() - 36) + "\"}")
              .status == 409);
    CHECK(
        program.ask("PUT", at.practice, R"({"text": "Un **conseil** élu.", "revision": 1, "practice": ")" + id + "\"}").status ==
        200);
    CHECK(program.ask("PUT", at.cycle + "/practices/14", R"({"text": " \n ", "revision": 0})").status == 200);
    CHECK(program.ask("GET", at.cycle + "/practices").body.find(R"("description":{"text":"","revision":1)") != std::string::npos);
    CHECK(program.ask("PUT", at.practice, R"({"text": ")" + std::string(100'001, 'a') + R"(", "revision": 1})").status == 422);
    for (auto const* body :
        {"{", R"({"revision": 1})", R"({"text": 1, "revision": 1})", R"({"text": "a", "priority": 1, "revision": 1})"})
        CHECK(program.ask("PUT", at.practice, body).status == 400);
    CHECK(program.ask("PUT", at.cycle + "/practices/99", R"({"priority": 3, "revision": 0})").status == 404);
    auto const there = json::parse(program.ask("GET", at.cycle + "/practices").body);
    CHECK(there.at("items").at(0).at("description").at("text") == "Un **conseil** élu.");
    CHECK(there.at("items").at(0).at("priority").at("priority") == 3);
    CHECK(there.at("progress").at("described") == 1);
}

void read(Witness& program, At const& at) {
    for (auto const& path : {std::string{"/structures?limit=1"}, at.structure, at.structure + "/cycles",
             at.structure + "/diagnostic", at.cycle + "/diagnostic", std::string{"/referentiels"}, at.version + "?lang=en"})
        CHECK(program.ask("GET", path).status == 200);
    CHECK(program.ask("GET", at.version + "?lang=de").status == 422);
    CHECK(program.ask("GET", "/referentiels/nulle-part/1.0").status == 404);
    for (auto const* rest : {"", "/cycles", "/diagnostic"}) CHECK(program.ask("GET", at.nobodys + rest).status == 404);
    for (auto const* rest : {"/diagnostic", "/practices"}) CHECK(program.ask("GET", at.no_cycle + rest).status == 404);
}

// Gives the address of the action.
std::string plan_an_action(Witness& program, At const& at) {
    auto const added = program.ask("POST", at.cycle + "/actions", whole);
    CHECK(added.status == 201);
    auto const action = added.location().substr(std::string_view{"/api/v1"}.size());
    CHECK(json::parse(added.body).at("cost").to_number<double>() == 1250.5);
    CHECK(json::parse(added.body).at("due").as_string() == "2026-12");
    CHECK(json::parse(added.body).at("indicators").at(0).at("target").to_number<double>() == 30.5);
    CHECK(program.ask("GET", action).body == added.body);
    CHECK(program.ask("POST", at.cycle + "/actions", R"({"criterion": "25", "title": ""})").status == 422);
    CHECK(program.ask("POST", at.cycle + "/actions", R"({"criterion": "99", "title": "Rien"})").status == 422);
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
        auto const refused = program.ask("POST", at.cycle + "/actions", R"({"criterion": "25", )" + members + "}");
        CHECK(refused.status == 422);
        auto detail = std::string{json::parse(refused.body).at("detail").as_string()};
        for (std::string_view const blank : {"\u00a0", "\u202f"})
            for (auto at = detail.find(blank); at != detail.npos; at = detail.find(blank))
                detail = detail.substr(0, at) + " " + detail.substr(at + blank.size());
        CHECK(detail == said);
    }
    CHECK(program.ask("POST", at.cycle + "/actions", "{").status == 400);
    CHECK(program.ask("POST", at.no_cycle + "/actions", whole).status == 404);
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
    CHECK(program.ask("PUT", at.no_action, R"({"title": "Rien", "revision": 1})").status == 404);
    CHECK(program.ask("GET", at.no_action).status == 404);
    CHECK(added.body.find(R"("cost":1250.5)") != std::string::npos);
    CHECK(added.body.find(R"("baseline":62,)") != std::string::npos);
    return action;
}

// Its indicators are others.
void copy_an_action(Witness& program, At const& at, std::string const& action) {
    auto const changed = json::parse(program.ask("GET", action).body);
    auto const copy = program.ask("POST", at.cycle + "/actions",
        R"({"criterion": "25", "title": "Peser", "indicators": [{"id": ")" +
            std::string{changed.at("indicators").at(0).at("id").as_string()} + R"(", "kind": "state", "label": "Pesé"}]})");
    REQUIRE(copy.status == 201);
    auto const second = copy.location().substr(std::string_view{"/api/v1"}.size());
    auto const its = json::parse(copy.body).at("indicators").at(0).at("id").as_string();
    CHECK(its != changed.at("indicators").at(0).at("id").as_string());
    CHECK(program
              .ask("PUT", action,
                  R"({"indicators": [{"id": ")" + std::string{its} + R"(", "kind": "state", "label": "Pesé"}], "revision": 2})")
              .status == 422);
    CHECK(program.ask("DELETE", second).status == 200);
    CHECK(program.ask("DELETE", second).status == 404); // once is enough
    CHECK(program.ask("GET", second).status == 404);
    CHECK(
        program.office.signed_in(program.office.solene).get(program.office.cycle_path("/engagements/corbeille")).shows("Peser"));
}

void list_the_plan(Witness& program, At const& at) {
    for (auto const& path : lists_of_the_plan(at)) {
        auto const page = program.ask("GET", path + "?limit=1");
        CHECK(page.status == 200);
        CHECK(json::parse(page.body).at("items").as_array().size() == 1);
    }
    for (std::string const list : {"/actions", "/commitments", "/indicators"}) {
        CHECK(program.ask("GET", at.nobodys + list).status == 404);
        CHECK(program.ask("GET", at.no_cycle + list).status == 404);
    }
}

void aim_at_a_level(Witness& program, At const& at) {
    CHECK(program.ask("PUT", at.aim, R"({"envisaged": 4, "revision": 1})").status == 200);
    CHECK(program.ask("PUT", at.aim, R"({"envisaged": "4", "revision": 1})").status == 200); // says the same
    auto const overtaken = program.ask("PUT", at.aim, R"({"envisaged": "5", "revision": 1})");
    CHECK(overtaken.status == 409);
    CHECK(json::parse(overtaken.body).at("theirs").at("envisaged").as_string() == "4");
    CHECK(program.ask("PUT", at.aim, R"({"envisaged": null, "revision": 2})").status == 200);
    CHECK(program.ask("PUT", at.cycle + "/commitments/14", R"({"envisaged": 3, "revision": 0})").status == 200); // comes in
    CHECK(program.ask("GET", at.cycle + "/commitments").body.find(R"("number":"14")") != std::string::npos);
    CHECK(program.ask("PUT", at.aim, R"({"envisaged": 9, "revision": 3})").status == 422);
    for (auto const* body : {"{", R"({"revision": 1})", R"({"envisaged": 4})", R"({"envisaged": [], "revision": 1})"})
        CHECK(program.ask("PUT", at.aim, body).status == 400);
    CHECK(program.ask("PUT", at.cycle + "/commitments/99", R"({"envisaged": 4, "revision": 0})").status == 404);
}

void open_a_cycle(Witness& program, At const& at) {
    CHECK(
        program.ask("POST", at.structure + "/cycles", R"({"label": "2027", "referentiel": "ess-complet"})", "une").status == 201);
    CHECK(program.ask("POST", at.structure + "/cycles", R"({"label": "2027"})").status == 422);
    CHECK(program.ask("POST", at.structure + "/cycles", "[]").status == 400);
    CHECK(program.ask("POST", at.nobodys + "/cycles", R"({"label": "2027"})").status == 404);
}

void change_what_is_closed(Witness& program, At const& at, std::string const& action) {
    CHECK(program.ask("PUT", at.cycle + "/ratings/1", R"({"level": 4, "revision": 1})").status == 409);
    CHECK(program.ask("POST", at.cycle + "/actions", whole).status == 409);
    CHECK(program.ask("PUT", action, R"({"title": "Trop tard", "revision": 2})").status == 409);
    CHECK(program.ask("DELETE", action).status == 409);
    CHECK(program.ask("PUT", at.aim, R"({"envisaged": 4, "revision": 3})").status == 409);
    CHECK(program.ask("PUT", at.practice, R"({"priority": 1, "revision": 1})").status == 409);
}

void change_with_a_key_that_reads(Witness& program, At const& at, std::string const& action) {
    program.take_key_of(program.office.maud, accounts::Scope::read);
    CHECK(program.ask("PUT", at.practice, R"({"priority": 1, "revision": 1})").status == 403);
    CHECK(program.ask("POST", at.cycle + "/actions", whole).status == 403);
    CHECK(program.ask("PUT", action, R"({"title": "Trop tard", "revision": 2})").status == 403);
    CHECK(program.ask("DELETE", action).status == 403);
    CHECK(program.ask("PUT", at.aim, R"({"envisaged": 4, "revision": 3})").status == 403);
    CHECK(program.ask("PUT", at.cycle + "/ratings/1", R"({"level": 4, "revision": 1})").status == 403);
    program.take_key_of(program.office.maud);
    CHECK(program.ask("POST", at.structure + "/cycles", R"({"label": "2028"})").status == 403);
}

void check_that_all_was_seen(Witness const& program) {
    // Whatever is described was seen, but for « the service is very busy » and what asks for a key where none was sent.
    for (auto const& [path, methods] : program.document.at("paths").as_object())
        for (auto const& [method, operation] : methods.as_object())
            for (auto const& [status, answer] : operation.at("responses").as_object()) {
                if (status == "503" || (status == "401" && method != "get")) continue;
                auto const name = std::string{operation.at("operationId").as_string()} + " " + std::string{status};
                CHECK_MESSAGE(program.seen.contains(name), name);
            }
}

} // namespace

TEST_CASE("every address for programs is described, and nothing else") {
    Office office;
    auto const document = description(office);
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
        At const at{office};

        ask_without_a_key(program, at);
        program.take_key_of(office.solene);
        rate(program, at);
        describe_a_practice(program, at);
        read(program, at);
        auto const action = plan_an_action(program, at);
        copy_an_action(program, at, action);
        list_the_plan(program, at);
        aim_at_a_level(program, at);
        open_a_cycle(program, at);
        support::close_cycle(office);
        change_what_is_closed(program, at, action);
        change_with_a_key_that_reads(program, at, action);
        check_that_all_was_seen(program);
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
