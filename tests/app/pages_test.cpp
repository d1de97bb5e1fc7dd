#include "diagnostic/rated_chapter.h"
#include "entrance/people.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>

using support::Browser, support::governance, support::Office, support::Page, support::power, support::rate;

namespace {

// Every page that links lead to from these, each once.
std::map<std::string, Page> walk(Browser& browser, std::vector<std::string> const& starts) {
    std::map<std::string, Page> seen;
    std::deque<std::string> waiting{starts.begin(), starts.end()};
    while (!waiting.empty()) {
        auto const path = waiting.front();
        waiting.pop_front();
        if (seen.contains(path) || !path.starts_with('/') || path.starts_with("/assets/")) continue;
        auto page = browser.get(path);
        for (auto const& link : support::links_of(page)) waiting.push_back(link);
        if (!page.location().empty()) waiting.push_back(page.location().substr(0, page.location().find('#')));
        seen.emplace(path, std::move(page));
    }
    return seen;
}

std::vector<std::string> starts(Office const& office) {
    return {"/", "/compte", office.structure_path(), office.structure_path("/equipe"), office.structure_path("/parametres"),
        office.cycle_path("/diagnostic")};
}

// Signs that would end a text, a value or a script where nobody escaped them; templates of other makers; formulas; directions.
std::vector<std::string> const payloads{R"("><svg onload=alert(1)>)", "</textarea></title></script><script>alert(2)</script>",
    "' onfocus='alert(3)", "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}", "javascript:alert(4)", "=1+1", "{}", "{Enregistrer}", "&lt;b&gt;",
    "\u202etxet", "--><!--"};

bool is_inert(std::string const& body) {
    for (std::string const raw :
        {"<svg onload", "<script>alert", "' onfocus='", "</textarea></title>", "href=\"javascript:", "--><!--", "\u202e"})
        if (body.find(raw) != body.npos) return false;
    return true;
}

std::string escaped(std::string text) {
    for (auto const& [sign, name] : std::vector<std::pair<std::string, std::string>>{
             {"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}})
        for (auto at = text.find(sign); at != text.npos; at = text.find(sign, at + name.size()))
            text.replace(at, sign.size(), name);
    return text;
}

} // namespace

TEST_CASE("every link leads to a page, for each who may follow it") {
    Office office;
    auto solene = office.signed_in(office.solene);
    rate(solene, office.cycle_path(governance), power, "3", "Un texte.");
    for (auto const& user : {office.solene, office.maud, office.idriss}) {
        auto browser = office.signed_in(user);
        auto const pages = walk(browser, starts(office));
        CHECK(pages.size() > 20);
        for (auto const& [path, page] : pages) {
            CAPTURE(path);
            CAPTURE(user.given);
            CHECK((page.status == 200 || page.status == 303));
        }
    }
    auto visitor = office.visitor();
    for (auto const& [path, page] : walk(visitor, {"/", "/connexion"})) {
        CAPTURE(path);
        CHECK((page.status == 200 || page.status == 303));
    }
}

TEST_CASE("each field of an account names what a password manager fills in, and nothing stands in the way of a paste") {
    Office office;
    std::map<std::string, std::set<std::string>> const tokens{{"email", {"email", "username"}},
        {"password", {"current-password", "new-password"}}, {"current_password", {"current-password"}},
        {"address_password", {"current-password"}}, {"new_password", {"new-password"}}, {"given", {"given-name"}},
        {"family", {"family-name"}}, {"organisation", {"organization"}}};
    auto fields = 0;
    auto const check = [&](Page const& page) {
        CHECK(!page.shows("onpaste"));
        for (auto at = page.body.find("<input "); at != std::string::npos; at = page.body.find("<input ", at + 1)) {
            auto const tag = page.body.substr(at, page.body.find('>', at) - at);
            auto const value = [&](std::string const& name) {
                auto const from = tag.find(" " + name + "=\"");
                if (from == tag.npos) return std::string{};
                auto const start = from + name.size() + 3;
                return tag.substr(start, tag.find('"', start) - start);
            };
            CAPTURE(tag);
            auto const known = tokens.find(value("name").empty() ? value("id") : value("name"));
            if (value("type") == "password") REQUIRE(known != tokens.end());
            if (known == tokens.end() || value("type") == "hidden") continue;
            CHECK(known->second.contains(value("autocomplete")));
            ++fields;
        }
    };
    auto visitor = office.visitor(), solene = office.signed_in(office.solene);
    auto const team = solene.get(office.structure_path("/equipe"));
    solene.post(office.structure_path("/equipe/invitations"),
        {{"id", team.field("id")}, {"email", "une@exemple.fr"}, {"role", "reader"}});
    for (auto const& path : {std::string{"/inscription"}, std::string{"/connexion"}, std::string{"/mot-de-passe"},
             office.last_link(), support::ask_reset(office, office.maud.email)})
        check(visitor.get(path));
    office.let_pass(std::chrono::hours{1}); // the password is asked for again
    for (auto const* path : {"/compte", "/compte/structures/nouvelle"}) check(solene.get(path));
    CHECK(fields == 20);

    for (auto const& [path, page] : walk(solene, starts(office))) CHECK(!page.shows("onpaste"));
    auto scripts = 0;
    for (auto const& file : std::filesystem::recursive_directory_iterator{SOURCE_FOLDER "/assets/js"}) {
        if (file.path().extension() != ".js") continue;
        std::ifstream stream{file.path()};
        std::string const text{std::istreambuf_iterator{stream}, {}};
        CAPTURE(file.path());
        CHECK(text.find("paste") == text.npos);
        ++scripts;
    }
    CHECK(scripts > 10);
}

TEST_CASE("looking at every page twice changes nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.signed_in(office.solene), visitor = office.visitor();
        rate(browser, office.cycle_path(governance), power, "3", "Un texte.");
        auto const confirmation = support::sign_up(office), reset = support::ask_reset(office, office.maud.email);
        auto const before = office.dump();

        for (int round = 0; round < 2; ++round) {
            walk(browser, starts(office));
            walk(visitor, {"/", confirmation, reset, "/structures/x"});
            auto program = office.visitor();
            program.get("/api/v1/structures");
        }

        CHECK(office.dump() == before);
    });
}

TEST_CASE("what people write is text wherever it is shown") {
    Office office;
    auto solene = office.signed_in(office.solene);
    for (auto const& payload : payloads) {
        CAPTURE(payload);
        CHECK(solene.post("/compte", {{"given", payload}, {"family", payload}, {"language", "fr"}}).status == 303);
        CHECK(solene
                  .post(office.structure_path("/parametres"), {{"name", payload}, {"legal_form", "association"},
                                                                  {"sector", "culture"}, {"staff", "0-4"}, {"region", "52"}})
                  .status == 303);
        auto const once = solene.get("/compte").field("once");
        CHECK(solene.post("/compte/cles", {{"once", once}, {"label", payload}, {"scope", "read"}}).status == 200);
        CHECK(rate(solene, office.cycle_path(governance), power, "3", payload).status == 303);
        CHECK(rate(solene, office.cycle_path(support::social), support::jobs, "NC", payload, payload).status == 303);

        auto idriss = office.signed_in(office.idriss);
        for (auto* browser : {&solene, &idriss})
            for (auto const& [path, page] : walk(*browser, starts(office))) {
                CAPTURE(path);
                if (page.header("Content-Type").starts_with("text/html")) CHECK(is_inert(page.body));
                else if (page.header("Content-Type").starts_with("application/json"))
                    CHECK_NOTHROW(boost::json::parse(page.body));
            }
        if (payload.find("\u202e") == payload.npos) {
            CHECK(solene.get(office.cycle_path(governance)).shows(escaped(payload)));
            CHECK(idriss.get(office.cycle_path("/diagnostic/resultats")).shows(escaped(payload)));
            CHECK(solene.get(office.cycle_path(governance)).field("comment-" + power) == payload);
        }

        auto program = office.visitor();
        program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.solene)}};
        auto const told = boost::json::parse(program.get("/api/v1" + office.cycle_path("/diagnostic")).body);
        if (payload.find("\u202e") == payload.npos) CHECK(told.at("ratings").at(0).at("comment").as_string() == payload);
        office.db().write([&](storage::Writer& db) { // an account has twenty keys at most
            for (auto const& key : accounts::api_keys(db, office.solene.id))
                accounts::remove_api_key(db, office.solene.id, key.session);
        });
    }
}

TEST_CASE("what an address says comes back as text") {
    Office office;
    auto solene = office.signed_in(office.solene), visitor = office.visitor();
    for (auto const& payload : payloads) {
        std::string sent;
        for (unsigned char const sign : payload) {
            constexpr std::string_view digits = "0123456789ABCDEF";
            sent += {'%', digits[sign / 16], digits[sign % 16]};
        }
        CAPTURE(payload);
        for (auto const& path :
            std::vector<std::string>{"/connexion?retour=" + sent, "/" + sent, "/inscription?" + sent + "=" + sent})
            CHECK(is_inert(visitor.get(path).body));
        for (auto const& path : {"/compte?fait=" + sent, office.structure_path("/equipe?fait=" + sent),
                 office.structure_path("/" + sent), office.structure_path("/diagnostic/" + sent)})
            CHECK(is_inert(solene.get(path).body));
        CHECK(is_inert(support::sign_in(visitor, payload, "au hasard").body));
        CHECK(is_inert(visitor
                           .post("/inscription", {{"organisation", payload}, {"given", payload}, {"family", payload},
                                                     {"email", payload}, {"region", payload}})
                           .body));
        CHECK(is_inert(visitor.post("/mot-de-passe", {{"email", payload}}).body));
    }
}
