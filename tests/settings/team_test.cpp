#include "settings/people.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>

using accounts::Role;
using support::Browser, support::Office, support::for_each_engine, support::invitations, support::invite, support::path_of,
    support::post_at_once, support::role_of;

TEST_CASE("every member sees the team, and only who leads it may change it") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const path = office.structure_path("/equipe");
        invite(office, "lea@exemple.fr");
        auto const invitation = path + "/invitations/" + std::string{invitations(office).front().id.text()};

        for (auto const* user : {&office.maud, &office.idriss}) {
            auto browser = office.signed_in(*user);
            auto const page = browser.get(path);
            CHECK(page.status == 200);
            CHECK(page.shows("solene@deuxrives.exemple.fr"));
            CHECK(page.shows("Pilotage"));
            CHECK(!page.shows("lea@exemple.fr"));
            CHECK(!page.shows("Inviter"));
            CHECK(browser.get(path_of(office, office.maud)).status == 403);
            CHECK(browser.get(path_of(office, office.maud, "/retrait")).status == 403);
            CHECK(browser.get(path_of(office, office.maud, "/relais")).status == 403);
            browser.get(path);
            CHECK(browser.post(path_of(office, *user), {{"role", "owner"}}).status == 403);
            CHECK(browser.post(path_of(office, office.solene, "/retrait")).status == 403);
            CHECK(browser.post(path_of(office, *user, "/relais")).status == 403);
            CHECK(browser.post(path + "/invitations", {{"email", "x@exemple.fr"}, {"role", "owner"}}).status == 403);
            CHECK(browser.post(invitation + "/renvoi").status == 403);
            CHECK(browser.post(invitation + "/annulation").status == 403);
        }
        auto solene = office.signed_in(office.solene);
        CHECK(solene.get(path).shows("lea@exemple.fr"));
        CHECK(invitations(office).size() == 1);
        CHECK(role_of(office, office.maud) == Role::contributor);
    });
}

TEST_CASE("another structure's team is not found, and answers as one that does not exist") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        invite(office, "lea@exemple.fr");
        auto nadia = office.signed_in(office.nadia);
        nadia.get("/compte");
        auto const theirs = office.structure_path("/equipe"),
                   ours = "/structures/" + std::string{office.passerelle.text()} + "/equipe";
        auto const maud = std::string{support::member(office, office.deux_rives, office.maud).id.text()};
        auto const invitation = "/invitations/" + std::string{invitations(office).front().id.text()};
        auto const unknown = "/structures/0190a000-0000-7000-8000-000000000000/equipe";

        for (auto const& team : {theirs, ours, std::string{unknown}}) {
            if (team != ours) CHECK(nadia.get(team).status == 404);
            CHECK(nadia.get(team + "/" + maud).status == 404);
            CHECK(nadia.get(team + "/" + maud + "/retrait").status == 404);
            CHECK(nadia.get(team + "/" + maud + "/relais").status == 404);
            nadia.get("/compte");
            CHECK(nadia.post(team + "/" + maud, {{"role", "reader"}}).status == 404);
            CHECK(nadia.post(team + "/" + maud + "/retrait").status == 404);
            CHECK(nadia.post(team + "/" + maud + "/relais").status == 404);
            CHECK(nadia.post(team + invitation + "/renvoi").status == 404);
            CHECK(nadia.post(team + invitation + "/annulation").status == 404);
        }
        CHECK(nadia.get(theirs).body == nadia.get(unknown).body);
        CHECK(invitations(office).size() == 1);
        CHECK(role_of(office, office.maud) == Role::contributor);
        CHECK(nadia.get(ours + "/pas-un-identifiant").status == 404);
    });
}

TEST_CASE("a new role holds from the next request on, in every session") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud),
             maud_elsewhere = office.signed_in(office.maud);
        CHECK(maud.get(path_of(office, office.idriss)).status == 403);

        solene.get(path_of(office, office.maud));
        CHECK(solene.post(path_of(office, office.maud), {{"role", "owner"}, {"organisation_id", "x"}, {"user_id", "y"}}).status ==
              303);

        CHECK(maud.get(path_of(office, office.idriss)).status == 200);
        CHECK(maud_elsewhere.get(path_of(office, office.idriss)).status == 200);
        CHECK(office.trail(office.deux_rives).back() ==
              "change_role " + std::string{support::member(office, office.deux_rives, office.maud).id.text()});
    });
}

TEST_CASE("a role that is none comes back with the reason") {
    Office office;
    auto solene = office.signed_in(office.solene);
    solene.get(path_of(office, office.maud));

    for (auto const* role : {"", "admin", "platform_admin"}) {
        auto const response = solene.post(path_of(office, office.maud), {{"role", role}});
        CHECK(response.status == 422);
        CHECK(response.shows("Choisissez un rôle dans la liste"));
    }
    CHECK(role_of(office, office.maud) == Role::contributor);
}

TEST_CASE("whoever is removed has no access from the next request on, and what they wrote stays") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        CHECK(maud.get(office.structure_path("/equipe")).status == 200);
        auto const removal = path_of(office, office.maud, "/retrait");

        CHECK(solene.get(removal).shows("Retirer Maud Martin de l’équipe"));
        CHECK(role_of(office, office.maud) == Role::contributor);
        CHECK(solene.post(removal).status == 303);

        CHECK(maud.get(office.structure_path("/equipe")).status == 404);
        CHECK(maud.get("/compte").status == 200);
        CHECK(solene.post(removal).status == 404);
        CHECK(office.trail(office.deux_rives).back().starts_with("remove_member"));
    });
}

TEST_CASE("there is always someone in charge") {
    Office office;
    auto solene = office.signed_in(office.solene);
    solene.get(path_of(office, office.solene));

    auto const lowered = solene.post(path_of(office, office.solene), {{"role", "reader"}});
    CHECK(lowered.status == 422);
    CHECK(lowered.shows("Il faut au moins une personne au pilotage"));
    CHECK(solene.post(path_of(office, office.solene, "/retrait")).status == 422);
    CHECK(role_of(office, office.solene) == Role::owner);

    CHECK(solene.post(path_of(office, office.maud), {{"role", "owner"}}).status == 303);
    auto const leaving = solene.post(path_of(office, office.solene, "/retrait"));
    CHECK(leaving.location() == "/compte/structures");
    CHECK(!role_of(office, office.solene));
}

TEST_CASE("there is always someone in charge, also where twenty leave at once") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        std::vector<Browser> browsers;
        std::vector<std::string> removals;
        for (int i = 0; i < 19; ++i) {
            auto const user = office.add_user("Pilote", "pilote" + std::to_string(i) + "@exemple.fr");
            office.add_member(office.deux_rives, user, Role::owner);
            browsers.push_back(office.signed_in(user));
            removals.push_back(path_of(office, user, "/retrait"));
        }
        browsers.push_back(office.signed_in(office.solene));
        removals.push_back(path_of(office, office.solene, "/retrait"));
        for (auto& browser : browsers) browser.get("/compte");

        auto const statuses = post_at_once(browsers, removals, {});

        CHECK(std::ranges::count(statuses, 303) == 19);
        auto const left = office.db().found([&](storage::Reader const& db) { return accounts::owners(db, office.deux_rives); });
        CHECK(left == 1);
    });
}

TEST_CASE("the lead is handed over in one act") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const page = path_of(office, office.maud, "/relais");
        auto const token_before = solene.cookies.at("session");

        CHECK(solene.get(page).shows("Transmettre le pilotage à Maud Martin"));
        CHECK(role_of(office, office.maud) == Role::contributor);
        CHECK(solene.post(page).status == 303);

        CHECK(role_of(office, office.maud) == Role::owner);
        CHECK(role_of(office, office.solene) == Role::contributor);
        CHECK(solene.cookies.at("session") != token_before);
        CHECK(solene.get(office.structure_path("/equipe")).status == 200);
        CHECK(solene.get(page).status == 403);
        CHECK(maud.get(path_of(office, office.solene)).status == 200);
        Browser thief{office};
        thief.cookies["session"] = token_before;
        CHECK(thief.get("/compte").status == 303);
    });
}

TEST_CASE("a forged form changes no team") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const key_of_another = office.signed_in(office.nadia).get("/compte").field("csrf");

    for (auto const& key : {std::string{}, key_of_another}) {
        CHECK(solene.post(path_of(office, office.maud), {{"csrf", key}, {"role", "owner"}}).status == 403);
        CHECK(solene.post(path_of(office, office.maud, "/retrait"), {{"csrf", key}}).status == 403);
        CHECK(solene.post(path_of(office, office.maud, "/relais"), {{"csrf", key}}).status == 403);
        CHECK(
            solene.post(office.structure_path("/equipe/invitations"), {{"csrf", key}, {"email", "x@exemple.fr"}}).status == 403);
    }
    CHECK(role_of(office, office.maud) == Role::contributor);
    CHECK(office.mails().empty());
}

TEST_CASE("an invitation names who invites, into what and as what, and is shown to who leads") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};

        auto const link = invite(office, "Lea@Exemple.fr", "reader");

        CHECK(link.starts_with("/invitation/"));
        auto const mail = office.mails().back();
        CHECK(mail.starts_with("lea@exemple.fr | Solène Martin vous invite à rejoindre Les Deux Rives"));
        CHECK(mail.find("Lecture") != std::string::npos);
        auto const kept = invitations(office);
        REQUIRE(kept.size() == 1);
        CHECK(kept.front().role == Role::reader);
        CHECK(kept.front().expires - kept.front().sent == std::chrono::days{14});
        CHECK(office.trail(office.deux_rives).back() == "invite " + std::string{kept.front().id.text()});
        auto const database = office.db().found([](storage::Reader const& db) {
            return db.rows("SELECT token_digest FROM invitations", {}, [](storage::Row& row) { return row.next<std::string>(); });
        });
        CHECK(link.find(database.front()) == std::string::npos);
        auto solene = office.signed_in(office.solene);
        auto const page = solene.get(office.structure_path("/equipe"));
        CHECK(page.shows("lea@exemple.fr"));
        CHECK(page.shows("Jusqu’au 5\u00a0décembre 2026"));
    });
}

TEST_CASE("a form of an invitation that is sent twice invites once") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const id = solene.get(office.structure_path("/equipe")).field("id");
    Browser::Fields const fields{{"id", id}, {"email", "lea@exemple.fr"}, {"role", "reader"}};

    CHECK(solene.post(office.structure_path("/equipe/invitations"), fields).status == 303);
    CHECK(solene.post(office.structure_path("/equipe/invitations"), fields).status == 303);

    CHECK(invitations(office).size() == 1);
    CHECK(office.mails().size() == 1);
}

TEST_CASE("who is invited, in the team, or no address at all comes back with what was typed") {
    Office office;
    invite(office, "lea@exemple.fr");
    auto solene = office.signed_in(office.solene);
    auto const try_with = [&](std::string const& email, std::string const& role) {
        auto const id = solene.get(office.structure_path("/equipe")).field("id");
        return solene.post(office.structure_path("/equipe/invitations"), {{"id", id}, {"email", email}, {"role", role}});
    };

    CHECK(try_with("LEA@exemple.fr", "owner").shows("déjà invitée"));
    CHECK(try_with("maud@deuxrives.exemple.fr", "owner").shows("fait déjà partie de l’équipe"));
    auto const wrong = try_with("\"><svg onload=alert(1)>", "owner");
    CHECK(wrong.status == 422);
    CHECK(wrong.shows("Saisissez une adresse complète"));
    CHECK(wrong.shows("&quot;&gt;&lt;svg"));
    CHECK(!wrong.shows("<svg onload"));
    CHECK(wrong.shows("<option value=\"owner\" selected"));
    CHECK(try_with("zoe@exemple.fr", "platform_admin").shows("Choisissez un rôle"));
    for (auto const* email : {"a@b.fr\r\nBcc: c@d.fr", "a@b.fr, c@d.fr", "A <a@b.fr>"})
        CHECK(try_with(email, "reader").status == 422);
    CHECK(office.mails().size() == 1);
    CHECK(invitations(office).size() == 1);
}

TEST_CASE("the form of an invitation takes nothing but address and role from who sends it") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const id = solene.get(office.structure_path("/equipe")).field("id");

    solene.post(office.structure_path("/equipe/invitations"),
        {{"id", id}, {"email", "lea@exemple.fr"}, {"role", "reader"}, {"organisation_id", std::string{office.passerelle.text()}},
            {"invited_by", std::string{office.nadia.id.text()}}, {"expires", "9999999999999"}, {"times_sent", "-100"}});

    auto const kept = invitations(office);
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().organisation == office.deux_rives);
    CHECK(kept.front().invited_by == office.solene.id);
    CHECK(kept.front().times_sent == 1);
    CHECK(kept.front().expires - kept.front().sent == std::chrono::days{14});
}

TEST_CASE("an invitation reads the same whether its address has an account or not") {
    for_each_engine([](storage::Engine engine) {
        // What the page of the team shows of the one who is invited, but for what differs from any page to the next.
        auto const shown_for = [&](std::string const& email, bool has_account) {
            Office office{engine};
            if (has_account) office.add_user("Léa", email);
            auto solene = office.signed_in(office.solene);
            auto const form = solene.get(office.structure_path("/equipe"));
            auto const sent = solene.post(
                office.structure_path("/equipe/invitations"), {{"id", form.field("id")}, {"email", email}, {"role", "reader"}});
            auto const page = solene.get(office.structure_path("/equipe")).body;
            CHECK(office.mails().size() == 1);
            auto const at = page.find(email);
            REQUIRE(at != page.npos);
            auto const line = page.substr(page.rfind("<li", at), page.find("</li>", at) - page.rfind("<li", at));
            static std::regex const own{"[0-9a-f]{8}-[0-9a-f-]{27}|name=\"csrf\" value=\"[^\"]*\""};
            return std::to_string(sent.status) + " " + sent.header("Set-Cookie") + std::regex_replace(line, own, "");
        };
        CHECK(shown_for("lea@exemple.fr", true) == shown_for("lea@exemple.fr", false));
    });
}

TEST_CASE("an invitation is sent again five times at most, each time with a new link, and can be withdrawn") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto link = invite(office, "lea@exemple.fr");
        auto const path = office.structure_path("/equipe/invitations/") + std::string{invitations(office).front().id.text()};
        auto solene = office.signed_in(office.solene);
        auto visitor = office.visitor();
        solene.get(office.structure_path("/equipe"));

        for (int i = 0; i < 5; ++i) {
            office.let_pass(std::chrono::seconds{1});
            CHECK(solene.post(path + "/renvoi").status == 303);
            auto const next = office.last_link();
            CHECK(visitor.get(link).status == 404);
            CHECK(visitor.get(next).status == 200);
            link = next;
        }
        CHECK(solene.post(path + "/renvoi").status == 422);
        CHECK(office.mails().size() == 6);
        CHECK(visitor.get(link).status == 200);

        CHECK(solene.post(path + "/annulation").status == 303);
        CHECK(visitor.get(link).status == 404);
        CHECK(solene.post(path + "/annulation").status == 404);
        CHECK(invitations(office).empty());
    });
}

TEST_CASE("fifty invitations a day leave a structure, and another structure is not held up") {
    Office office;
    auto solene = office.signed_in(office.solene), nadia = office.signed_in(office.nadia);
    auto const invite_from = [&](Browser& browser, accounts::OrganisationId const& organisation, int i) {
        auto const path = "/structures/" + std::string{organisation.text()} + "/equipe";
        return browser.post(path + "/invitations", {{"id", new_uuid(office.now, office.desk->chance)},
                                                       {"email", "p" + std::to_string(i) + "@exemple.fr"}, {"role", "reader"}});
    };
    solene.get("/compte");
    nadia.get("/compte");
    for (int i = 0; i < 50; ++i) CHECK(invite_from(solene, office.deux_rives, i).status == 303);

    auto const refused = invite_from(solene, office.deux_rives, 50);

    CHECK(refused.status == 429);
    CHECK(refused.header("Retry-After") == "86400");
    CHECK(refused.shows("recommencez demain"));
    CHECK(refused.shows("value=\"p50@exemple.fr\""));
    auto const invitation = office.structure_path("/equipe/invitations/") + std::string{invitations(office).front().id.text()};
    CHECK(solene.post(invitation + "/renvoi").status == 429);
    CHECK(invite_from(nadia, office.passerelle, 0).status == 303);
    CHECK(office.mails().size() == 51);
    office.let_pass(std::chrono::hours{24} + std::chrono::minutes{1});
    solene.cookies = office.signed_in(office.solene).cookies;
    solene.get("/compte");
    CHECK(invite_from(solene, office.deux_rives, 50).status == 303);
}
