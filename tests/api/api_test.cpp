#include "diagnostic/rated_chapter.h"

#include "entrance/people.h"
#include "referentiel/files.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

namespace json = boost::json;
using support::Browser, support::governance, support::Office, support::Page, support::power, support::rate, support::rating;

namespace {

struct Program {
    Office& office;
    Browser browser;

    Program(Office& office, accounts::User const& user, accounts::Scope scope = accounts::Scope::write)
        : office{office}, browser{office.visitor()} {
        browser.extra_headers = {{"authorization", "Bearer " + office.key_of(user, scope)}};
    }

    Page get(std::string const& path) { return browser.get("/api/v1" + path); }
    json::object read(std::string const& path) {
        auto const page = get(path);
        CHECK(page.status == 200);
        CHECK(page.header("Content-Type").starts_with("application/json"));
        return json::parse(page.body).as_object();
    }
    Page put(std::string const& path, std::string body) {
        web::Request request;
        request.method = "PUT";
        request.path = "/api/v1" + path;
        request.body = std::move(body);
        request.headers = {{"content-type", "application/json"}};
        return browser.send(request);
    }

    // In the cycle of Les Deux Rives.
    Page put_rating(std::string const& criterion, std::string body) {
        return put(cycle("/ratings/" + criterion), std::move(body));
    }
    std::string cycle(std::string const& rest = {}) const { return office.cycle_path(rest); }
};

std::string text(json::value const& object, std::string_view name) { return std::string{object.at(name).as_string()}; }

json::object problem(Page const& page, int status) {
    CHECK(page.status == status);
    CHECK(page.header("Content-Type").starts_with("application/problem+json"));
    auto const told = json::parse(page.body).as_object();
    CHECK(told.at("status").as_int64() == status);
    CHECK(!text(told, "title").empty());
    CHECK(text(told, "type") == "about:blank");
    auto const detail = text(told, "detail"); // a sentence, and no mere reference
    CAPTURE(detail);
    CHECK(detail.find(' ') != detail.npos);
    CHECK(detail.size() > 20);
    return told;
}

} // namespace

TEST_CASE("a program reads the structures of its user, and what they are") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Program program{office, office.maud, accounts::Scope::read};

        auto const list = program.read("/structures");
        REQUIRE(list.at("items").as_array().size() == 1);
        CHECK(list.at("next").is_null());
        auto const& place = list.at("items").at(0);
        CHECK(text(place, "id") == office.deux_rives.text());
        CHECK(text(place, "name") == "Les Deux Rives");
        CHECK(text(place, "role") == "contributor");

        auto const structure = program.read(office.structure_path());
        CHECK(text(structure, "name") == "Les Deux Rives");
        CHECK(structure.at("number").as_int64() == 1);
        CHECK(text(structure, "legal_form") == "association");
        CHECK(text(structure, "sector") == "habitat");
        CHECK(text(structure, "staff") == "5-19");
        CHECK(text(structure, "region") == "52");

        auto const cycles = program.read(office.structure_path("/cycles"));
        CHECK(text(cycles.at("items").at(0), "label") == "2026");
        CHECK(cycles.at("items").at(0).at("opened").as_int64() == office.now.time_since_epoch().count());
        CHECK(cycles.at("items").at(0).at("closed").is_null());
        CHECK(program.get("/structures/" + std::string{office.passerelle.text()}).status == 404);
    });
}

TEST_CASE("lists go on from where the page before ended") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        for (int i = 0; i < 205; ++i) office.add_structure("Structure " + std::to_string(100 + i), office.maud);
        Program program{office, office.maud};

        std::vector<std::string> names;
        std::string after;
        for (;;) {
            auto const page = program.read("/structures?limit=100" + (after.empty() ? "" : "&after=" + after));
            for (auto const& item : page.at("items").as_array()) names.push_back(text(item, "name"));
            if (page.at("next").is_null()) break;
            after = text(page, "next");
        }
        CHECK(names.size() == 206);
        CHECK(std::ranges::is_sorted(names));

        auto const length = [&](std::string const& query) {
            return program.read("/structures" + query).at("items").as_array().size();
        };
        CHECK(length("") == 50);
        CHECK(length("?limit=1") == 1);
        CHECK(length("?limit=200") == 200);
        CHECK(length("?limit=201") == 200);
        CHECK(length("?limit=9999999999999") == 200);
        CHECK(length("?limit=0") == 50);
        CHECK(length("?limit=-1") == 50);
        CHECK(length("?limit=x") == 50);
        CHECK(length("?after=nothing") == 0);
    });
}

TEST_CASE("a program rates a criterion by its key or its number, its level as a number or a text") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Program program{office, office.maud};
        auto const revision = [](Page const& page) {
            CHECK(page.status == 200);
            return json::parse(page.body).at("revision").as_int64();
        };

        CHECK(revision(program.put_rating(power, R"({"level": 3, "comment": "Un texte.", "revision": 0})")) == 1);
        CHECK(rating(office, power)->rating.comment == "Un texte.");
        CHECK(rating(office, power)->by == "Maud Martin");
        CHECK(revision(program.put_rating("1", R"({"level": "4", "comment": "Un texte.", "revision": 1})")) == 2);
        CHECK(revision(program.put_rating("1", R"({"level": "4", "comment": "Un texte.", "revision": 1})")) == 2);
        CHECK(revision(program.put_rating("1", R"({"level": 5, "revision": 2})")) == 3);
        CHECK(rating(office, power)->rating.comment == "Un texte."); // nothing was said of it
        CHECK(revision(program.put_rating("1", R"({"level": 5, "comment": "", "revision": 3})")) == 4);
        CHECK(rating(office, power)->rating.comment == "");
        CHECK(revision(program.put_rating("1", R"({"not_concerned": "Pas de\u0000 conseil.", "revision": 4})")) == 5);
        CHECK(rating(office, power)->rating.level.code() == "NC");
        CHECK(rating(office, power)->rating.reason == "Pas de conseil.");
        auto const claimed = program.put_rating("14", R"({"level": 1, "revision": 0, "role": "owner", "by": "Solène"})");
        problem(claimed, 422);
        CHECK(claimed.says("« role » n'est pas connu ici"));
        CHECK(revision(program.put_rating("14", R"({"level": 1, "revision": 0})")) == 1);
        CHECK(rating(office, support::jobs)->by == "Maud Martin");
        CHECK(office.trail(office.deux_rives) == std::vector<std::string>{"rate " + power, "rate " + support::jobs});
    });
}

TEST_CASE("what a program may not save is refused in the page's words") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Program program{office, office.maud};
        for (std::string const body :
            {R"({"level": 6, "revision": 0})", R"({"level": 0, "revision": 0})", R"({"level": "", "revision": 0})",
                R"({"revision": 0})", R"({"comment": "Un texte.", "revision": 0})", R"({"not_concerned": "", "revision": 0})",
                R"({"not_concerned": " \n", "revision": 0})", R"({"level": "NC", "revision": 0})"}) {
            auto const told = problem(program.put_rating(power, body), 422);
            CHECK_MESSAGE(!text(told, "detail").empty(), body);
        }
        auto const too_long =
            program.put_rating(power, R"({"level": 3, "revision": 0, "comment": ")" + std::string(100'001, 'x') + "\"}");
        CHECK(text(problem(too_long, 422), "detail").find("Raccourcissez") == 0);

        for (std::string const body :
            {"", "null", "[]", "3", "{", R"({"level": 3})", R"({"level": 3, "revision": "0"})", R"({"level": 3, "revision": -1})",
                R"({"level": 3.5, "revision": 0})", R"({"level": true, "revision": 0})", R"({"level": [3], "revision": 0})",
                R"({"level": 3, "comment": {}, "revision": 0})", R"({"level": 3, "not_concerned": "Non.", "revision": 0})",
                R"({"not_concerned": 1, "revision": 0})", R"({"level": 3, "revision": 18446744073709551615})",
                "{\"level\": \"\xff\", \"revision\": 0}", R"({"level": 3, "revision": 0} x)"})
            CHECK_MESSAGE(problem(program.put_rating(power, body), 400).size() >= 3, body);
        problem(program.put_rating(power, std::string(1000, '[')), 400);
        auto const says = [&](std::string const& body, int status, std::string const& words) {
            auto const page = program.put_rating(power, body);
            problem(page, status);
            CHECK_MESSAGE(page.says(words), std::string{body + " → " + page.body});
        };
        says(R"({"level": 3})", 400, "Il manque « revision »");
        says(R"({"level": 3, "revision": "0"})", 400, "« revision » est un nombre entier");
        says(R"({"level": 3, "not_concerned": "Non.", "revision": 0})", 400, "« level » et « not_concerned » s'excluent");
        says(R"({"level": 3.5, "revision": 0})", 400, "« level » est le code d'un niveau");
        says(R"({"level": 6, "revision": 0})", 422, "niveaux possibles : 1 à 5, NC");
        says(R"({"revision": 0})", 422, "niveaux possibles : 1 à 5, NC");
        says("[]", 400, "n'est pas un objet JSON");

        auto const names = [&](Page const& page, std::string const& which) {
            CHECK(text(problem(page, 404), "detail").find(which) != std::string::npos);
        };
        names(program.put_rating("99", R"({"level": 3, "revision": 0})"), "99");
        names(program.put_rating("nulle-part", R"({"level": 3, "revision": 0})"), "nulle-part");
        names(program.get("/structures/nulle-part"), "/api/v1/structures/nulle-part");
        names(program.get("/referentiels/nul/1.0"), "nul");
        problem(program.put(office.structure_path("/cycles/00000000-0000-7000-8000-000000000000/ratings/1"),
                    R"({"level": 3, "revision": 0})"),
            404);
        CHECK(office.ratings().empty());
    });
}

TEST_CASE("a level that is shown by a sign is sent by it or by its code") {
    std::ifstream stream{SOURCE_FOLDER "/tests/fixtures/referentiel/essms.extract.yaml", std::ios::binary};
    std::string const essms{std::istreambuf_iterator{stream}, {}};
    auto const library = files::library(essms);
    Office office{storage::Engine::sqlite, library};
    office.signed_in(office.solene).post(office.cycle_path("/diagnostic/profil"), {{"profil-lieu-de-vie-ou-d-accueil", "oui"}});
    Program program{office, office.maud};
    CHECK(program.put_rating("2.2.1.a", R"({"level": "★", "revision": 0})").status == 200);
    CHECK(program.put_rating("2.2.1.a", R"({"level": "*", "revision": 1})").status == 200);
    CHECK(office.ratings().at(0).rating.level.code() == "*");
    CHECK(program.put_rating("2.2.1.a", R"({"level": "5", "revision": 1})").says("niveaux possibles : 1 à 4, ★"));
}

TEST_CASE("a program of someone held to a few criteria rates no other") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Program program{office, office.maud};
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE members SET only_assigned = 1 WHERE organisation_id = $1 AND user_id = $2",
                {office.deux_rives, office.maud.id});
        });
        problem(program.put_rating(power, R"({"level": 3, "revision": 0})"), 403);
        CHECK(office.ratings().empty());
    });
}

TEST_CASE("a program that comes late is shown both answers") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        Program program{office, office.maud};
        rate(solene, office.cycle_path(governance), power, "2", "Le texte de Solène.");

        auto const told = problem(program.put_rating(power, R"({"level": 4, "comment": "Le mien.", "revision": 0})"), 409);
        CHECK(text(told.at("theirs"), "level") == "2");
        CHECK(text(told.at("theirs"), "comment") == "Le texte de Solène.");
        CHECK(text(told.at("theirs"), "by") == "Solène Martin");
        CHECK(told.at("theirs").at("revision").as_int64() == 1);
        CHECK(text(told.at("yours"), "level") == "4");
        CHECK(text(told.at("yours"), "comment") == "Le mien.");
        CHECK(rating(office, power)->rating.comment == "Le texte de Solène.");

        CHECK(program.put_rating(power, R"({"level": 4, "comment": "Le mien.", "revision": 1})").status == 200);
        problem(program.put_rating(power, R"({"level": 5, "revision": 7})"), 409);
        problem(program.put_rating("14", R"({"level": 5, "revision": 7})"), 409);
    });
}

TEST_CASE("a closed cycle is read only for programs too") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Program program{office, office.maud};
        CHECK(program.put_rating(power, R"({"level": 4, "revision": 0})").status == 200);
        support::close_cycle(office);
        problem(program.put_rating(power, R"({"level": 5, "revision": 1})"), 409);
        CHECK(program.get(program.cycle("/diagnostic")).status == 200);
        CHECK(program.read(office.structure_path("/cycles")).at("items").at(0).at("closed").is_int64());
        CHECK(rating(office, power)->rating.level.code() == "4");
    });
}

TEST_CASE("a program reads every criterion, rated or not") {
    Office office;
    Program program{office, office.maud};
    auto const all = rated(*office.library.latest("ess-complet"));
    program.put_rating(power, R"({"level": 4, "comment": "Un texte.", "revision": 0})");
    program.put_rating("14", R"({"not_concerned": "Personne.", "revision": 0})");

    auto const diagnostic = program.read(program.cycle("/diagnostic"));

    CHECK(text(diagnostic.at("referentiel"), "code") == "ess-complet");
    CHECK(text(diagnostic.at("referentiel"), "sha256").size() == 64);
    CHECK(text(diagnostic.at("cycle"), "label") == "2026");
    auto const& ratings = diagnostic.at("ratings").as_array();
    REQUIRE(ratings.size() == all.size());
    CHECK(text(ratings[0], "criterion") == power);
    CHECK(text(ratings[0], "number") == "1");
    CHECK(text(ratings[0], "level") == "4");
    CHECK(text(ratings[0], "comment") == "Un texte.");
    CHECK(ratings[0].at("revision").as_int64() == 1);
    auto const apart = std::ranges::find(ratings, "14", [](json::value const& one) { return text(one, "number"); });
    CHECK(text(*apart, "not_concerned") == "Personne.");
    CHECK(ratings.back().at("level").is_null());
    CHECK(ratings.back().at("revision").as_int64() == 0);
    CHECK(diagnostic.at("scores").at("answered").as_int64() == 2);
    CHECK(diagnostic.at("scores").at("not_concerned").as_int64() == 1);
    CHECK(diagnostic.at("scores").at("total").as_int64() == static_cast<std::int64_t>(all.size()));
}

TEST_CASE("a key that was taken back, or whose user left, opens nothing more") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Program program{office, office.maud};
        CHECK(program.get(office.structure_path()).status == 200);
        office.db().write([&](storage::Writer& db) {
            auto const member = accounts::find_member(db, office.deux_rives, office.maud).value();
            accounts::remove_member(db, office.deux_rives, member.id);
        });
        problem(program.get(office.structure_path()), 404);
        CHECK(program.read("/structures").at("items").as_array().empty());
        office.db().write([&](storage::Writer& db) {
            accounts::remove_api_key(db, office.maud.id, accounts::api_keys(db, office.maud.id).front().session);
        });
        problem(program.get("/structures"), 401);
    });
}

TEST_CASE("a program's address that is none is told in JSON") {
    Office office;
    Program program{office, office.maud};
    problem(program.get("/nulle-part"), 404);
    problem(program.get("/structures/x"), 404);
    auto post = web::Request{};
    post.method = "POST";
    post.path = "/api/v1/structures";
    problem(program.browser.send(post), 405);
}
