#include "accounts/addresses.h"

#include "app/program.h"

#include <doctest/doctest.h>

#include <set>

using accounts::Right, accounts::Role, accounts::Router;
using support::Addresses, support::Browser, support::Office, support::Page, support::Sample;

namespace {

web::Request request(std::string method, std::string path) {
    web::Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    return request;
}

// What a program sends there. The sample of a practice is described already.
std::string sample_body(std::string_view pattern) {
    if (pattern.ends_with("/cycles")) return R"({"label": "2027", "referentiel": "ess-complet"})";
    if (pattern.ends_with("/actions")) return R"({"criterion": "25", "title": "Trier"})";
    if (pattern.ends_with("/actions/{}")) return R"({"revision": 0})";
    if (pattern.ends_with("/commitments/{}")) return R"({"envisaged": null, "revision": 0})";
    if (pattern.ends_with("/practices/{}")) return R"({"priority": 3, "revision": 0})";
    return R"({"level": 3, "revision": 0})";
}

Page ask(Browser& browser, Router::Route const& route, std::string const& path, Browser::Fields fields) {
    if (route.method == "GET") return browser.get(path);
    auto const is_of_program = is_of_programs(route.right);
    if (route.method == "POST" && !is_of_program) return browser.post(path, std::move(fields));
    auto sent = request(route.method, path);
    sent.body = sample_body(route.pattern);
    return browser.send(sent);
}

struct Person {
    std::string name;
    std::optional<accounts::User> user;
    std::optional<Role> role; // in Les Deux Rives
};

std::vector<Person> people(Office& office) {
    return {{"a visitor", {}, {}}, {"Nadia, of another structure", office.nadia, {}}, {"Idriss", office.idriss, Role::reader},
        {"Maud", office.maud, Role::contributor}, {"Solène", office.solene, Role::owner}};
}

Browser browser_of(Office& office, Router::Route const& route, Person const& person) {
    if (!person.user) return office.visitor();
    if (!is_of_programs(route.right)) return office.signed_in(*person.user);
    auto browser = office.visitor();
    browser.extra_headers = {{"authorization", "Bearer " + office.key_of(*person.user)}};
    return browser;
}

std::vector<int> expected(Router::Route const& route, Person const& person) {
    std::vector<int> const through{200, 201, 303, 422};
    if (route.right == Right::anyone) return through;
    if (!person.user) return {route.method == "GET" && !is_of_programs(route.right) ? 303 : 401};
    if (!accounts::is_of_organisation(route.pattern)) return through;
    if (!person.role) return {404};
    return may(*person.role, of_person(route.right)) ? through : std::vector{403};
}

// But for what the address itself said: the path that was asked, and the id that tells the two apart.
bool is_alike(Page const& page, std::string const& id, Page const& other, std::string const& other_id,
    std::string const& path = {}, std::string const& other_path = {}) {
    auto const plain = [](Page const& page, std::string const& path, std::string const& id) {
        auto text = std::to_string(page.status) + page.location() + page.body;
        for (auto const& part : {path, id, page.field("csrf")})
            for (auto at = text.find(part); !part.empty() && at != text.npos; at = text.find(part)) text.erase(at, part.size());
        return text;
    };
    return plain(page, path, id) == plain(other, other_path, other_id);
}

std::string structure(accounts::OrganisationId const& organisation) { return std::string{organisation.text()}; }

web::Response show_nothing(accounts::Guest&) { return {}; }
web::Response show_account(accounts::UserVisit&) { return {}; }

} // namespace

TEST_CASE("every address lets through those whom its right names, and nobody else") {
    support::for_each_engine([](storage::Engine engine) {
        auto const router = app::routes();
        std::optional<Office> office;
        std::optional<Addresses> addresses;
        auto is_fresh = false;
        for (auto const& route : router.routes()) {
            for (std::size_t i = 0; i < 5; ++i) {
                if (!is_fresh) { // what one did, the next would find done
                    addresses.reset();
                    office.emplace(engine);
                    addresses.emplace(*office);
                }
                auto const person = people(*office)[i];
                if (route.pattern == "/compte/adresse/{}" && person.user && person.name != "Solène") continue; // a link of hers
                auto const sample = addresses->at(route.pattern);
                auto browser = browser_of(*office, route, person);
                auto const fields = person.user || route.right == Right::anyone ? sample.fields : Browser::Fields{{"csrf", ""}};

                auto const page =
                    ask(browser, route, Addresses::path(route.pattern, structure(office->deux_rives), sample.own), fields);

                CAPTURE(route.method);
                CAPTURE(route.pattern);
                CAPTURE(person.name);
                CAPTURE(page.body);
                auto const statuses = expected(route, person);
                is_fresh = route.method == "GET" || page.status == 401 || page.status == 403 || page.status == 404;
                CAPTURE(page.status);
                auto const invited_elsewhere = route.pattern == "/invitation/{}" && route.method == "POST" && person.user;
                if (invited_elsewhere) CHECK(page.status == 403); // it was sent to another address
                else CHECK(std::ranges::count(statuses, page.status) == 1);
                if (statuses == std::vector{303}) CHECK(page.location().starts_with("/connexion?retour="));
            }
        }
    });
}

TEST_CASE("nothing of a closed cycle changes by any address, but its name and its reopening") {
    support::for_each_engine([](storage::Engine engine) {
        auto const router = app::routes();
        auto tried = 0;
        for (auto const& route : router.routes()) {
            auto const is_of_cycle = route.pattern.find("/cycles/{}") != route.pattern.npos ||
                                     route.pattern.find("/structures/{}/diagnostic") != route.pattern.npos ||
                                     route.pattern.find("/structures/{}/ateliers") != route.pattern.npos;
            if (route.method == "GET" || !is_of_cycle) continue;
            if (route.pattern.ends_with("/nom") || route.pattern.ends_with("/reouverture")) continue;
            Office office{engine};
            Addresses const addresses{office};
            office.db().write([&](storage::Writer& db) {
                db.change("UPDATE cycles SET closed = $2 WHERE organisation_id = $1", {office.deux_rives, office.now});
            });
            auto const sample = addresses.at(route.pattern);
            auto browser = browser_of(office, route, people(office).back());
            browser.key();
            auto before = office.dump({"sessions", "api_keys"});
            CAPTURE(route.method);
            CAPTURE(route.pattern);

            auto const page =
                ask(browser, route, Addresses::path(route.pattern, structure(office.deux_rives), sample.own), sample.fields);

            CAPTURE(page.status);
            CHECK(page.status < 500);
            auto const is_of_person = !is_of_programs(route.right);
            if (page.status == 403 && is_of_person) CHECK((page.says(" est close") || page.says(" a été close")));
            if (route.pattern.ends_with("/ateliers/{}/cloture")) continue; // what was begun may be ended
            auto after = office.dump({"sessions", "api_keys"});
            for (auto const* table : {"ratings", "rating_versions", "diagnostics", "diagnostic_moves", "profile_answers",
                     "assignments", "review_flags", "review_notes", "rating_imports", "snapshots", "workshops", "cycles"}) {
                CAPTURE(table);
                CHECK(after[table] == before[table]);
            }
            ++tried;
        }
        CHECK(tried > 15);
    });
}

TEST_CASE("a form without the key of the browser that shows it changes nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Addresses const addresses{office};
        for (auto const& route : office.router.routes()) {
            if (route.method != "POST" || is_of_programs(route.right)) continue;
            if (!route.needs_key) continue; // the one that stops mails, which has a test of its own
            auto const sample = addresses.at(route.pattern);
            auto const path = Addresses::path(route.pattern, structure(office.deux_rives), sample.own);
            auto browser = office.signed_in(office.solene);
            auto const own_key = browser.key(), of_another_session = office.signed_in(office.solene).key(),
                       of_another = office.signed_in(office.nadia).key();
            auto const before = office.dump();

            CAPTURE(route.pattern);
            for (auto const& key : {std::string{}, std::string{"x"}, std::string(86, 'A'), of_another, of_another_session}) {
                auto fields = sample.fields;
                fields["csrf"] = key;
                CHECK(browser.post(path, fields).status == 403);
            }
            CHECK(browser.send(request("POST", path)).status == 403);
            for (auto const& [name, value] :
                std::vector<std::pair<std::string, std::string>>{{"origin", "https://ailleurs.exemple"}, {"origin", "null"},
                    {"origin", "http://127.0.0.1:8081"}, {"sec-fetch-site", "cross-site"}, {"sec-fetch-site", "same-site"}}) {
                auto fields = sample.fields;
                fields["csrf"] = own_key;
                browser.extra_headers = {{name, value}};
                CHECK(browser.post(path, fields).status == 403);
            }
            CHECK(office.dump() == before);
        }
    });
}

TEST_CASE("a form is heard as a form alone") {
    Office office;
    auto browser = office.signed_in(office.solene);
    auto json = request("POST", "/compte");
    json.headers = {{"content-type", "application/json"}};
    json.body = R"({"csrf": ")" + browser.key() + "\"}";
    CHECK(browser.send(json).status == 415);

    auto broken = request("POST", "/compte");
    broken.headers = {{"content-type", "application/x-www-form-urlencoded"}};
    broken.body = "csrf=%zz";
    CHECK(browser.send(broken).status == 400);
}

TEST_CASE("what is another's answers as what does not exist") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Addresses const addresses{office};
        for (auto const& route : office.router.routes()) {
            auto const sample = addresses.at(route.pattern);
            auto browser = browser_of(office, route, {"Solène", office.solene, Role::owner});
            auto const nobodys = addresses.nobodys();
            auto const others = structure(office.passerelle), own = structure(office.deux_rives);
            CAPTURE(route.method);
            CAPTURE(route.pattern);

            if (accounts::is_of_organisation(route.pattern)) {
                auto const& segments = sample.others.empty() ? sample.own : sample.others;
                auto const theirs = ask(browser, route, Addresses::path(route.pattern, others, segments), sample.fields);
                auto const nothing = ask(browser, route, Addresses::path(route.pattern, nobodys, segments), sample.fields);
                CHECK(theirs.status == 404);
                CHECK(is_alike(theirs, others, nothing, nobodys));
            }
            if (!sample.others.empty()) {
                auto const at = Addresses::path(route.pattern, own, sample.others),
                           nowhere = Addresses::path(route.pattern, own, sample.unknown);
                auto const theirs = ask(browser, route, at, sample.fields), nothing = ask(browser, route, nowhere, sample.fields);
                CHECK(is_alike(theirs, sample.others[0], nothing, nobodys, at, nowhere));
            }
            if (!sample.unknown.empty() && !route.pattern.starts_with("/compte/")) {
                auto const nothing = ask(browser, route, Addresses::path(route.pattern, own, sample.unknown), sample.fields);
                CHECK(nothing.status == 404);
            }
        }
    });
}

TEST_CASE("what belongs to another user stays theirs") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Addresses const addresses{office};
        auto const before = office.dump({"audit_events", "audit_heads", "audit_payloads", "sessions"});
        auto solene = office.signed_in(office.solene);

        for (auto const& route : office.router.routes()) {
            auto const sample = addresses.at(route.pattern);
            if (route.method != "POST" || sample.others.empty()) continue;
            ask(solene, route, Addresses::path(route.pattern, structure(office.deux_rives), sample.others), sample.fields);
        }

        CHECK(office.dump({"audit_events", "audit_heads", "audit_payloads", "sessions"}) == before);
        auto const theirs =
            office.db().found([&](storage::Reader const& db) { return accounts::sessions(db, office.nadia.id, office.now); });
        CHECK(theirs.size() == 1);
    });
}

TEST_CASE("an address answers to its own methods, and tells which they are") {
    Office office;
    Addresses const addresses{office};
    auto browser = office.signed_in(office.solene);
    for (auto const& route : office.router.routes()) {
        auto const path = Addresses::path(route.pattern, structure(office.deux_rives), addresses.at(route.pattern).own);
        auto const page = browser.send(request("PATCH", path));
        CAPTURE(path);
        CHECK(page.status == 405);
        CHECK(page.header("Allow").find(route.method) != std::string::npos);
    }
    CHECK(browser.send(request("POST", office.structure_path("/diagnostic"))).header("Allow") == "GET");
    CHECK(browser.send(request("GET", "/langue")).header("Allow") == "POST");
    CHECK(browser.send(request("DELETE", "/compte")).header("Allow") == "GET, POST");
    CHECK(browser.send(request("DELETE", "/nulle-part")).status == 404);
}

TEST_CASE("an id that is none is not found") {
    Office office;
    auto browser = office.signed_in(office.solene);
    for (std::string const path :
        {"/structures/1", "/structures/..", "/structures/%00", "/structures/1/diagnostic", "/api/v1/structures/1"})
        CHECK(browser.get(path).status == 404);
    for (std::string const rest :
        {"/cycles/1", "/cycles/", "/equipe/1", "/diagnostic/%2e%2e", "/diagnostic/criteres/'", "/diagnostic/gouvernance/"})
        CHECK(browser.get(office.structure_path(rest)).status == 404);
    CHECK(browser.post("/structures/1/diagnostic/gouvernance").status == 404);
}

TEST_CASE("a program's address asks for a key of a program") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Addresses const addresses{office};
        auto const own = structure(office.deux_rives);
        for (auto const& route : office.router.routes()) {
            if (!is_of_programs(route.right)) continue;
            auto const path = Addresses::path(route.pattern, own, addresses.at(route.pattern).own);
            auto const status_with = [&](std::string const& authorization) {
                auto browser = office.signed_in(office.solene); // a session is no key
                browser.extra_headers = {{"authorization", authorization}};
                auto const page = ask(browser, route, path, {});
                if (page.status == 401) CHECK(page.header("WWW-Authenticate") == "Bearer");
                if (page.status >= 400) CHECK(page.header("Content-Type").starts_with("application/problem+json"));
                return page.status;
            };
            auto const read = office.key_of(office.solene, accounts::Scope::read), write = office.key_of(office.solene);

            CAPTURE(route.pattern);
            CHECK(status_with("") == 401);
            CHECK(status_with("Bearer ") == 401);
            CHECK(status_with("Bearer essp_" + std::string(43, 'A')) == 401);
            CHECK(status_with("Basic " + write) == 401);
            CHECK(status_with(write) == 401);
            CHECK(status_with("Bearer " + read) == (route.method == "GET" ? 200 : 403));
            CHECK(status_with("Bearer " + write) == (route.method == "POST" ? 201 : 200));
        }
    });
}

TEST_CASE("a route that contradicts itself or another keeps the program from starting") {
    Router router;
    router.get("/page", Right::anyone, show_nothing);
    CHECK_THROWS(router.get("/page", Right::anyone, show_nothing));
    CHECK_THROWS(router.get("/page/{}", Right::anyone, show_nothing));
    CHECK_THROWS(router.get("/structures/{}/page", Right::anyone, show_nothing));
    CHECK_THROWS(router.get("/moi", Right::anyone, show_account));
    CHECK_NOTHROW(router.get("/moi", Right::signed_in, show_account));
}
