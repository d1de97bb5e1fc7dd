#include "core/secret.h"
#include "diagnostic/rated_chapter.h"
#include "diagnostic/snapshot.h"
#include "support/golden.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

namespace json = boost::json;
using support::Browser, support::for_each_engine, support::governance, support::Office, support::Page, support::power,
    support::rate;

namespace {

std::string const id = "01000000-0000-7000-8000-000000000312";

Browser::Fields taking(std::string const& label = "avant le conseil du 12 mars") { return {{"id", id}, {"label", label}}; }

std::string path(Office& office, std::string const& rest = "") { return office.structure_path("/instantanes/" + id + rest); }

std::string list(Office& office) { return office.cycle_path("/diagnostic/instantanes"); }

std::size_t rows(Office& office) {
    return office.db().found([&](storage::Reader const& db) { return diagnostic::snapshots(db, office.deux_rives); }).size();
}

} // namespace

TEST_CASE("a snapshot keeps the answers and the figures of its moment, and no later answer changes it") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        rate(maud, office.cycle_path(governance), power, "2", "On le sait.");
        auto const taken = maud.post(list(office), taking());
        REQUIRE(taken.status == 303);
        CHECK(taken.location() == path(office) + "?fait=pris");
        CHECK(maud.get(taken.location()).says("L'instantané est gardé."));
        auto const before = maud.get(path(office, "/instantane.json"));

        rate(maud, office.cycle_path(governance), power, "5", "Tout le monde le lit.");

        auto const page = maud.get(path(office));
        CHECK(page.says("avant le conseil du 12 mars"));
        CHECK(page.says("On le sait."));
        CHECK(!page.says("Tout le monde le lit."));
        CHECK(page.says("se situe en moyenne à 2,0 sur 5"));
        CHECK(maud.get(path(office, "/instantane.json")).body == before.body);
        CHECK(maud.get(office.cycle_path("/diagnostic/resultats")).says("se situe en moyenne à 5,0 sur 5"));
    });
}

TEST_CASE("a snapshot names criteria and chapters without leading to what they say today") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        rate(maud, office.cycle_path(governance), power, "2", "On le sait.");
        maud.post(list(office), taking());
        auto const page = maud.get(path(office));
        CHECK(page.says("1. Exercice du pouvoir"));
        CHECK(!page.shows("#critere-" + power + "\""));
        CHECK(!page.shows("/resultats/gouvernance\""));
        CHECK(!page.says("Maturité actuelle"));
    });
}

TEST_CASE("the digest of a snapshot is that of its file, which is canonical") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        rate(solene, office.cycle_path(governance), power, "4", "« Mesuré » \"ici\"\net là.");
        solene.post(list(office), taking());

        auto const file = solene.get(path(office, "/instantane.json"));
        CHECK(file.header("Content-Disposition").starts_with("attachment"));
        auto const digest = hexadecimal(sha256(file.body));
        CHECK(solene.get(path(office)).shows(digest));
        auto const value = json::parse(file.body);
        CHECK(json::serialize(value) == file.body);
        std::string last;
        for (auto const& member : value.as_object()) {
            CHECK(last < std::string{member.key()});
            last = member.key();
        }
        CHECK(value.at("ratings").at(0).at("level").as_string() == "4");
        CHECK(value.at("scores").at("mean").as_string() == "4.0");
        CHECK(value.at("referentiel").at("sha256").as_string() == office.library.versions().front()->hash.text());
    });
}

TEST_CASE("a form of a snapshot that is sent twice takes one, and the second changes nothing of it") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        CHECK(maud.post(list(office), taking()).status == 303);
        auto const before = office.dump({"sessions"});
        rate(maud, office.cycle_path(governance), power, "3");
        CHECK(maud.post(list(office), taking("un autre nom")).status == 303);
        CHECK(office.dump({"sessions"}).at("snapshots") == before.at("snapshots"));
        CHECK(rows(office) == 1);
    });
}

TEST_CASE("no address of the program changes a snapshot, and no statement of its source does") {
    for (Office office; auto const& route : office.router.routes())
        if (route.pattern.find("/instantanes/{}") != route.pattern.npos) CHECK(route.method == "GET");
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        solene.post(list(office), taking());
        auto const before = office.dump().at("snapshots");

        auto const cycle = office.cycle_path();
        solene.post(cycle + "/nom", {{"label", "Autre nom"}});
        solene.post(cycle + "/cloture");
        solene.post(cycle + "/reouverture", {{"reason", "Une erreur."}});

        CHECK(office.dump().at("snapshots").find(before.substr(0, before.size() - 1)) != std::string::npos);
        CHECK(solene.get(path(office)).says("avant le conseil du 12 mars"));
    });
}

TEST_CASE("a snapshot without a name is refused, a reader takes none, and a closed cycle gives none") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);
        auto const unnamed = maud.post(list(office), taking(" "));
        CHECK(unnamed.status == 422);
        CHECK(unnamed.says("Donnez un nom à l'instantané"));
        CHECK(unnamed.field("id") == id);
        CHECK(maud.post(list(office), taking(std::string(121, 'a'))).status == 422);
        CHECK(maud.post(list(office), {{"id", "pas un id"}, {"label", "x"}}).status == 400);
        CHECK(!idriss.get(list(office)).says("Prendre un instantané"));
        CHECK(idriss.post(list(office), taking()).status == 403);
        support::close_cycle(office);
        CHECK(!maud.get(list(office)).says("Prendre un instantané"));
        CHECK(maud.post(list(office), taking()).status == 403);
        CHECK(rows(office) == 0);
    });
}

TEST_CASE("closing a cycle takes a snapshot of its own, once") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        rate(solene, office.cycle_path(governance), power, "3");
        for (int i = 0; i < 2; ++i) CHECK(solene.post(office.cycle_path("/cloture")).status == 303);
        CHECK(rows(office) == 1);
        CHECK(solene.get(list(office)).says("Clôture"));
    });
}

TEST_CASE("another structure finds no snapshot") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        office.signed_in(office.solene).post(list(office), taking());
        auto nadia = office.signed_in(office.nadia);
        auto const theirs = "/structures/" + std::string{office.passerelle.text()} + "/instantanes/" + id;
        CHECK(nadia.get(path(office)).status == 404);
        CHECK(nadia.get(theirs).status == 404);
        CHECK(nadia.get(theirs + "/instantane.json").status == 404);
    });
}

TEST_CASE("the pages of snapshots read as they did") {
    Office office;
    auto solene = office.signed_in(office.solene);
    support::check_golden("snapshots-none", solene.get(list(office)));
    rate(solene, office.cycle_path(governance), power, "3");
    solene.post(list(office), taking());
    support::check_golden("snapshots", solene.get(list(office)));
    support::check_golden("snapshots-to-mend", solene.post(list(office), taking("")));
}
