#include "settings/people.h"

#include <doctest/doctest.h>

#include <algorithm>

using accounts::Role;
using support::Browser, support::Office, support::for_each_engine, support::invitations, support::invite, support::post_at_once,
    support::role_of;

namespace {

Browser::Fields const newcomer{{"given", "Léa"}, {"family", "Kerbrat"}, {"password", "des betteraves au petit matin"}};

std::optional<accounts::User> find_user(Office& office, std::string const& email) {
    return office.db().found([&](storage::Reader const& db) { return accounts::find_user(db, email); });
}

} // namespace

TEST_CASE("someone new joins from the link: they name themselves, choose a password, and are in") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = invite(office, "lea@exemple.fr", "reader");
        auto lea = office.visitor();

        for (int i = 0; i < 3; ++i) {
            auto const page = lea.get(link);
            CHECK(page.status == 200);
            CHECK(page.shows("Rejoindre Les Deux Rives"));
            CHECK(page.shows("Solène Martin"));
            CHECK(page.shows("Lecture"));
            CHECK(page.header("Referrer-Policy") == "no-referrer");
        }
        CHECK(!find_user(office, "lea@exemple.fr"));
        auto const joined = lea.post(link, newcomer);

        CHECK(joined.status == 303);
        CHECK(joined.location() == office.structure_path());
        auto const user = find_user(office, "lea@exemple.fr");
        REQUIRE(user.has_value());
        CHECK(user->name() == "Léa Kerbrat");
        CHECK(role_of(office, *user) == Role::reader);
        CHECK(lea.get(office.structure_path("/equipe")).status == 200);
        CHECK(lea.get(link).status == 404);
        CHECK(lea.get(link).shows("Cette invitation ne vaut plus"));
        CHECK(invitations(office).empty());
        CHECK(office.trail(office.deux_rives).back().starts_with("join "));
    });
}

TEST_CASE("what a newcomer cannot join with comes back with what was typed") {
    Office office;
    auto const link = invite(office, "lea@exemple.fr");
    auto lea = office.visitor();
    lea.get(link);

    auto const nameless = lea.post(link, {{"given", ""}, {"family", "<Kerbrat>"}, {"password", "des betteraves au petit matin"}});
    CHECK(nameless.status == 422);
    CHECK(nameless.shows("Saisissez votre prénom"));
    CHECK(nameless.shows("&lt;Kerbrat&gt;"));
    CHECK(nameless.header("Referrer-Policy") == "no-referrer");
    for (auto const* password : {"", "court", "les deux rives !", "kerbrat toujours", "lea@exemple.fr"})
        CHECK(lea.post(link, {{"given", "Léa"}, {"family", "Kerbrat"}, {"password", password}}).status == 422);
    CHECK(!find_user(office, "lea@exemple.fr"));
    CHECK(invitations(office).size() == 1);
}

TEST_CASE("a newcomer gets the invited address and role, whatever their form says") {
    Office office;
    auto const link = invite(office, "lea@exemple.fr", "reader");
    auto lea = office.visitor();
    lea.get(link);
    auto fields = newcomer;
    fields.merge(Browser::Fields{{"role", "owner"}, {"email", "autre@exemple.fr"}, {"is_platform_admin", "1"},
        {"organisation_id", std::string{office.passerelle.text()}}});

    CHECK(lea.post(link, fields).status == 303);

    auto const user = find_user(office, "lea@exemple.fr").value();
    CHECK(role_of(office, user) == Role::reader);
    CHECK(!user.is_platform_admin);
    CHECK(!find_user(office, "autre@exemple.fr"));
    CHECK(lea.get("/structures/" + std::string{office.passerelle.text()} + "/equipe").status == 404);
}

TEST_CASE("who has an account signs in first, comes back, and joins with one button") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = invite(office, "nadia@passerelle.exemple.fr");
        auto nadia = office.visitor();

        auto const page = nadia.get(link);
        CHECK(page.shows("Un compte existe pour nadia@passerelle.exemple.fr"));
        CHECK(!page.shows("name=\"password\""));
        CHECK(nadia.post(link, newcomer).location().starts_with("/connexion?retour="));
        CHECK(!role_of(office, office.nadia));

        nadia.get("/connexion");
        auto const signed_in = nadia.post(
            "/connexion", {{"email", office.nadia.email}, {"password", std::string{support::password}}, {"retour", link}});
        CHECK(signed_in.location() == link);
        auto const token_before = nadia.cookies.at("session");
        CHECK(nadia.get(link).shows(">Rejoindre</button>"));
        CHECK(nadia.post(link).location() == office.structure_path());

        CHECK(role_of(office, office.nadia) == Role::contributor);
        CHECK(nadia.cookies.at("session") != token_before);
        CHECK(nadia.get(office.structure_path("/equipe")).status == 200);
    });
}

TEST_CASE("an invitation is for its address: another account is told so and does not join") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = invite(office, "lea@exemple.fr", "owner");
        auto nadia = office.signed_in(office.nadia);

        auto const page = nadia.get(link);
        CHECK(page.shows("Cette invitation est pour une autre adresse"));
        CHECK(!page.shows(">Rejoindre</button>"));
        CHECK(nadia.post(link, newcomer).status == 403);

        CHECK(!role_of(office, office.nadia));
        CHECK(!find_user(office, "lea@exemple.fr"));
        CHECK(invitations(office).size() == 1);
    });
}

TEST_CASE("a member who accepts an invitation keeps the role they have") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = invite(office, "lea@exemple.fr", "owner");
        auto const lea = office.add_user("Léa", "lea@exemple.fr");
        office.add_member(office.deux_rives, lea, Role::reader); // since, by another way
        auto browser = office.signed_in(lea);
        browser.get(link);

        CHECK(browser.post(link).status == 303);

        CHECK(role_of(office, lea) == Role::reader);
        CHECK(invitations(office).empty());
    });
}

TEST_CASE("an invitation that has expired, was withdrawn, used or never sent is one and the same page") {
    Office office;
    auto lea = office.visitor();
    auto const page = [&](std::string const& link) {
        auto const answer = lea.get(link);
        auto const main = answer.body.find("<main");
        return std::to_string(answer.status) + answer.body.substr(main, answer.body.find("</main>") - main);
    };
    auto const unknown = page("/invitation/" + std::string(43, 'A'));
    CHECK(unknown.starts_with("404"));

    auto const used = invite(office, "lea@exemple.fr");
    lea.get(used);
    lea.post(used, newcomer);
    lea.cookies.clear();
    CHECK(page(used) == unknown);

    auto const withdrawn = invite(office, "zoe@exemple.fr");
    auto solene = office.signed_in(office.solene);
    solene.get("/compte");
    solene.post(
        office.structure_path("/equipe/invitations/") + std::string{invitations(office).front().id.text()} + "/annulation");
    CHECK(page(withdrawn) == unknown);

    auto const expired = invite(office, "max@exemple.fr");
    office.let_pass(std::chrono::days{14} - std::chrono::seconds{1});
    CHECK(page(expired).starts_with("200"));
    office.let_pass(std::chrono::seconds{1});
    CHECK(page(expired) == unknown);
    CHECK(lea.post(expired, newcomer).status == 404);
    CHECK(lea.post(expired + "/refus").status == 404);
    CHECK(!find_user(office, "max@exemple.fr"));
}

TEST_CASE("an invitation is refused with one button, by whoever has its link") {
    Office office;
    auto const link = invite(office, "lea@exemple.fr");
    auto lea = office.visitor();
    lea.get(link);

    auto const refused = lea.post(link + "/refus");

    CHECK(refused.location() == "/invitation/refusee");
    CHECK(lea.get("/invitation/refusee").status == 200);
    CHECK(lea.get(link).status == 404);
    CHECK(invitations(office).empty());
    CHECK(office.trail(office.deux_rives).back().starts_with("refuse_invitation"));
}

TEST_CASE("a forged form accepts and refuses nothing") {
    Office office;
    auto const link = invite(office, "lea@exemple.fr");
    auto lea = office.visitor();
    lea.get(link);
    auto fields = newcomer;
    fields["csrf"] = office.visitor().get(link).field("csrf");

    CHECK(lea.post(link, fields).status == 403);
    CHECK(lea.post(link + "/refus", {{"csrf", ""}}).status == 403);
    CHECK(invitations(office).size() == 1);
}

TEST_CASE("of twenty who accept at once, one account and one membership come") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = invite(office, "lea@exemple.fr");
        auto lea = office.visitor();
        lea.get(link);

        auto const statuses = post_at_once(std::vector<Browser>(20, lea), {link}, newcomer);

        CHECK(std::ranges::count(statuses, 500) == 0);
        auto const count = [&](std::string_view sql) {
            return office.db().found([&](storage::Reader const& db) {
                return db.row(sql, {}, [](storage::Row& row) { return row.next<std::int64_t>(); }).value();
            });
        };
        CHECK(count("SELECT COUNT(*) FROM users WHERE email = 'lea@exemple.fr'") == 1);
        CHECK(count("SELECT COUNT(*) FROM members JOIN users ON users.id = members.user_id WHERE email = 'lea@exemple.fr'") == 1);
        CHECK(invitations(office).empty());
    });
}

TEST_CASE("of twenty clicks of a member to be, one joins") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const link = invite(office, "nadia@passerelle.exemple.fr");
        std::vector<Browser> browsers;
        for (int i = 0; i < 20; ++i) {
            browsers.push_back(office.signed_in(office.nadia));
            browsers.back().get(link);
        }

        auto const statuses = post_at_once(browsers, {link}, {});

        CHECK(std::ranges::count(statuses, 303) == 1);
        CHECK(std::ranges::count(statuses, 404) == 19);
        auto const trail = office.trail(office.deux_rives);
        CHECK(std::ranges::count_if(trail, [](std::string const& line) { return line.starts_with("join "); }) == 1);
    });
}
