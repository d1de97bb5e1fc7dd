#include "core/secret.h"
#include "support/office.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <set>

using support::Browser, support::Office, support::Page, support::for_each_engine;

namespace {

std::string const old_password{support::password};
constexpr char const new_password[] = "des betteraves au petit matin";

Page change_password(Browser& browser, std::string const& current, std::string const& wanted) {
    browser.get("/compte");
    return browser.post("/compte/mot-de-passe", {{"current_password", current}, {"new_password", wanted}});
}

Page sign_in(Office& office, std::string const& email, std::string const& password) {
    auto visitor = office.visitor();
    visitor.get("/connexion");
    return visitor.post("/connexion", {{"email", email}, {"password", password}});
}

bool is_signed_in(Browser& browser) { return browser.get("/compte").status == 200; }

accounts::User reread(Office& office, accounts::User const& user) {
    return office.db().found([&](storage::Reader const& db) { return accounts::find_user(db, user.id).value(); });
}

std::vector<accounts::Session> sessions(Office& office, accounts::User const& user) {
    return office.db().found([&](storage::Reader const& db) { return accounts::sessions(db, user.id, office.now); });
}

std::vector<accounts::ApiKey> keys(Office& office, accounts::User const& user) {
    return office.db().found([&](storage::Reader const& db) { return accounts::api_keys(db, user.id); });
}

// The form of a new key, as the page shows it.
Browser::Fields key_form(Browser& browser, std::string const& label, std::string const& scope) {
    return {{"once", browser.get("/compte").field("once")}, {"label", label}, {"scope", scope}};
}

} // namespace

TEST_CASE("an account is its owner's alone: a visitor is led to sign in") {
    Office office;
    auto visitor = office.visitor();

    for (auto const* path : {"/compte", "/compte/structures", "/compte/session"}) {
        CHECK(visitor.get(path).status == 303);
        CHECK(visitor.get(path).location().starts_with("/connexion?retour="));
    }
}

TEST_CASE("one's name and language are changed, and nothing else that a form may carry") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        maud.get("/compte");

        auto const response = maud.post(
            "/compte", {{"given", "Maude"}, {"family", "Le Goff"}, {"language", "en"}, {"email", "autre@exemple.fr"},
                           {"is_platform_admin", "1"}, {"id", std::string{office.solene.id.text()}}, {"role", "owner"}});

        CHECK(response.status == 303);
        auto const user = reread(office, office.maud);
        CHECK(user.name() == "Maude Le Goff");
        CHECK(user.language == "en");
        CHECK(user.email == "maud@deuxrives.exemple.fr");
        CHECK(!user.is_platform_admin);
        CHECK(reread(office, office.solene).name() == "Solène Martin");
        CHECK(maud.get("/compte").shows("<html lang=\"en\""));
    });
}

TEST_CASE("a name that is missing comes back with what was typed") {
    Office office;
    auto maud = office.signed_in(office.maud);
    maud.get("/compte");

    auto const response = maud.post("/compte", {{"given", ""}, {"family", "<b>Le Goff"}, {"language", "de"}});

    CHECK(response.status == 422);
    CHECK(response.shows("Saisissez votre prénom"));
    CHECK(response.shows("Choisissez une langue dans la liste"));
    CHECK(response.shows("&lt;b&gt;Le Goff"));
    CHECK(!response.shows("<b>Le Goff"));
    CHECK(reread(office, office.maud).name() == "Maud Martin");
}

TEST_CASE("a form without its own key changes nothing") {
    Office office;
    auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
    maud.get("/compte");
    auto const key_of_another = solene.get("/compte").field("csrf");

    for (auto const& key : {std::string{}, std::string{"abc"}, key_of_another})
        CHECK(maud.post("/compte", {{"csrf", key}, {"given", "Zoé"}, {"family", "Zut"}, {"language", "fr"}}).status == 403);
    maud.extra_headers = {{"sec-fetch-site", "cross-site"}};
    maud.get("/compte");
    CHECK(maud.post("/compte", {{"given", "Zoé"}, {"family", "Zut"}, {"language", "fr"}}).status == 403);
    CHECK(reread(office, office.maud).name() == "Maud Martin");
}

TEST_CASE("a new password needs the current one, ends every other session and is told by mail") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto here = office.signed_in(office.maud), elsewhere = office.signed_in(office.maud);
        auto const token_before = here.cookies.at("session");

        auto const wrong = change_password(here, "ce n'est pas celui-là", new_password);
        CHECK(wrong.status == 422);
        CHECK(wrong.shows("Ce n’est pas votre mot de passe actuel"));
        CHECK(is_signed_in(elsewhere));

        CHECK(change_password(here, old_password, new_password).status == 303);

        CHECK(is_signed_in(here));
        CHECK(!is_signed_in(elsewhere));
        CHECK(here.cookies.at("session") != token_before);
        Browser thief{office};
        thief.cookies["session"] = token_before;
        CHECK(!is_signed_in(thief));
        CHECK(sign_in(office, office.maud.email, old_password).status == 422);
        CHECK(sign_in(office, office.maud.email, new_password).status == 303);
        REQUIRE(office.mails().size() == 1);
        CHECK(office.mails().front().starts_with("maud@deuxrives.exemple.fr | Votre mot de passe a changé"));
    });
}

TEST_CASE("a new password is neither short, nor usual, nor made of what others know of us") {
    Office office;
    auto maud = office.signed_in(office.maud);

    CHECK(change_password(maud, old_password, "onze signes").shows("au moins 12 caractères"));
    CHECK(change_password(maud, old_password, "azertyuiop123").shows("moins répandu"));
    for (auto const* personal : {"maud pour toujours", "chez Les Deux Rives", "maud@deuxrives.exemple.fr", "vive ESSPratiques !"})
        CHECK(change_password(maud, old_password, personal).status == 422);
    CHECK(change_password(maud, old_password, std::string(128, 'e') + "é").status == 422); // one sign said again
    CHECK(change_password(maud, old_password, " espaces et 🌿 compris ").status == 303);
    CHECK(sign_in(office, office.maud.email, "espaces et 🌿 compris").status == 422);
    CHECK(sign_in(office, office.maud.email, " espaces et 🌿 compris ").status == 303);
}

TEST_CASE("whoever guesses at the password of an open session has to wait") {
    Office office;
    auto maud = office.signed_in(office.maud);

    for (int i = 0; i < 5; ++i) CHECK(change_password(maud, "une supposition", new_password).status == 422);
    CHECK(change_password(maud, old_password, new_password).status == 429);

    office.let_pass(std::chrono::minutes{16});
    CHECK(change_password(maud, old_password, new_password).status == 303);
}

TEST_CASE("an address changes once the link sent to the new one is followed, and the old one is told") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), elsewhere = office.signed_in(office.maud);
        maud.get("/compte");

        CHECK(maud.post("/compte/adresse", {{"email", "Maud.Martin@Exemple.fr"}}).status == 303); // signed in just now
        CHECK(reread(office, office.maud).email == "maud@deuxrives.exemple.fr");
        REQUIRE(office.mails().size() == 1);
        CHECK(office.mails().front().starts_with("maud.martin@exemple.fr | Confirmez votre nouvelle adresse"));
        auto const link = office.last_link();
        CHECK(maud.get("/compte").shows("maud.martin@exemple.fr"));

        for (int i = 0; i < 3; ++i) {
            auto const shown = maud.get(link);
            CHECK(shown.status == 200);
            CHECK(shown.header("Referrer-Policy") == "no-referrer");
        }
        CHECK(reread(office, office.maud).email == "maud@deuxrives.exemple.fr");
        auto solene = office.signed_in(office.solene);
        CHECK(solene.get(link).status == 404);
        CHECK(solene.post(link).status == 404);

        office.let_pass(std::chrono::minutes{1});
        auto const token_before = maud.cookies.at("session");
        CHECK(maud.post(link).status == 303);

        CHECK(reread(office, office.maud).email == "maud.martin@exemple.fr");
        CHECK(is_signed_in(maud));
        CHECK(maud.cookies.at("session") != token_before);
        CHECK(!is_signed_in(elsewhere));
        CHECK(office.mails().back().starts_with("maud@deuxrives.exemple.fr | L’adresse de votre compte a changé"));
        CHECK(maud.get(link).status == 404);
        CHECK(maud.post(link).status == 404);
    });
}

TEST_CASE("a link for a new address ends after a day, with another one, and with a new password") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const ask = [&](std::string const& email) {
        maud.get("/compte");
        office.let_pass(std::chrono::seconds{1});
        maud.post("/compte/adresse", {{"email", email}, {"address_password", old_password}});
        return office.last_link();
    };

    auto const first = ask("un@exemple.fr"), second = ask("deux@exemple.fr");
    CHECK(maud.get(first).status == 404);
    CHECK(maud.get(second).status == 200);

    for (int i = 0; i < 4; ++i) { // the session is kept open meanwhile
        office.let_pass(std::chrono::hours{6} + std::chrono::minutes{1});
        maud.get("/compte");
        office.reception->write_touches();
    }
    CHECK(maud.get(second).status == 404);

    auto const third = ask("trois@exemple.fr");
    CHECK(change_password(maud, old_password, new_password).status == 303);
    CHECK(maud.get(third).status == 404);
}

TEST_CASE("a new address asks for the password where it was not given lately") {
    Office office;
    auto maud = office.signed_in(office.maud);
    CHECK(!maud.get("/compte").shows("address_password"));

    office.let_pass(std::chrono::minutes{6});

    CHECK(maud.get("/compte").shows("address_password"));
    auto const without = maud.post("/compte/adresse", {{"email", "maud@exemple.fr"}});
    CHECK(without.status == 422);
    CHECK(without.shows("Ce n’est pas votre mot de passe actuel"));
    CHECK(without.shows("value=\"maud@exemple.fr\""));
    CHECK(office.mails().empty());
    CHECK(maud.post("/compte/adresse", {{"email", "maud@exemple.fr"}, {"address_password", old_password}}).status == 303);
    CHECK(office.mails().size() == 1);
}

TEST_CASE("nothing tells whether a new address has an account already: only its owner learns of it") {
    Office office;
    auto maud = office.signed_in(office.maud);
    maud.get("/compte");

    auto const known = maud.post("/compte/adresse", {{"email", "nadia@passerelle.exemple.fr"}});
    auto const page_after_known = maud.get("/compte").shows("nadia@passerelle.exemple.fr");
    auto const unknown = maud.post("/compte/adresse", {{"email", "personne@exemple.fr"}});
    auto const page_after_unknown = maud.get("/compte").shows("personne@exemple.fr");

    CHECK(known.status == 303);
    CHECK(known.location() == unknown.location());
    CHECK(page_after_known);
    CHECK(page_after_unknown);
    REQUIRE(office.mails().size() == 2);
    auto const is_told = [&](std::string_view start) {
        auto const all = office.mails();
        return std::ranges::any_of(all, [&](std::string const& mail) { return mail.starts_with(start); });
    };
    CHECK(is_told("nadia@passerelle.exemple.fr | Votre adresse sert déjà à votre compte"));
}

TEST_CASE("an address that is none, or one's own, comes back with the reason") {
    Office office;
    auto maud = office.signed_in(office.maud);
    maud.get("/compte");

    for (auto const* email : {"", "maud", "maud@exemple", "a@b.fr\r\nBcc: c@d.fr", "a@b.fr,c@d.fr"})
        CHECK(maud.post("/compte/adresse", {{"email", email}}).status == 422);
    CHECK(maud.post("/compte/adresse", {{"email", "MAUD@deuxrives.exemple.fr"}}).shows("C’est déjà l’adresse de votre compte"));
    CHECK(office.mails().empty());
}

TEST_CASE("links in mails begin with the address we were set up with, whatever the browser says") {
    Office office;
    auto maud = office.signed_in(office.maud);
    maud.get("/compte");
    maud.extra_headers = {{"host", "evil.example"}, {"x-forwarded-host", "evil.example"}};

    maud.post("/compte/adresse", {{"email", "maud@exemple.fr"}});

    REQUIRE(office.mails().size() == 1);
    CHECK(office.mails().front().find("evil.example") == std::string::npos);
    CHECK(office.mails().front().find(office.desk->settings.base_url + "/compte/adresse/") != std::string::npos);
}

TEST_CASE("one sees where one is signed in, and closes one session or all others") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto here = office.signed_in(office.maud);
        office.let_pass(std::chrono::minutes{1});
        auto there = office.signed_in(office.maud), third = office.signed_in(office.maud);
        auto const page = here.get("/compte");
        CHECK(page.shows("Firefox, Linux (cette session)"));

        auto const own = sessions(office, office.maud).back();
        for (auto const& session : sessions(office, office.maud)) {
            if (session.id == own.id) continue;
            CHECK(here.post("/compte/sessions/" + std::string{session.id.text()} + "/fermeture").status == 303);
            break;
        }
        CHECK(is_signed_in(there) != is_signed_in(third));

        auto solene = office.signed_in(office.solene); // another's session is out of reach
        solene.get("/compte");
        solene.post("/compte/sessions/" + std::string{own.id.text()} + "/fermeture");
        CHECK(is_signed_in(here));

        CHECK(here.post("/compte/sessions/autres/fermeture").status == 303);
        CHECK(sessions(office, office.maud).size() == 1);
        CHECK(is_signed_in(here));
        CHECK(here.post("/compte/sessions/" + std::string{own.id.text()} + "/fermeture").location() == "/connexion");
        CHECK(sessions(office, office.maud).empty());
        CHECK(!is_signed_in(here));
    });
}

TEST_CASE("a session ends eight hours after it was last used, and thirty days after it began") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const began = office.now;
    auto const ends = [&] { return maud.get("/compte/session").body; };
    auto const said = [](Instant instant) { return "{\"ends\":" + std::to_string(instant.time_since_epoch().count()) + "}"; };

    CHECK(ends() == said(began + std::chrono::hours{8}));
    office.let_pass(std::chrono::hours{7});
    CHECK(ends() == said(office.now + std::chrono::hours{8}));
    office.reception->write_touches();
    office.let_pass(std::chrono::hours{7});
    CHECK(is_signed_in(maud));
    office.reception->write_touches();
    office.let_pass(std::chrono::hours{8} + std::chrono::minutes{1});
    CHECK(!is_signed_in(maud));

    auto idriss = office.signed_in(office.idriss);
    auto const start = office.now;
    for (auto const last = start + std::chrono::days{30} - std::chrono::hours{6}; office.now < last;) {
        office.let_pass(std::chrono::hours{6});
        CHECK(is_signed_in(idriss));
        office.reception->write_touches();
    }
    CHECK(idriss.get("/compte/session").body == said(start + std::chrono::days{30}));
    office.now = start + std::chrono::days{30} + std::chrono::minutes{1};
    CHECK(!is_signed_in(idriss));
}

TEST_CASE("of twenty who move to one address at once, one has it, and the others are told that it is taken") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::vector<Browser> browsers;
        std::vector<std::string> links;
        for (int i = 0; i < 20; ++i) {
            auto& browser =
                browsers.emplace_back(office.signed_in(office.add_user("Pilote", "pilote" + std::to_string(i) + "@exemple.fr")));
            browser.post("/compte/adresse", {{"email", "la-meme@exemple.fr"}});
            links.push_back(office.last_link());
            browser.key();
        }

        std::atomic<int> moved = 0, told = 0;
        support::at_once(20, [&](int i) {
            auto const place = static_cast<std::size_t>(i);
            auto const page = browsers[place].post(links[place]);
            moved += page.status == 303;
            told += page.status == 422 && page.says("Cette adresse est maintenant celle d'un autre compte");
        });

        CHECK(moved.load() == 1);
        CHECK(told.load() == 19);
    });
}

TEST_CASE("a form of a new key that is sent twenty times makes one key, which each answer shows") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::vector<Browser> browsers(20, office.signed_in(office.maud));
        auto const form = key_form(browsers.front(), "Tableur", "write");
        for (auto& browser : browsers) browser.key();
        std::vector<std::string> shown(20);

        support::at_once(20, [&](int i) {
            auto const place = static_cast<std::size_t>(i);
            auto const page = browsers[place].post("/compte/cles", form);
            if (auto const at = page.body.find("essp_"); at != page.body.npos) shown[place] = page.body.substr(at, 48);
        });

        CHECK(keys(office, office.maud).size() == 1);
        CHECK(!shown.front().empty());
        CHECK(std::set<std::string>(shown.begin(), shown.end()).size() == 1);
        auto const other = browsers.front().post("/compte/cles", key_form(browsers.front(), "Un autre", "read"));
        CHECK(!other.shows(shown.front()));
        CHECK(keys(office, office.maud).size() == 2);
        auto solene = office.signed_in(office.solene);
        CHECK(!solene.post("/compte/cles", form).shows(shown.front())); // what she is sent is hers
        for (std::string const once : {"", "court", "!"})
            CHECK(solene.post("/compte/cles", {{"once", once}, {"label", "Tableur"}, {"scope", "read"}}).status == 400);
    });
}

TEST_CASE("a key for programs is shown once, kept as a digest, and works until it is removed") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);

        auto const created = maud.post("/compte/cles", key_form(maud, "Tableur", "read"));

        CHECK(created.status == 200);
        CHECK(created.header("Cache-Control").find("no-store") != std::string::npos);
        auto const at = created.body.find("essp_");
        REQUIRE(at != std::string::npos);
        auto const key = created.body.substr(at, 48);
        CHECK(!maud.get("/compte").shows(key));
        auto const kept = office.db().found([](storage::Reader const& db) {
            return db.rows("SELECT digest FROM api_keys", {}, [](storage::Row& row) { return row.next<std::string>(); });
        });
        CHECK(kept == std::vector{token_digest(key)});

        auto const asked_with = [&](std::string const& secret) {
            web::Request request;
            request.method = "GET";
            request.path = "/api/v1/structures";
            request.headers.emplace_back("authorization", "Bearer " + secret);
            return office.visitor().send(std::move(request)).status;
        };
        CHECK(asked_with(key) == 200);
        CHECK(asked_with(key + "x") == 401);

        auto const id = std::string{keys(office, office.maud).front().session.text()};
        auto solene = office.signed_in(office.solene);
        solene.get("/compte");
        solene.post("/compte/cles/" + id + "/suppression");
        CHECK(asked_with(key) == 200);
        CHECK(maud.post("/compte/cles/" + id + "/suppression").status == 303);
        CHECK(asked_with(key) == 401);
    });
}

TEST_CASE("a key has a name and one of two scopes, and an account has twenty at most") {
    Office office;
    auto maud = office.signed_in(office.maud);

    auto const nameless = maud.post("/compte/cles", key_form(maud, "", "write"));
    CHECK(nameless.status == 422);
    CHECK(nameless.shows("Donnez un nom à la clé"));
    CHECK(nameless.shows("<option value=\"write\" selected"));
    CHECK(maud.post("/compte/cles", key_form(maud, "Tableur", "admin")).status == 422);
    CHECK(keys(office, office.maud).empty());

    for (int i = 0; i < 20; ++i) CHECK(maud.post("/compte/cles", key_form(maud, "Tableur", "write")).status == 200);
    CHECK(maud.post("/compte/cles", key_form(maud, "Tableur", "write")).status == 422);
    CHECK(keys(office, office.maud).size() == 20);
}

TEST_CASE("one goes to one's structures from a page of their own, and to no other") {
    Office office;
    office.add_member(office.passerelle, office.maud, accounts::Role::reader);
    auto maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);

    auto const two = maud.get("/compte/structures"), one = idriss.get("/compte/structures");

    CHECK(two.shows("Les Deux Rives"));
    CHECK(two.shows("/structures/" + std::string{office.passerelle.text()}));
    CHECK(one.status == 200);
    CHECK(!one.shows("La Passerelle"));
    auto newcomer = office.signed_in(office.add_user("Léa", "lea@exemple.fr"));
    CHECK(newcomer.get("/compte/structures").shows("Aucune structure"));
}
