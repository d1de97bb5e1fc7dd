#include "accounts/session.h"
#include "support/office.h"

#include "core/secret.h"

#include <doctest/doctest.h>

#include <set>

using namespace std::chrono_literals;
using accounts::agent_name;
using support::Browser, support::Office;

namespace {

constexpr auto day = std::chrono::hours{24};

support::Page sign_in(Browser& browser, accounts::User const& user, std::string password = std::string{support::password}) {
    return browser.post("/connexion", {{"email", user.email}, {"password", std::move(password)}});
}

bool is_signed_in(Browser& browser) { return browser.get("/compte").status == 200; }

std::vector<accounts::Session> sessions(Office& office, accounts::User const& user) {
    return office.db().found([&](storage::Reader const& db) { return accounts::sessions(db, user.id, office.now); });
}

} // namespace

TEST_CASE("a member who signs in comes to their structure, and a visitor is asked to") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();

        auto const refused = browser.get(office.structure_path());
        CHECK(refused.status == 303);
        CHECK(refused.location() == "/connexion?retour=%2Fstructures%2F" + std::string{office.deux_rives.text()});

        auto const answer = sign_in(browser, office.solene);
        CHECK(answer.status == 303);
        CHECK(answer.location() == office.structure_path());
        CHECK(browser.get(office.structure_path()).shows("Bonjour Solène"));
        CHECK(browser.get("/connexion").location() == office.structure_path());
    });
}

TEST_CASE("whoever was sent to sign in comes back to where they were going") {
    Office office;
    auto browser = office.visitor();
    auto const page = browser.get(browser.get(office.structure_path("/equipe?fait=role")).location());
    CHECK(page.field("retour") == office.structure_path("/equipe?fait=role"));

    auto const answer =
        browser.post("/connexion", {{"email", " Solene@DeuxRives.exemple.fr "}, {"password", std::string{support::password}},
                                       {"retour", page.field("retour")}});
    CHECK(answer.location() == office.structure_path("/equipe?fait=role"));
}

TEST_CASE("someone at work in several structures chooses one") {
    Office office;
    office.add_member(office.passerelle, office.solene, accounts::Role::reader);
    auto browser = office.visitor();
    CHECK(sign_in(browser, office.solene).location() == "/compte/structures");
}

TEST_CASE("a session ends after eight hours without a page") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.signed_in(office.solene), idle = office.signed_in(office.solene);

        office.let_pass(8h - 1ms);
        CHECK(is_signed_in(browser));
        office.reception->write_touches();
        office.let_pass(1ms);
        CHECK(!is_signed_in(idle));
        office.let_pass(7h);
        CHECK(is_signed_in(browser));
    });
}

TEST_CASE("a session ends after thirty days, however busy") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.signed_in(office.solene);
        auto const began = office.now;

        while (office.now + 7h < began + 30 * day) {
            office.let_pass(7h);
            REQUIRE(is_signed_in(browser));
            office.reception->write_touches();
        }
        office.now = began + 30 * day;
        CHECK(!is_signed_in(browser));
        CHECK(browser.post("/compte", {{"csrf", "x"}}).status == 403);
    });
}

TEST_CASE("a page notes that its session was seen, in steps of five minutes") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.signed_in(office.solene);
        auto const began = office.now;

        office.let_pass(5min - 1ms);
        browser.get("/compte");
        office.reception->write_touches();
        CHECK(sessions(office, office.solene).front().last_seen == began);

        office.let_pass(1ms);
        browser.get("/compte");
        CHECK(sessions(office, office.solene).front().last_seen == began);
        office.reception->write_touches();
        CHECK(sessions(office, office.solene).front().last_seen == began + 5min);
    });
}

TEST_CASE("a session is told from its token alone, which the database does not hold") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::set<std::string> tokens;
        office.db().write([&](storage::Writer& db) {
            for (int i = 0; i < 1000; ++i)
                tokens.insert(accounts::open_session(db, office.solene.id, "", office.now, system_chance()));
        });

        CHECK(tokens.size() == 1000);
        auto const kept = office.dump()["sessions"];
        auto held = 0;
        for (auto const& token : tokens) {
            CHECK(from_base64url(token).value().size() == 32);
            held += kept.find(token) != kept.npos;
        }
        CHECK(held == 0);

        auto thief = office.visitor();
        thief.cookies["session"] = token_digest(*tokens.begin());
        CHECK(!is_signed_in(thief));
    });
}

TEST_CASE("signing in gives a new token, and the one before it no longer opens anything") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        browser.cookies["session"] = "chosen-by-someone-else";
        sign_in(browser, office.solene);
        CHECK(browser.cookies["session"] != "chosen-by-someone-else");

        auto before = browser;
        sign_in(browser, office.maud);
        CHECK(is_signed_in(browser));
        CHECK(!is_signed_in(before));
        CHECK(sessions(office, office.solene).empty());
    });
}

TEST_CASE("signing out ends the session on the server and empties the browser") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.signed_in(office.solene);
        auto copy = browser;
        CHECK(browser.get("/deconnexion").status == 405);
        CHECK(is_signed_in(browser));

        auto const answer = browser.post("/deconnexion");

        CHECK(answer.status == 303);
        CHECK(answer.location() == "/connexion");
        CHECK(answer.header("Clear-Site-Data") == R"("cache", "storage")");
        CHECK(answer.header("Set-Cookie") == "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
        CHECK(!browser.cookies.contains("session"));
        CHECK(!is_signed_in(copy));
    });
}

TEST_CASE("cookies are kept from scripts, other sites and, over https, other paths and clear lines") {
    Office office;
    auto browser = office.visitor();
    CHECK(browser.get("/").header("Set-Cookie").ends_with("; Path=/; HttpOnly; SameSite=Lax"));
    CHECK(sign_in(browser, office.solene).header("Set-Cookie").ends_with("; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000"));

    office.desk->settings.base_url = "https://esspratiques.exemple.fr";
    auto other = office.visitor();
    other.get("/");
    auto const cookie = sign_in(other, office.solene).header("Set-Cookie");
    CHECK(cookie.starts_with("__Host-session="));
    CHECK(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000"));
    CHECK(other.cookies.contains("__Host-visiteur"));
    CHECK(!other.cookies.contains("session"));
}

TEST_CASE("a new password closes every other session, and renews this one") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.signed_in(office.solene), elsewhere = office.signed_in(office.solene),
             maud = office.signed_in(office.maud);
        auto before = browser;

        auto const answer = browser.post("/compte/mot-de-passe",
            {{"current_password", std::string{support::password}}, {"new_password", "cinq mots tout autres encore"}});

        REQUIRE(answer.status == 303);
        CHECK(is_signed_in(browser));
        CHECK(!is_signed_in(before));
        CHECK(!is_signed_in(elsewhere));
        CHECK(is_signed_in(maud));
        auto visitor = office.visitor();
        CHECK(sign_in(visitor, office.solene).status == 422);
        CHECK(sign_in(visitor, office.solene, "cinq mots tout autres encore").status == 303);
    });
}

TEST_CASE("another role, a removal and a closed account hold from the next request on") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);
        auto const chapter = office.structure_path("/diagnostic/gouvernance");
        auto const member = [&](accounts::User const& user) {
            return office.db().found(
                [&](storage::Reader const& db) { return accounts::find_member(db, office.deux_rives, user).value(); });
        };
        CHECK(maud.post(chapter).status == 303);

        office.db().write([&](storage::Writer& db) {
            accounts::save_role(db, office.deux_rives, member(office.maud).id, accounts::Role::reader);
            accounts::remove_member(db, office.deux_rives, member(office.idriss).id);
        });
        CHECK(maud.post(chapter).status == 403);
        CHECK(maud.get(chapter).status == 200);
        CHECK(idriss.get(chapter).status == 404);
        CHECK(is_signed_in(idriss));

        auto const key = office.key_of(office.idriss);
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE users SET disabled = $1 WHERE id = $2", {office.now, office.idriss.id});
        });
        CHECK(!is_signed_in(idriss));
        auto program = office.visitor();
        program.extra_headers = {{"authorization", "Bearer " + key}};
        CHECK(program.get("/api/v1/structures").status == 401);
        auto visitor = office.visitor();
        CHECK(sign_in(visitor, office.idriss).status == 422);
    });
}

TEST_CASE("a session is named as its person may recognise it") {
    CHECK(agent_name("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0") == "Firefox, Linux");
    CHECK(agent_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0") ==
          "Edge, Windows");
    CHECK(
        agent_name("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36") == "Chrome, Android");
    CHECK(agent_name("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Safari/604.1") ==
          "Safari, iPhone");
    CHECK(agent_name("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1 Version/17.5 Safari/605.1") ==
          "Safari, macOS");
    CHECK(agent_name("curl/7.88.1") == "curl");
    CHECK(agent_name("something else, on Linux") == "Linux");
    CHECK(agent_name("<script>") == "");
}

TEST_CASE("a page that saves is told how long its session goes on") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const path = office.cycle_path("/diagnostic/gouvernance");
    auto const ends = [&](support::Page const& page) { return std::stoll(page.header("X-Session-Ends")); };
    support::Browser::Fields const rating{{"criterion", "exercice-du-pouvoir"}, {"level-exercice-du-pouvoir", "2"},
        {"revision-exercice-du-pouvoir", "0"}, {"shown-exercice-du-pouvoir", ""}};
    auto const first = ends(solene.fetch_post(path, rating));
    office.let_pass(2h);
    auto const later = solene.fetch_post(path, rating);
    CHECK(ends(later) - first == 2 * 3'600'000);
    CHECK(solene.get(path).header("X-Session-Ends").empty());
}
