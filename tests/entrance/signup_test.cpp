#include "entrance/people.h"

#include "accounts/members.h"
#include "entrance/errands.h"
#include "entrance/queries.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using support::Browser, support::count, support::Office, support::seen, support::sign_up, support::signup_fields;

TEST_CASE("whoever signs up confirms their address and finds a space with the year's diagnostic") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        CHECK(browser.get("/inscription").status == 200);
        auto const sent = browser.post("/inscription", signup_fields());
        CHECK(sent.status == 303);
        CHECK(sent.location() == "/inscription/envoyee");
        CHECK(browser.get(sent.location()).shows("Regardez votre messagerie"));
        CHECK(count(office, "users") == 4);

        office.run_errands();
        auto const page = browser.get(office.last_link());
        CHECK(page.shows("Le Fil"));
        CHECK(page.header("Referrer-Policy") == "no-referrer");
        auto const opened = browser.post(office.last_link());
        CHECK(opened.status == 303);
        CHECK(opened.location().starts_with("/structures/"));
        CHECK(browser.get(opened.location()).shows("Bonjour Zoé"));
        CHECK(browser.get(opened.location() + "/diagnostic").shows("Démarche 2026"));

        auto const user =
            office.db().found([](storage::Reader const& db) { return accounts::find_user(db, "zoe@lefil.exemple.fr").value(); });
        CHECK(user.name() == "Zoé Petit");
        CHECK(!user.is_platform_admin);
        CHECK(office.mails().back().find("zoe@lefil.exemple.fr | ") == 0);
        auto other = office.visitor();
        CHECK(support::sign_in(other, user.email, "cinq mots tout autres encore").location() == opened.location());
    });
}

TEST_CASE("asking for an account tells nobody whether the address has one") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        auto const unknown = browser.post("/inscription", signup_fields("zoe@lefil.exemple.fr"));
        auto const after_unknown = office.dump({"signups"});
        CHECK(count(office, "signups") == 1);
        auto const known = browser.post("/inscription", signup_fields(office.solene.email));

        CHECK(seen(known) == seen(unknown));
        CHECK(count(office, "signups") == 2);
        CHECK(count(office, "outbox") == 0);
        CHECK(office.dump({"signups", "attempts"})["users"] == after_unknown.at("users"));

        office.run_errands();
        CHECK(office.mails().size() == 2);
        CHECK(office.mails()[1].find(office.solene.email) == 0);
        CHECK(office.mails()[1].find("/confirmation/") == std::string::npos);
        CHECK(office.mails()[1].find("/mot-de-passe") != std::string::npos);
        CHECK(count(office, "signups") == 1);
    });
}

TEST_CASE("an address is sent five mails an hour at most, whoever asks and whether it has an account or not") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        for (std::string const email : {"zoe@lefil.exemple.fr", office.solene.email.c_str()}) {
            auto const before = office.mails().size();
            for (int i = 0; i < 7; ++i) {
                auto browser = Browser{office, "192.0.2." + std::to_string(i)};
                CHECK(browser.post("/inscription", signup_fields(email)).status == 303);
                CHECK(browser.post("/mot-de-passe", {{"email", email}}).status == 303);
                office.run_errands();
            }
            CHECK(office.mails().size() == before + 5);
            office.let_pass(1h);
            sign_up(office, email);
            CHECK(office.mails().size() == before + 6);
        }
    });
}

TEST_CASE("an address of the network that signs up without end waits") {
    Office office;
    auto browser = office.visitor();
    for (int i = 0; i < 60; ++i)
        CHECK(browser.post("/inscription", signup_fields("p" + std::to_string(i) + "@exemple.fr")).status == 303);
    auto const refused = browser.post("/inscription", signup_fields());
    CHECK(refused.status == 429);
    CHECK(refused.header("Retry-After") == "3600");
    auto other = Browser{office, "192.0.2.8"};
    CHECK(other.post("/inscription", signup_fields()).status == 303);
}

TEST_CASE("a sign-up that lacks something comes back with what was written and what to mend") {
    Office office;
    auto const without = [&](std::string const& field, std::string const& value) {
        auto fields = signup_fields();
        fields[field] = value;
        auto browser = office.visitor();
        return browser.post("/inscription", fields);
    };
    for (auto const& [field, value] :
        std::vector<std::pair<std::string, std::string>>{{"organisation", " "}, {"organisation", std::string(201, 'x')},
            {"legal_form", "royaume"}, {"sector", ""}, {"staff", "5"}, {"region", "Bretagne"}, {"referentiel", "aucun"},
            {"given", ""}, {"family", ""}, {"email", "zoe"}, {"password", "court"}, {"password", "Le Fil, c'est nous"},
            {"password", "zoe@lefil.exemple.fr"}, {"password", "motdepasse123"}}) {
        auto const page = without(field, value);
        CAPTURE(field);
        CHECK(page.status == 422);
        if (field != "referentiel") CHECK(page.shows("id=\"" + field + "-error\"")); // of one référentiel nobody has the choice
        CHECK(page.shows("<title>Erreur"));
        if (field != "family") CHECK(page.field("family") == "Petit");
        CHECK(!page.shows("cinq mots tout autres encore"));
    }
    auto fields = signup_fields();
    fields.erase("terms");
    auto browser = office.visitor();
    CHECK(browser.post("/inscription", fields).shows("id=\"terms-error\""));
    fields["terms"] = "peut-être";
    CHECK(browser.post("/inscription", fields).shows("id=\"terms-error\""));
    CHECK(count(office, "signups") == 0);
}

TEST_CASE("what a form was not asked for is not heard") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto fields = signup_fields();
        for (auto const* name : {"is_platform_admin", "platform_admin", "role", "id", "user_id", "organisation_id", "number",
                 "disabled", "created", "language"})
            fields[name] = "1";
        auto browser = office.visitor();
        browser.post("/inscription", fields);
        office.run_errands();
        auto const home =
            browser.post(office.last_link(), {{"role", "owner"}, {"email", office.solene.email}, {"is_platform_admin", "1"}})
                .location();

        auto const user =
            office.db().found([](storage::Reader const& db) { return accounts::find_user(db, "zoe@lefil.exemple.fr").value(); });
        CHECK(!user.is_platform_admin);
        CHECK(user.language == "fr");
        CHECK(browser.get(home).status == 200);
    });
}

TEST_CASE("of a name sent twice the first counts") {
    Office office;
    auto browser = office.visitor();
    web::Request request;
    request.method = "POST";
    request.path = "/connexion";
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}};
    request.body =
        "email=solene%40deuxrives.exemple.fr&password=quatre+mots+sans+rapport&email=nadia%40passerelle.exemple.fr&csrf=" +
        browser.key() + "&retour=/compte&retour=//ailleurs.exemple&password=autre";
    CHECK(browser.send(request).location() == "/compte");
    CHECK(browser.get("/compte").field("given") == "Solène");

    CHECK(browser.get("/compte?fait=cle&fait=%3Cb%3E").status == 200);
}

TEST_CASE("a link that is only looked at changes nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const confirmation = sign_up(office), reset = support::ask_reset(office, office.maud.email);
        auto scanner = office.visitor();
        auto const before = office.dump();
        for (auto const& link : {confirmation, reset})
            for (int i = 0; i < 3; ++i) CHECK(scanner.get(link).status == 200);
        CHECK(office.dump() == before);

        auto browser = office.visitor();
        CHECK(browser.post(confirmation).status == 303);
        CHECK(browser.post(reset, {{"password", "cinq mots tout autres encore"}}).status == 303);
    });
}

TEST_CASE("a confirmation serves once, for two days") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = sign_up(office);
        office.let_pass(48h - 1ms);
        auto browser = office.visitor();
        CHECK(browser.get(link).status == 200);
        auto late = office.visitor();
        CHECK(browser.post(link).status == 303);
        CHECK(late.get(link).status == 404);
        CHECK(late.post(link).status == 404);

        auto const second = sign_up(office, "ali@lefil.exemple.fr");
        office.let_pass(48h);
        CHECK(late.get(second).status == 404);
        CHECK(late.post(second).status == 404);
        CHECK(count(office, "users") == 5);
    });
}

TEST_CASE("an address whose account is closed gets no other") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = sign_up(office);
        office.add_user("Zoé", "zoe@lefil.exemple.fr");
        office.db().write(
            [](storage::Writer& db) { db.change("UPDATE users SET disabled = 1 WHERE email = 'zoe@lefil.exemple.fr'"); });
        auto browser = office.visitor();

        CHECK(browser.post(link).location() == "/connexion");
        CHECK(browser.post("/inscription", signup_fields()).status == 303);
        office.run_errands();
        CHECK(office.mails().size() == 1);
        CHECK(count(office, "users") == 5);
        CHECK(count(office, "signups") == 0);
    });
}

TEST_CASE("of two sign-ups of one address the first that is confirmed counts") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const first = sign_up(office), second = sign_up(office);
        CHECK(first != second);
        auto browser = office.visitor();
        CHECK(browser.post(second).status == 303);
        CHECK(browser.post(first).status == 404);
        CHECK(count(office, "organisations") == 3);
    });
}

TEST_CASE("twenty confirmations of one link at once open one space") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = sign_up(office);
        std::vector<Browser> browsers(20, office.visitor());
        for (auto& browser : browsers) browser.key();
        std::atomic<int> opened = 0, faults = 0;

        support::at_once(20, [&](int i) {
            auto const page = browsers[static_cast<std::size_t>(i)].post(link);
            opened += page.location().starts_with("/structures/");
            faults += page.status >= 500;
        });

        CHECK(opened.load() == 1);
        CHECK(faults.load() == 0);
        CHECK(count(office, "users") == 5);
        CHECK(count(office, "organisations") == 3);
    });
}

TEST_CASE("of several sign-ups of one address that are confirmed at once, one opens a space") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::vector<std::string> links;
        for (int i = 0; i < 5; ++i) links.push_back(sign_up(office)); // as many as an address is written to in an hour
        std::vector<Browser> browsers(20, office.visitor());
        for (auto& browser : browsers) browser.key();
        std::atomic<int> opened = 0, faults = 0;

        support::at_once(20, [&](int i) {
            auto const place = static_cast<std::size_t>(i);
            auto const page = browsers[place].post(links[place % links.size()]);
            opened += page.location().starts_with("/structures/");
            faults += page.status >= 500;
        });

        CHECK(opened.load() == 1);
        CHECK(faults.load() == 0);
        CHECK(count(office, "users") == 5);
        CHECK(count(office, "organisations") == 3);
    });
}

TEST_CASE("twenty structures that open at once are numbered one after the other") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::vector<std::string> links;
        for (int i = 0; i < 20; ++i) links.push_back(sign_up(office, "p" + std::to_string(i) + "@exemple.fr"));
        std::vector<Browser> browsers(20, office.visitor());
        for (auto& browser : browsers) browser.key();

        support::at_once(20, [&](int i) {
            auto const place = static_cast<std::size_t>(i);
            browsers[place].post(links[place]);
        });

        CHECK(count(office, "organisations") == 22);
        CHECK(count(office, "organisations WHERE number > 22") == 0);
        CHECK(count(office, "members") == 24);
    });
}

TEST_CASE("two servers that answer the same sign-ups write one mail for each") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        for (int i = 0; i < 5; ++i) browser.post("/inscription", signup_fields("p" + std::to_string(i) + "@exemple.fr"));
        browser.post("/inscription", signup_fields(office.maud.email));
        browser.post("/mot-de-passe", {{"email", office.solene.email}});

        support::at_once(4, [&](int) { office.run_errands(); });

        CHECK(office.mails().size() == 7);
        for (auto const& mail : office.mails()) {
            if (mail.find("/confirmation/") == std::string::npos) continue;
            auto const link = mail.substr(mail.find("/confirmation/"), 14 + 43);
            CHECK(browser.get(link).status == 200);
        }
    });
}

TEST_CASE("all who wait are answered, however many they are") {
    Office office;
    office.db().write([&](storage::Writer& db) {
        for (int i = 0; i < 230; ++i)
            entrance::keep_reset_request(db, "p" + std::to_string(i) + "@exemple.fr", office.now, office.chance);
        entrance::keep_reset_request(db, office.solene.email, office.now, office.chance);
    });
    office.run_errands();
    CHECK(count(office, "reset_requests") == 0);
    CHECK(office.mails().size() == 1);
}

TEST_CASE("opening a space ends the session that was open before") {
    Office office;
    auto const link = sign_up(office);
    auto browser = office.signed_in(office.maud);
    auto before = browser;
    CHECK(browser.post(link).status == 303);
    CHECK(before.get("/compte").status == 303);
    CHECK(browser.get("/compte").field("given") == "Zoé");
}

TEST_CASE("whoever has an account adds a structure without another sign-up, once, and leads it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        CHECK(maud.get("/inscription").location() == "/compte/structures/nouvelle");
        CHECK(maud.get("/compte/structures").shows("href=\"/compte/structures/nouvelle\""));
        auto const form = maud.get("/compte/structures/nouvelle");
        CHECK(form.shows("name=\"organisation\""));
        CHECK(!form.shows("name=\"password\""));
        Browser::Fields fields{{"id", form.field("id")}, {"organisation", "Le Fil"}, {"legal_form", "association"},
            {"sector", "culture"}, {"staff", "0-4"}, {"region", "52"}, {"referentiel", "ess-complet"}};

        auto wrong = fields;
        wrong["region"] = "Bretagne";
        auto const refused = maud.post("/compte/structures/nouvelle", wrong);
        CHECK(refused.status == 422);
        CHECK(refused.shows("id=\"region-error\""));
        CHECK(refused.field("organisation") == "Le Fil");
        CHECK(refused.field("id") == fields["id"]);
        CHECK(count(office, "organisations") == 2);

        auto const former = maud;
        auto const home = maud.post("/compte/structures/nouvelle", fields).location();
        CHECK(home == "/structures/" + fields["id"]);
        CHECK(maud.post("/compte/structures/nouvelle", fields).location() == home);
        CHECK(count(office, "organisations") == 3);
        CHECK(maud.get(home).shows("Le Fil"));
        CHECK(maud.get(home + "/diagnostic").shows("2026"));
        CHECK(maud.get(home + "/parametres").shows("name=\"legal_form\"")); // she leads it
        CHECK(maud.get("/compte/structures").shows("Les Deux Rives"));
        auto other = former; // the same browser, before it heard the first answer
        CHECK(other.post("/compte/structures/nouvelle", fields).location() == home);

        CHECK(office.trail(accounts::OrganisationId::parse(fields["id"]).value()).front() == "open_space " + fields["id"]);
        auto nadia = office.signed_in(office.nadia);
        nadia.get("/compte/structures/nouvelle");
        CHECK(nadia.post("/compte/structures/nouvelle", fields).status == 404); // another's
        fields["id"] = "x";
        CHECK(nadia.post("/compte/structures/nouvelle", fields).status == 400);
        CHECK(nadia.get(home).status == 404);
    });
}

TEST_CASE("whoever signs up with the address of an account is told by mail to sign in, and where to add the structure") {
    Office office;
    auto stranger = office.visitor();
    CHECK(stranger.post("/inscription", signup_fields(office.maud.email)).status == 303);
    office.run_errands();

    auto const link = office.last_link();
    CHECK(link == "/connexion?retour=%2Fcompte%2Fstructures%2Fnouvelle");
    CHECK(office.mails().back().find("ajoute une structure à ce compte") != std::string::npos);
    auto maud = office.visitor();
    auto const page = maud.get(link);
    auto const back = maud.post("/connexion",
        {{"email", office.maud.email}, {"password", std::string{support::password}}, {"retour", page.field("retour")}});
    CHECK(back.location() == "/compte/structures/nouvelle");
}
