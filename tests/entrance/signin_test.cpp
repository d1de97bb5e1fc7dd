#include "entrance/people.h"

#include "entrance/queries.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::Browser, support::Office, support::seen, support::sign_in;

TEST_CASE("a wrong password and an unknown address read the same") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        auto const wrong = sign_in(browser, office.solene.email, "un autre mot de passe");
        auto const unknown = sign_in(browser, "personne@exemple.fr", "un autre mot de passe");
        office.db().write(
            [&](storage::Writer& db) { db.change("UPDATE users SET disabled = 1 WHERE id = $1", {office.maud.id}); });
        auto const closed = sign_in(browser, office.maud.email);

        CHECK(wrong.status == 422);
        CHECK(wrong.shows("L’adresse ou le mot de passe ne correspond pas"));
        CHECK(wrong.field("email") == office.solene.email);
        CHECK(!wrong.shows("un autre mot de passe"));
        CHECK(seen(wrong, office.solene.email) == seen(unknown, "personne@exemple.fr"));
        CHECK(seen(wrong, office.solene.email) == seen(closed, office.maud.email));
    });
}

TEST_CASE("a password is compared as it was typed, composed or not, to its last sign") {
    Office office;
    auto const save = [&](std::string const& password) {
        office.db().write(
            [&](storage::Writer& db) { accounts::save_password(db, office.solene.id, office.passwords.hash(password)); });
    };
    auto browser = office.visitor();

    save("l'\u00e9t\u00e9 dernier");
    CHECK(sign_in(browser, office.solene.email, "l'e\u0301te\u0301 dernier").status == 303);
    CHECK(sign_in(browser, office.solene.email, "l'ete dernier").status == 422);

    std::string long_one;
    while (long_one.size() < 128) long_one += "0123456789abcdef";
    save(long_one);
    CHECK(sign_in(browser, office.solene.email, long_one.substr(0, 127)).status == 422);
    CHECK(sign_in(browser, office.solene.email, long_one + " ").status == 422);
    CHECK(sign_in(browser, office.solene.email, long_one).status == 303);
}

TEST_CASE("after five failures an account waits at this address, and at no other") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto stranger = Browser{office, "192.0.2.7"}, solene = Browser{office, "192.0.2.8"};
        for (int i = 0; i < 5; ++i)
            CHECK(
                sign_in(stranger, i % 2 ? office.solene.email : "SOLENE@deuxrives.exemple.fr", "au hasard encore").status == 422);

        office.let_pass(5min);
        auto const refused = sign_in(stranger, office.solene.email);
        CHECK(refused.status == 429);
        CHECK(refused.header("Retry-After") == "600");
        CHECK(refused.shows("Attendez quelques minutes"));
        CHECK(sign_in(stranger, office.maud.email).status == 303);
        CHECK(sign_in(solene, office.solene.email).status == 303);

        office.let_pass(10min - 1ms);
        CHECK(sign_in(stranger, office.solene.email).header("Retry-After") == "1");
        office.let_pass(1ms);
        CHECK(sign_in(stranger, office.solene.email).status == 303);
    });
}

TEST_CASE("after twenty failures an address waits for every account") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto stranger = Browser{office, "192.0.2.7"};
        for (int i = 0; i < 20; ++i) CHECK(sign_in(stranger, "personne" + std::to_string(i) + "@exemple.fr").status == 422);

        CHECK(sign_in(stranger, office.solene.email).status == 429);
        auto solene = Browser{office, "192.0.2.8"};
        CHECK(sign_in(solene, office.solene.email).status == 303);
        office.let_pass(15min);
        CHECK(sign_in(stranger, office.solene.email).status == 303);
    });
}

TEST_CASE("the right password wipes out the failures before it") {
    Office office;
    auto browser = office.visitor();
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 4; ++i) CHECK(sign_in(browser, office.solene.email, "au hasard encore").status == 422);
        CHECK(sign_in(browser, office.solene.email).status == 303);
    }
}

TEST_CASE("twenty who guess at once are counted as one after the other") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::vector<Browser> browsers(20, office.visitor());
        for (auto& browser : browsers) browser.key();
        std::atomic<int> heard = 0;

        support::at_once(20, [&](int i) {
            heard += sign_in(browsers[static_cast<std::size_t>(i)], office.solene.email, "au hasard encore").status == 422;
        });

        CHECK(heard.load() == 5);
        CHECK(sign_in(browsers[0], office.solene.email).status == 429);
    });
}

TEST_CASE("a sign-in leads nowhere but to a page of ours") {
    Office office;
    for (std::string const elsewhere : {"//ailleurs.exemple", "https://ailleurs.exemple", "/\\ailleurs.exemple",
             "/%2f%2failleurs.exemple", "javascript:alert(1)", "/x\r\nSet-Cookie: a=b"}) {
        auto browser = office.visitor();
        auto const answer = browser.post(
            "/connexion", {{"email", office.solene.email}, {"password", std::string{support::password}}, {"retour", elsewhere}});
        CHECK(answer.location() == office.structure_path());
        CHECK(browser.post("/langue", {{"lang", "fr"}, {"path", elsewhere}}).location() == "/");
    }
}

TEST_CASE("the language of the pages stays with the browser, and with the account") {
    Office office;
    auto visitor = office.visitor();
    CHECK(visitor.get("/connexion").shows("lang=\"fr\""));
    auto const answer = visitor.post("/langue", {{"lang", "en"}, {"path", "/connexion?retour=%2Fcompte"}});
    CHECK(answer.location() == "/connexion?retour=%2Fcompte");
    CHECK(visitor.get("/connexion").shows("lang=\"en\""));
    visitor.post("/langue", {{"lang", "de"}});
    CHECK(visitor.get("/connexion").shows("lang=\"fr\""));

    auto solene = office.signed_in(office.solene);
    solene.post("/langue", {{"lang", "en"}, {"path", "/compte"}});
    CHECK(office.signed_in(office.solene).get("/compte").shows("lang=\"en\""));
}

TEST_CASE("what has ended is not kept") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        sign_in(browser, office.solene.email, "au hasard encore");
        support::sign_up(office);
        support::ask_reset(office, office.solene.email);
        auto const old = office.signed_in(office.maud);

        auto const tidy = [&] {
            office.db().write([&](storage::Writer& db) { entrance::remove_what_has_ended(db, office.now); });
        };
        tidy();
        CHECK(support::count(office, "sessions") == 1);
        CHECK(support::count(office, "user_tokens") == 1);
        CHECK(support::count(office, "signups") == 1);
        CHECK(support::count(office, "attempts") > 0);

        office.let_pass(49h);
        office.signed_in(office.solene);
        tidy();
        CHECK(support::count(office, "sessions") == 1);
        CHECK(support::count(office, "user_tokens") == 0);
        CHECK(support::count(office, "signups") == 0);
        CHECK(support::count(office, "attempts") == 0);
    });
}
