#include "accounts/members.h"
#include "diagnostic/rated_chapter.h"
#include "support/golden.h"

#include <doctest/doctest.h>

using support::Browser, support::for_each_engine, support::governance, support::Office, support::Page, support::power;

namespace {

std::string const id_2027 = "01000000-0000-7000-8000-000000002027";

Browser::Fields opening(std::string const& label = "2027", std::string const& id = id_2027) {
    return {{"id", id}, {"label", label}, {"referentiel", "ess-complet"}};
}

std::vector<accounts::Cycle> cycles(Office& office) {
    return office.db().found([&](storage::Reader const& db) { return accounts::cycles(db, office.deux_rives); });
}

std::string path(Office& office, std::string const& id, std::string const& rest = "") {
    return office.structure_path("/cycles/" + id + rest);
}

bool has(std::vector<std::string> const& lines, std::string const& part) {
    return std::ranges::any_of(lines, [&](std::string const& line) { return line.find(part) != line.npos; });
}

} // namespace

TEST_CASE("two cycles are open at once, and each keeps its own answers and its own pages") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const first = std::string{cycles(office).front().id.text()};
        support::rate(solene, path(office, first, governance), power, "4");

        auto const opened = solene.post(office.structure_path("/cycles"), opening("2026 bis"));
        REQUIRE(opened.status == 303);
        CHECK(opened.location() == path(office, id_2027));
        support::rate(solene, path(office, id_2027, governance), power, "2");

        auto const page = [&](std::string const& id) { return solene.get(path(office, id, governance)); };
        CHECK(support::chosen(page(first), power) == "4");
        CHECK(support::chosen(page(id_2027), power) == "2");
        for (auto const& id : {first, id_2027})
            for (auto const& link : support::links_of(page(id)))
                if (link.find("/diagnostic") != link.npos) CHECK(link.find("/cycles/" + id + "/") != link.npos);
        auto const list = solene.get(office.structure_path("/cycles"));
        CHECK(list.says("Démarche 2026 bis"));
        CHECK(list.says("1 critère évalué sur"));
        CHECK(has(office.trail(office.deux_rives), "open_cycle"));
    });
}

TEST_CASE("a form of a new cycle that is sent twice opens one cycle") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        for (int i = 0; i < 2; ++i) CHECK(solene.post(office.structure_path("/cycles"), opening()).status == 303);
        CHECK(cycles(office).size() == 2);
    });
}

TEST_CASE("a new cycle without a name of its own or a known référentiel comes back with what was chosen") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const send = [&](std::string const& name, std::string const& value) {
            auto fields = opening("Notre 2027");
            fields[name] = value;
            return solene.post(office.structure_path("/cycles"), fields);
        };
        auto const unnamed = send("label", " ");
        CHECK(unnamed.status == 422);
        CHECK(unnamed.says("Donnez un nom à la démarche"));
        CHECK(unnamed.shows("value=\"ess-complet\" checked"));
        CHECK(unnamed.field("id") == id_2027);
        auto const taken = send("label", "2026");
        CHECK(taken.status == 422);
        CHECK(taken.says("Une autre démarche porte déjà ce nom"));
        CHECK(taken.field("label") == "2026");
        CHECK(send("label", std::string(61, 'a')).status == 422);
        auto const nowhere = send("referentiel", "nulle-part");
        CHECK(nowhere.status == 422);
        CHECK(nowhere.says("Choisissez un référentiel dans la liste"));
        CHECK(nowhere.field("label") == "Notre 2027");
        CHECK(send("id", "pas un id").status == 400);
        CHECK(cycles(office).size() == 1);
    });
}

TEST_CASE("the form of a new cycle proposes the year after the last") {
    Office office;
    auto solene = office.signed_in(office.solene);
    CHECK(solene.get(office.structure_path("/cycles/nouvelle")).field("label") == "2027");
    solene.post(office.structure_path("/cycles"), opening());
    CHECK(solene.get(office.structure_path("/cycles/nouvelle")).field("label") == "2028");
}

TEST_CASE("an owner names, closes and reopens a cycle; others read the list alone") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        auto const id = std::string{cycles(office).front().id.text()};

        CHECK(solene.post(path(office, id, "/nom"), {{"label", "Année 2026"}}).status == 303);
        CHECK(cycles(office).front().label == "Année 2026");
        CHECK(solene.post(path(office, id, "/nom"), {{"label", ""}}).status == 422);

        auto const list = maud.get(office.structure_path("/cycles"));
        CHECK(list.says("Démarche Année 2026"));
        for (auto const* act : {"/nouvelle", "/nom", "/cloture", "/reouverture"}) CHECK(!list.shows(act));
        for (auto const* act : {"/nom", "/cloture", "/reouverture"})
            CHECK(maud.post(path(office, id, act), {{"label", "x"}, {"reason", "x"}}).status == 403);
        CHECK(maud.post(office.structure_path("/cycles"), opening()).status == 403);

        CHECK(solene.get(path(office, id, "/cloture")).says("Avant de clore"));
        CHECK(solene.post(path(office, id, "/cloture")).status == 303);
        CHECK(cycles(office).front().closed == office.now);
        auto const unexplained = solene.post(path(office, id, "/reouverture"), {{"reason", " \n"}});
        CHECK(unexplained.status == 422);
        CHECK(unexplained.says("Dites en une phrase pourquoi"));
        CHECK(solene.post(path(office, id, "/reouverture"), {{"reason", "Le critère 4 manquait."}}).status == 303);
        CHECK(!cycles(office).front().closed);
        CHECK(maud.get(office.structure_path("/cycles"))
                  .says("Rouverte le 21 novembre 2026 par Solène Martin : Le critère 4 manquait."));
        auto const trail = office.trail(office.deux_rives);
        CHECK(has(trail, "rename_cycle"));
        CHECK(has(trail, "close_cycle"));
        CHECK(has(trail, "reopen_cycle"));
    });
}

TEST_CASE("a closed cycle says so on every page and takes nothing, from people or from programs, until it is reopened") {
    for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const id = std::string{cycles(office).front().id.text()};
        auto form = support::form_of(solene.get(path(office, id, governance)));
        form["level-" + power] = "3";
        solene.post(path(office, id, "/cloture"));
        auto const before = office.dump({"sessions"});

        for (auto const* page : {"", "/diagnostic", "/diagnostic/resultats", "/diagnostic/gouvernance"})
            CHECK(solene.get(path(office, id, page)).says("Démarche close le 21 novembre 2026."));
        CHECK(solene.post(path(office, id, governance), form).status == 403);
        auto program = office.visitor();
        program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.solene)}};
        web::Request put;
        put.method = "PUT";
        put.path = "/api/v1" + path(office, id, "/ratings/1");
        put.body = R"({"level": 3, "revision": 0})";
        CHECK(program.send(put).status == 409);
        CHECK(office.ratings().empty());

        solene.post(path(office, id, "/reouverture"), {{"reason", "Une réponse manquait."}});
        form["csrf"] = solene.key();
        CHECK(solene.post(path(office, id, governance), form).status == 303);
        CHECK(office.ratings().size() == 1);
    });
}

TEST_CASE("every page of a structure leads to its cycles") {
    Office office;
    auto idriss = office.signed_in(office.idriss);
    for (auto const* page : {"", "/diagnostic", "/diagnostic/resultats", "/equipe", "/parametres", "/cycles"})
        CHECK(idriss.get(office.structure_path(page)).shows("href=\"" + office.structure_path("/cycles") + "\""));
}

TEST_CASE("pages outside a cycle name the structure and its current cycle, and lead back to it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);

        for (auto const* path : {"/equipe", "/parametres", "/documents", "/cycles", "/personnes"}) {
            auto const page = solene.get(office.structure_path(path));
            CAPTURE(path);
            CHECK(page.says("<b>Les Deux Rives</b>"));
            CHECK(page.shows("<a href=\"" + office.structure_path() + "\">Démarche 2026</a>"));
        }
        auto const settings = solene.get(office.structure_path("/parametres"));
        CHECK(settings.shows(
            "popovertarget=\"steps\"><span>Paramètres</span>")); // what a telephone shows in the place of the steps
        CHECK(!solene.get(office.cycle_path("/diagnostic")).shows("\">Démarche 2026</a>"));
    });
}

TEST_CASE("the pages of the cycles read as they did") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const id = std::string{cycles(office).front().id.text()};
    support::check_golden("cycle-new", solene.get(office.structure_path("/cycles/nouvelle")));
    support::check_golden("cycle-closing", solene.get(path(office, id, "/cloture")));
    solene.post(path(office, id, "/cloture"));
    solene.post(office.structure_path("/cycles"), opening());
    support::check_golden("cycles", solene.get(office.structure_path("/cycles")));
    support::check_golden("cycles-read-only", office.signed_in(office.idriss).get(office.structure_path("/cycles")));
    support::check_golden("cycle-reopening", solene.get(path(office, id, "/reouverture")));
    support::check_golden("cycle-name", solene.post(path(office, id_2027, "/nom"), {{"label", "2026"}}));
}
