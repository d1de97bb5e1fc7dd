#include "accounts/profile.h"
#include "settings/people.h"

#include <doctest/doctest.h>

#include <set>

using support::Browser, support::Office, support::for_each_engine;

namespace {

Browser::Fields const profile{
    {"name", "Les Trois Rives"}, {"legal_form", "cooperative"}, {"sector", "culture"}, {"staff", "20-49"}, {"region", "53"}};

accounts::Profile kept(Office& office) {
    return office.db().found(
        [&](storage::Reader const& db) { return accounts::find_organisation(db, office.deux_rives).value().profile; });
}

} // namespace

TEST_CASE("who leads changes the profile, and the trail tells it") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const path = office.structure_path("/parametres");
        CHECK(solene.get(path).shows("Les Deux Rives"));

        auto fields = profile;
        fields.merge(Browser::Fields{{"number", "99"}, {"id", std::string{office.passerelle.text()}}, {"tenant_id", "2"}});
        CHECK(solene.post(path, fields).status == 303);

        auto const now = kept(office);
        CHECK(now.name == "Les Trois Rives");
        CHECK(now.legal_form == "cooperative");
        CHECK(now.sector == "culture");
        CHECK(now.staff == "20-49");
        CHECK(now.region == "53");
        auto const other = office.db().found(
            [&](storage::Reader const& db) { return accounts::find_organisation(db, office.passerelle).value(); });
        CHECK(other.profile.name == "La Passerelle");
        CHECK(other.number == 2);
        CHECK(office.trail(office.deux_rives).back().starts_with("change_profile"));
        CHECK(solene.get(path + "?fait=profil").shows("Le profil de la structure est enregistré"));
    });
}

TEST_CASE("other members read the profile, and cannot change it") {
    Office office;
    auto const path = office.structure_path("/parametres");

    for (auto const* user : {&office.maud, &office.idriss}) {
        auto browser = office.signed_in(*user);
        auto const page = browser.get(path);
        CHECK(page.status == 200);
        CHECK(page.shows("Association"));
        CHECK(!page.shows("name=\"legal_form\""));
        browser.get("/compte");
        CHECK(browser.post(path, profile).status == 403);
    }
    CHECK(kept(office).name == "Les Deux Rives");
}

TEST_CASE("another structure's profile is not found") {
    Office office;
    auto nadia = office.signed_in(office.nadia);
    nadia.get("/compte");

    CHECK(nadia.get(office.structure_path("/parametres")).status == 404);
    CHECK(nadia.post(office.structure_path("/parametres"), profile).status == 404);
    CHECK(kept(office).name == "Les Deux Rives");
}

TEST_CASE("a choice that is none comes back with its reason and all that was typed") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const path = office.structure_path("/parametres");
    solene.get(path);

    auto const response = solene.post(
        path, {{"name", " "}, {"legal_form", "secte"}, {"sector", "sport"}, {"staff", "-1"}, {"region", "\"><script>"}});

    CHECK(response.status == 422);
    for (auto const* reason : {"Saisissez le nom de votre structure", "Choisissez une forme juridique", "Choisissez un nombre",
             "Choisissez une région"})
        CHECK(response.shows(reason));
    CHECK(!response.shows("Choisissez un secteur"));
    CHECK(response.shows("<option value=\"sport\" selected"));
    CHECK(!response.shows("\"><script>"));
    CHECK(kept(office).name == "Les Deux Rives");
    CHECK(solene.post(path, {{"csrf", "x"}, {"name", "Autre"}}).status == 403);
}

TEST_CASE("a structure may be called whatever its people call it, and a page shows it as text") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const path = office.structure_path("/parametres");
    for (auto const* name :
        {"\"><svg onload=alert(1)>", "{{7*7}} ${1} <%= 1 %>", "</title><script>alert(1)</script>", "'; DROP TABLE users; --"}) {
        solene.get(path);
        auto fields = profile;
        fields["name"] = name;
        CHECK(solene.post(path, fields).status == 303);

        CHECK(kept(office).name == name);
        for (auto const& page :
            {solene.get(path), solene.get(office.structure_path("/equipe")), solene.get("/compte/structures")}) {
            CHECK(page.status == 200);
            CHECK(!page.shows("<svg onload"));
            CHECK(!page.shows("<script>alert"));
        }
    }
    CHECK(solene.get("/compte/structures").shows("DROP TABLE"));
}

TEST_CASE("each choice of a profile has one code and its words in both languages") {
    Office office;
    for (auto const& list : {accounts::legal_forms, accounts::sectors, accounts::staff_sizes, accounts::regions}) {
        auto const french = list(office.desk->french), english = list(office.desk->english);
        REQUIRE(french.size() == english.size());
        std::set<std::string> codes;
        for (auto const& [code, words] : french) {
            CHECK(codes.insert(code).second);
            CHECK(!words.empty());
        }
    }
    CHECK(accounts::regions(office.desk->french).size() == 25);
    CHECK(accounts::words_of(accounts::sectors(office.desk->french), "sport") == "Sport et loisirs");
    CHECK(accounts::words_of(accounts::sectors(office.desk->french), "ancien-code") == "ancien-code");
    CHECK(!accounts::is_known_region(""));
    CHECK(accounts::is_name(std::string(200, 'a')));
    CHECK(!accounts::is_name(std::string(201, 'a')));
}
