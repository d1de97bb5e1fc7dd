#include "app/demonstration.h"

#include "accounts/addresses.h"
#include "accounts/attempts.h"
#include "accounts/demonstration.h"
#include "app/data_folder.h"
#include "app/program.h"
#include "app/run.h"
#include "diagnostic/queries.h"
#include "evidence/reminders.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

using namespace std::chrono_literals;
using support::Addresses, support::Browser, support::Office, support::Page;

namespace {

referentiel::Library const& library() {
    static referentiel::Library const all = referentiel::embedded_library();
    return all;
}

// An office that also keeps the demonstrations, a little before three o'clock.
struct Shown {
    Office office;
    app::Cast cast;
    std::vector<accounts::OrganisationId> structures;

    explicit Shown(storage::Engine engine = storage::Engine::sqlite) : office{engine, library()} {
        for (auto const& story : app::stories())
            for (auto const& person : story.people) cast.emplace(person.key, office.add_user(person.given, person.email));
        office.now = Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}} + 12h;
        office.db().write([&](storage::Writer& db) {
            for (auto const& story : app::stories())
                structures.push_back(app::add_demonstration(db, *office.desk, story, cast, office.now));
        });
    }

    std::string path(std::string const& rest = {}) const {
        return "/structures/" + std::string{structures.front().text()} + rest;
    }
    Browser visitor() {
        auto browser = office.visitor();
        browser.get("/demonstration");
        CHECK(browser.post("/demonstration").location() == path());
        return browser;
    }
    std::vector<diagnostic::Diagnostic> diagnostics() {
        return office.db().found([&](storage::Reader const& db) { return diagnostic::find_all(db, library(), structures[0]); });
    }
    std::vector<diagnostic::SavedRating> ratings(diagnostic::Diagnostic const& of) {
        return office.db().found([&](storage::Reader const& db) { return diagnostic::ratings(db, of); });
    }
};

std::size_t words(std::string const& text) {
    std::istringstream stream{text};
    std::size_t count = 0;
    for (std::string word; stream >> word;)
        if (word.find_first_not_of(":;!?«»–") != word.npos) ++count;
    return count;
}

std::string form_of(accounts::Router::Route const& route, Addresses const& addresses, accounts::OrganisationId const& structure) {
    return Addresses::path(route.pattern, std::string{structure.text()}, addresses.at(route.pattern).own);
}

Page ask(Browser& browser, std::string const& method, std::string const& path, Browser::Fields fields) {
    if (method == "GET") return browser.get(path);
    return browser.post(path, std::move(fields));
}

// Sessions come and go, and a try is counted.
std::set<std::string> const traces{"sessions", "attempts"};

} // namespace

TEST_CASE("the demonstration is a structure that one may believe in") {
    Shown shown;
    auto const diagnostics = shown.diagnostics();
    REQUIRE(diagnostics.size() == 2);
    auto const now = shown.ratings(diagnostics[0]), before = shown.ratings(diagnostics[1]);
    CHECK(diagnostics[0].cycle().label == "2026");
    CHECK(diagnostics[0].is_open());
    CHECK(!diagnostics[1].is_open());
    CHECK(before.size() == 35);
    CHECK(now.size() == 31);

    auto const is_told = [](auto const& saved) { return !saved.rating.comment.empty(); };
    auto const is_reasoned = [](auto const& saved) { return !saved.rating.reason.empty(); };
    CHECK(std::ranges::count_if(now, is_told) == 25);
    CHECK(std::ranges::count_if(now, is_reasoned) == 3);
    std::set<std::string> texts;
    for (auto const& ratings : {before, now})
        for (auto const& saved : ratings) {
            auto const& [criterion, level, reason, comment] = saved.rating;
            CAPTURE(comment);
            if (comment.empty()) continue;
            CHECK(words(comment) >= 20);
            CHECK(words(comment) <= 60);
            CHECK(texts.insert(comment).second);
        }

    auto const team =
        shown.office.db().found([&](storage::Reader const& db) { return accounts::members(db, shown.structures.front()); });
    CHECK(team.size() == 4);
    CHECK(std::ranges::count(team, accounts::Role::contributor, &accounts::Member::role) == 2);
    CHECK(shown.structures.size() == 2);
}

TEST_CASE("what is told of each level is worded by the référentiel, and some chapters rise while one falls") {
    Shown shown;
    auto const diagnostics = shown.diagnostics();
    auto const now = diagnostic::scores(diagnostics[0], shown.ratings(diagnostics[0]));
    auto const before = diagnostic::scores(diagnostics[1], shown.ratings(diagnostics[1]));
    int rising = 0, falling = 0;
    for (std::size_t i = 0; i < now.chapters.size(); ++i) {
        auto const& [mean, earlier] = std::pair{now.chapters[i].mean, before.chapters[i].mean};
        if (!mean || !earlier) continue;
        rising += mean->digits > earlier->digits ? 1 : 0;
        falling += mean->digits < earlier->digits ? 1 : 0;
    }
    CHECK(rising >= 4);
    CHECK(falling == 1);
}

TEST_CASE("its documents open, and one sees what they show") {
    support::for_each_engine([](storage::Engine engine) {
        Shown shown{engine};
        auto visitor = shown.visitor();
        auto const list = visitor.get(shown.path("/documents"));
        for (auto const* title : {"Statuts de l'association (extrait)", "Rapport d'activité 2025", "Tableau des délégations"})
            CHECK(list.says(title));
        CHECK(list.says("version 2"));
        CHECK(list.says("Bientôt")); // it is 22 November
        CHECK(list.says("Ouvrir le lien"));
        CHECK(list.says("Rapport 2025"));
        CHECK(visitor.get(shown.path("/documents?etat=inutilise")).says("Aucun document ne correspond"));
        auto const links = support::links_of(list);
        auto const is_file = [](auto const& link) { return link.find("/fichiers/") != link.npos; };
        CHECK(std::ranges::count_if(links, is_file) == 7);
        for (auto const& link : links)
            if (is_file(link)) {
                auto const file = visitor.get(link);
                CHECK(file.status == 200);
                CHECK(file.body.size() > 100);
            }
        auto const practice = visitor.get(shown.path("/pratiques/gouvernance"));
        CHECK(practice.says("Statuts de l'association (extrait)"));
        auto owner = shown.office.signed_in(shown.cast.at("solene"));
        CHECK(owner.get(shown.path("/documents")).says("Statuts de l'association (extrait)"));
        auto const before = shown.office.mails().size();
        shown.office.let_pass(24h * 30);
        evidence::remind(*shown.office.desk);
        CHECK(shown.office.mails().size() == before);
    });
}

TEST_CASE("a logo that somebody gave it is gone in the morning") {
    support::for_each_engine([](storage::Engine engine) {
        Shown shown{engine};
        auto& office = shown.office;
        auto const& structure = shown.structures.front();
        office.db().write([&](storage::Writer& db) {
            auto const draft = office.desk->files.draft(structure.text());
            draft->write("un logo");
            draft->settle();
            office.desk->files.keep(db, structure.text(), *draft);
            accounts::save_logo(db, structure, draft->sha256());
        });
        auto const& solene = shown.cast.at("solene");
        CHECK(office.signed_in(solene).get(shown.path("/logo")).status == 200);

        office.let_pass(24h);
        app::restore_demonstrations(*office.desk);

        CHECK(office.signed_in(solene).get(shown.path("/logo")).status == 404);
        auto visitor = shown.visitor();
        for (auto const& link : support::links_of(visitor.get(shown.path("/documents"))))
            if (link.find("/fichiers/") != link.npos) CHECK(visitor.get(link).status == 200);
    });
}

TEST_CASE("the command makes it in less than a moment, prints the logins, and keeps them for their owner alone") {
    support::DataFolder const folder;
    auto const made = support::run({"demo", "--data", folder.text()});
    CHECK(made.code == 0);
    for (auto const& story : app::stories())
        for (auto const& person : story.people) CHECK(made.out.find(person.email) != std::string::npos);
    std::stringstream kept;
    kept << std::ifstream{folder.path() / "demo-logins.txt"}.rdbuf();
    CHECK(kept.str() == made.out);
    auto const mode = std::filesystem::status(folder.path() / "demo-logins.txt").permissions();
    CHECK(mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(support::run({"demo", "--data", folder.text()}).code == 1);
    CHECK(support::run({"doctor", "--data", folder.text()}).out.find("journal") != std::string::npos);
}

TEST_CASE("where there is no demonstration its door is not there") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto browser = office.visitor();
        CHECK(browser.get("/demonstration").status == 404);
        CHECK(browser.post("/demonstration").status == 404);
    });
}

TEST_CASE("anybody walks through the demonstration, and each page says what it is") {
    support::for_each_engine([](storage::Engine engine) {
        Shown shown{engine};
        CHECK(shown.office.visitor().get("/").shows("href=\"/demonstration\""));
        CHECK_FALSE(Office{}.visitor().get("/").shows("href=\"/demonstration\""));
        auto browser = shown.visitor();
        for (std::string const page : {"", "/diagnostic", "/diagnostic/gouvernance", "/diagnostic/tout", "/diagnostic/resultats",
                 "/cycles", "/equipe", "/ateliers"}) {
            CAPTURE(page);
            auto const seen = browser.get(shown.path(page));
            CHECK(seen.status == 200);
            CHECK(seen.says("rien n'est enregistré."));
            CHECK(seen.shows("action=\"/deconnexion\""));
            CHECK(!seen.shows("href=\"/compte"));
        }
        CHECK(browser.get(shown.path()).says("<h1>Bienvenue</h1>"));
        CHECK(browser.get(shown.path("/equipe")).says("Hélène"));
        CHECK(!browser.get(shown.path("/equipe")).says("Visite"));
        CHECK(browser.get(shown.path("/diagnostic/usagers")).says("312 demandes"));

        auto const out = browser.post("/deconnexion");
        CHECK(out.location() == "/connexion");
        CHECK(browser.get(shown.path()).status == 303);
        auto const sessions = shown.office.db().found([](storage::Reader const& db) {
            return db.rows("SELECT id FROM sessions", {}, [](storage::Row& row) { return row.next<std::string>(); });
        });
        CHECK(sessions.empty());
    });
}

TEST_CASE("who comments in the demonstration does so at work, and what is settled was so later") {
    Shown shown;
    Zone const paris;
    auto const is_at_work = [&](Instant at) {
        auto const [day, hour, minute] = paris.local(at);
        return std::chrono::weekday{day}.iso_encoding() <= 5 && hour >= 8 && hour < 19;
    };
    auto const all = shown.office.db().found([](storage::Reader const& db) {
        return db.rows("SELECT written, resolved FROM practice_comments", {}, [](storage::Row& row) {
            auto const written = row.next<Instant>();
            return std::pair{written, row.maybe<Instant>()};
        });
    });

    CHECK(all.size() > 4);
    for (auto const& [written, resolved] : all) {
        CHECK(is_at_work(written));
        if (!resolved) continue;
        CHECK(is_at_work(*resolved));
        CHECK(paris.day(*resolved) > paris.day(written));
    }
}

TEST_CASE("who visits the demonstration can do nothing but read it") {
    support::for_each_engine([](storage::Engine engine) {
        Shown shown{engine};
        Addresses const addresses{shown.office};
        auto browser = shown.visitor();
        browser.get(shown.path());
        auto const before = shown.office.dump(traces);

        for (auto const& route : shown.office.router.routes()) {
            CAPTURE(route.method);
            CAPTURE(route.pattern);
            if (route.right == accounts::Right::anyone || is_of_programs(route.right)) continue;
            auto const fields = addresses.at(route.pattern).fields;
            auto const page = ask(browser, route.method, form_of(route, addresses, shown.structures.front()), fields);
            auto const is_reading = route.method == "GET" && route.right == accounts::Right::read;
            CAPTURE(page.status);
            if (is_reading) CHECK((page.status == 200 || page.status == 404 || page.status == 303));
            else {
                CHECK(page.status == 403);
                CHECK(page.says("Dans la démonstration, rien ne s'enregistre"));
                CHECK(page.shows("href=\"/inscription\""));
            }
            if (!accounts::is_of_organisation(route.pattern)) continue;
            for (auto const& other : {shown.office.deux_rives, shown.structures.back()}) {
                auto const theirs = ask(browser, route.method, form_of(route, addresses, other), fields);
                CHECK(theirs.status == (is_reading ? 404 : 403));
            }
        }
        CHECK(shown.office.dump(traces) == before);

        auto script = browser.fetch_post(shown.path("/diagnostic/gouvernance"), {});
        CHECK(script.status == 403);
        CHECK(script.header("Content-Type").starts_with("application/problem+json"));
        auto put = web::Request{};
        put.method = "PUT";
        put.path = "/api/v1" + shown.path("/cycles/" + std::string{shown.diagnostics()[0].cycle().id.text()} + "/ratings/1");
        put.body = R"({"level": 5, "revision": 1})";
        CHECK(browser.send(put).status == 401);
    });
}

TEST_CASE("on the pages of the site a visitor of the demonstration is nobody, and leaves no trace for the next one") {
    support::for_each_engine([](storage::Engine engine) {
        Shown shown{engine};
        auto browser = shown.visitor();
        CHECK(browser.get("/connexion").status == 200);
        CHECK(browser.get("/inscription").status == 200);
        browser.post("/langue", {{"lang", "en"}, {"path", shown.path()}});
        CHECK(browser.get(shown.path()).says("nothing is saved"));
        CHECK(shown.visitor().get(shown.path()).says("rien n'est enregistré."));

        // Whoever has an account keeps their session.
        auto solene = shown.office.signed_in(shown.office.solene);
        auto const cookies = solene.cookies;
        CHECK(solene.get("/demonstration").says("Une session est déjà ouverte."));
        CHECK(solene.post("/demonstration").location() == "/demonstration");
        CHECK(solene.cookies.at("session") == cookies.at("session"));
        CHECK(solene.get(shown.path()).status == 404);

        // No password opens that door.
        auto const user = shown.office.db().found(
            [](storage::Reader const& db) { return accounts::find_user(db, *accounts::find_visited(db)->visitor).value(); });
        for (auto const* password : {"", " ", "visite"})
            CHECK(shown.office.visitor().post("/connexion", {{"email", user.email}, {"password", password}}).status == 422);
        auto many = shown.office.visitor();
        for (int i = 0; i < accounts::visits_by_address.times; ++i) many.post("/demonstration");
        CHECK(shown.office.visitor().post("/demonstration").status == 429);
    });
}

TEST_CASE("at night a demonstration that was changed is made anew, and no other") {
    support::for_each_engine([](storage::Engine engine) {
        Shown shown{engine};
        auto& office = shown.office;
        auto visitor = shown.visitor();
        auto const cycle = shown.diagnostics()[0].cycle().id;
        auto const said = [&] {
            auto const now = shown.diagnostics()[0];
            auto const kept = shown.ratings(now);
            return diagnostic::find_rating(kept, *find_rated(now.version(), "1"))->rating.comment;
        };
        auto const story = said();
        auto const program = office.key_of(shown.cast.at("solene"));
        auto const change = [&] {
            Browser browser = office.visitor();
            browser.extra_headers = {{"authorization", "Bearer " + program}};
            web::Request put;
            put.method = "PUT";
            put.path = "/api/v1" + shown.path("/cycles/" + std::string{shown.diagnostics()[0].cycle().id.text()} + "/ratings/1");
            put.body = R"({"level": 1, "comment": "N'importe quoi.", "revision": 1})";
            return browser.send(put).status;
        };
        CHECK(change() == 200);
        CHECK(said() == "N'importe quoi.");
        auto const others = [&] { return office.trail(office.deux_rives); };
        auto const before = others();

        office.now = Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}} + 1h + 59min; // an hour later in Paris
        app::restore_demonstrations(*office.desk);
        CHECK(said() == "N'importe quoi.");
        office.let_pass(1min); // three o'clock
        app::restore_demonstrations(*office.desk);

        CHECK(said() == story);
        CHECK(shown.diagnostics().size() == 2);
        CHECK(shown.diagnostics()[0].cycle().id != cycle);
        CHECK(others() == before);
        CHECK(visitor.get(shown.path("/diagnostic/gouvernance")).status == 303); // fourteen hours later, their visit ended
        CHECK(shown.visitor().get(shown.path("/diagnostic/gouvernance")).status == 200);

        // What nobody changed stays as it is, and what is changed in the day waits for the night.
        auto const made = shown.diagnostics()[0].cycle().id;
        office.let_pass(24h);
        app::restore_demonstrations(*office.desk);
        CHECK(shown.diagnostics()[0].cycle().id == made);
        CHECK(change() == 200);
        app::restore_demonstrations(*office.desk);
        CHECK(said() == "N'importe quoi.");
        office.let_pass(24h);
        app::restore_demonstrations(*office.desk);
        CHECK(said() == story);
    });
}

TEST_CASE("a demonstration whose people left, renamed it and closed its cycle comes back whole") {
    support::for_each_engine([](storage::Engine engine) {
        Shown shown{engine};
        auto& office = shown.office;
        office.db().write([&](storage::Writer& db) {
            auto const& structure = shown.structures.front();
            accounts::save_profile(db, structure, {"Autre chose", "autre", "autre", "50", "11"});
            accounts::close_cycle(db, structure, shown.diagnostics()[0].cycle().id, office.now);
            for (auto const& member : accounts::members(db, structure)) accounts::remove_member(db, structure, member.id);
            accounts::save_email(db, shown.cast.at("maud").id, "ailleurs@exemple.fr");
            accounts::save_name(db, shown.cast.at("solene").id, "X", "Y");
        });

        office.let_pass(24h);
        app::restore_demonstrations(*office.desk);

        CHECK(shown.diagnostics()[0].is_open());
        auto const [team, structure] = office.db().found([&](storage::Reader const& db) {
            return std::pair{accounts::members(db, shown.structures[0]), *accounts::find_organisation(db, shown.structures[0])};
        });
        CHECK(structure.profile.name == "Les Deux Rives");
        std::set<std::string> names;
        for (auto const& member : team) names.insert(member.user.name());
        CHECK(names == std::set<std::string>{"Hélène Vasseur", "Idriss Benali", "Maud Tessier", "Solène Kerbrat"});
        CHECK(shown.visitor().get(shown.path()).status == 200);
    });
}
