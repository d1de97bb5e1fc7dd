#include "entrance/people.h"

#include "accounts/members.h"
#include "audit/trail.h"
#include "core/chance.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::ask_reset, support::Browser, support::count, support::Office, support::seen, support::sign_in;

namespace {

std::string const new_password = "cinq mots tout autres encore";

} // namespace

TEST_CASE("a forgotten password is replaced by a link that serves once, and everybody else is signed out") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto thief = office.signed_in(office.solene);
        auto const link = ask_reset(office, " Solene@deuxrives.exemple.fr ");
        auto browser = office.visitor();
        CHECK(browser.get(link).header("Referrer-Policy") == "no-referrer");

        auto const answer = browser.post(link, {{"password", new_password}});

        CHECK(answer.status == 303);
        CHECK(answer.location() == office.structure_path());
        CHECK(browser.get("/compte").status == 200);
        CHECK(thief.get("/compte").status == 303);
        CHECK(office.mails().back().find(office.solene.email) == 0);
        CHECK(browser.get(link).status == 404);
        CHECK(browser.post(link, {{"password", "six mots encore une fois nouveaux"}}).status == 404);
        auto other = office.visitor();
        CHECK(sign_in(other, office.solene.email).status == 422);
        CHECK(sign_in(other, office.solene.email, new_password).status == 303);
    });
}

TEST_CASE("a password that was forgotten takes the keys of programs with it, and the mail says so") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        office.db().write([&](storage::Writer& db) {
            accounts::add_api_key(db, office.solene.id, "Tableur", accounts::Scope::write, office.now, system_chance());
            accounts::add_api_key(db, office.maud.id, "Tableur", accounts::Scope::read, office.now, system_chance());
        });
        auto browser = office.visitor();

        CHECK(browser.post(ask_reset(office, office.solene.email), {{"password", new_password}}).status == 303);

        CHECK(count(office, "api_keys") == 1);
        CHECK(office.mails().back().find("ne servent plus") != std::string::npos);
        CHECK(browser.post(ask_reset(office, office.idriss.email), {{"password", new_password}}).status == 303);
        CHECK(office.mails().back().find("programmes") == std::string::npos);
    });
}

TEST_CASE("a link for a new password ends after an hour") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = ask_reset(office, office.solene.email);
        auto browser = office.visitor();
        office.let_pass(1h - 1ms);
        CHECK(browser.get(link).status == 200);
        office.let_pass(1ms);
        CHECK(browser.get(link).status == 404);
        CHECK(browser.post(link, {{"password", new_password}}).status == 404);
    });
}

TEST_CASE("a link for a new password ends with the password or the address it was sent for") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        auto const first = ask_reset(office, office.solene.email), second = ask_reset(office, office.solene.email);
        CHECK(browser.post(first, {{"password", new_password}}).status == 303);
        CHECK(browser.get(second).status == 404);

        auto const third = ask_reset(office, office.maud.email);
        office.db().write([&](storage::Writer& db) { accounts::save_email(db, office.maud.id, "maud@ailleurs.exemple.fr"); });
        CHECK(browser.get(third).status == 404);

        auto const fourth = ask_reset(office, office.idriss.email);
        office.db().write(
            [&](storage::Writer& db) { db.change("UPDATE users SET disabled = 1 WHERE id = $1", {office.idriss.id}); });
        CHECK(browser.get(fourth).status == 404);
    });
}

TEST_CASE("asking for a new password tells nobody whether the address has an account") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        auto const known = browser.post("/mot-de-passe", {{"email", office.solene.email}});
        auto const unknown = browser.post("/mot-de-passe", {{"email", "personne@exemple.fr"}});
        CHECK(known.status == 303);
        CHECK(seen(known) == seen(unknown));
        CHECK(count(office, "reset_requests") == 2);
        CHECK(count(office, "outbox") == 0);
        CHECK(count(office, "user_tokens") == 0);

        office.run_errands();
        CHECK(office.mails().size() == 1);
        CHECK(count(office, "reset_requests") == 0);
    });
}

TEST_CASE("an address that is none is asked for again") {
    Office office;
    auto browser = office.visitor();
    auto const page = browser.post("/mot-de-passe", {{"email", "solene"}});
    CHECK(page.status == 422);
    CHECK(page.field("email") == "solene");
    for (int i = 0; i < 60; ++i)
        CHECK(browser.post("/mot-de-passe", {{"email", "p" + std::to_string(i) + "@exemple.fr"}}).status == 303);
    CHECK(browser.post("/mot-de-passe", {{"email", "solene@exemple.fr"}}).status == 429);
}

TEST_CASE("a new password is none that the account gives away") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = ask_reset(office, office.solene.email);
        auto browser = office.visitor();
        for (std::string const weak : {"court", "motdepasse123", "solene solene 44", "Les Deux Rives 44",
                 "solene@deuxrives.exemple.fr", "esspratiques!!"}) {
            auto const page = browser.post(link, {{"password", weak}});
            CHECK(page.status == 422);
            CHECK(page.shows("id=\"password-error\""));
            CHECK(!page.shows(weak));
        }
        CHECK(browser.post(link, {{"password", new_password}}).status == 303);
    });
}

TEST_CASE("a mail leads to this instance, whatever the request said") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        office.desk->settings.base_url = "https://esspratiques.exemple.fr";
        auto browser = office.visitor();
        browser.extra_headers = {
            {"host", "evil.example"}, {"x-forwarded-host", "evil.example"}, {"forwarded", "host=evil.example"}};
        CHECK(browser.post("/mot-de-passe", {{"email", office.solene.email}}).status == 303);
        CHECK(browser.post("/inscription", support::signup_fields()).status == 303);
        office.run_errands();
        CHECK(browser.post(office.last_link(), {{"password", new_password}}).status == 303);

        CHECK(office.mails().size() == 3);
        for (auto const& mail : office.mails()) {
            CHECK(mail.find("evil") == std::string::npos);
            CHECK(mail.find("https://esspratiques.exemple.fr/") != std::string::npos);
        }
    });
}

TEST_CASE("twenty who use one link at once choose one password") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = ask_reset(office, office.solene.email);
        std::vector<Browser> browsers(20, office.visitor());
        for (auto& browser : browsers) browser.key();
        std::atomic<int> done = 0, gone = 0;

        support::at_once(20, [&](int i) {
            auto const status =
                browsers[static_cast<std::size_t>(i)].post(link, {{"password", new_password + std::to_string(i)}}).status;
            done += status == 303;
            gone += status == 404;
        });

        CHECK(done.load() == 1);
        CHECK(gone.load() == 19);
        CHECK(count(office, "sessions") == 1);
    });
}

TEST_CASE("twenty people who choose a new password at once are all heard, and the trail holds") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::vector<std::string> links;
        for (int i = 0; i < 20; ++i) {
            auto const email = "p" + std::to_string(i) + "@exemple.fr";
            office.add_user("Camille", email);
            links.push_back(ask_reset(office, email));
        }
        std::vector<Browser> browsers(20, office.visitor());
        for (auto& browser : browsers) browser.key();
        std::atomic<int> done = 0;

        support::at_once(20, [&](int i) {
            auto const place = static_cast<std::size_t>(i);
            done += browsers[place].post(links[place], {{"password", new_password}}).status == 303;
        });

        CHECK(done.load() == 20);
        office.db().read([](storage::Reader& db) {
            CHECK(audit::events(db, audit::instance_chain, 1000, 1000).size() == 20);
            CHECK(!audit::first_broken(db, audit::instance_chain));
        });
    });
}

TEST_CASE("a new password ends the session of whoever else sat at this browser") {
    Office office;
    auto const link = ask_reset(office, office.solene.email);
    auto browser = office.signed_in(office.maud);
    auto before = browser;
    CHECK(browser.post(link, {{"password", new_password}}).status == 303);
    CHECK(before.get("/compte").status == 303);
    CHECK(browser.get("/compte").field("given") == "Solène");
}
