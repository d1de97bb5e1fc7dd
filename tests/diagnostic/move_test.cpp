#include "diagnostic/moves.h"
#include "diagnostic/rated_chapter.h"
#include "support/golden.h"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <map>

using namespace std::chrono_literals;
using support::Browser, support::chosen, support::for_each_engine, support::form_of, support::governance, support::Office,
    support::one_of, support::Page, support::rate, support::rating;

namespace {

std::string const id = "01000000-0000-7000-8000-000000000035", other_id = "01000000-0000-7000-8000-000000000036";
std::string const local = "/diagnostic/territoire", overview = "/diagnostic";

referentiel::Library const& both() {
    static auto const library = [] {
        std::vector<embedded::File> files;
        for (auto const& file : embedded::referentiels())
            if (file.path == "ess-complet.yaml" || file.path == "ess-simplifie.yaml" ||
                file.path == "earlier/ess-complet-0.1.yaml")
                files.push_back(file);
        return referentiel::library_of(files);
    }();
    return library;
}

// Les Deux Rives answers the fifteen.
struct Fifteen {
    explicit Fifteen(storage::Engine engine = storage::Engine::sqlite) : office{engine, both()} {
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE diagnostics SET version = $2 WHERE organisation_id = $1",
                {office.deux_rives, both().latest("ess-simplifie")->hash});
        });
        auto solene = office.signed_in(office.solene);
        rate(solene, office.cycle_path(governance), "democratie-interne", "3", "Des statuts, relus en mai.");
        rate(solene, office.cycle_path(local), "ancrage-territorial", "2", "Le marché du samedi.");
        rate(solene, office.cycle_path("/diagnostic/politique-sociale"), "engagement-benevole", "NC", "", "Pas de bénévoles.");
    }

    Browser::Fields form(std::string const& with = id) const {
        return {{"id", with}, {"version", std::string{both().latest("ess-complet")->hash.text()}}};
    }
    Page move(Browser& browser, std::string const& with = id) {
        return browser.post(office.cycle_path("/diagnostic/passage"), form(with));
    }
    Page undo(Browser& browser, std::string const& from = id) {
        return browser.post(office.cycle_path("/diagnostic/retour"), {{"id", from}});
    }
    diagnostic::Diagnostic current() {
        return office.db().found(
            [&](storage::Reader const& db) { return diagnostic::find(db, both(), office.deux_rives, {}).value(); });
    }
    std::vector<std::string> suggestions() {
        return office.db().found([&](storage::Reader const& db) {
            return db.rows(
                "SELECT node, level, origin FROM ratings WHERE organisation_id = $1 AND source = 'mapping' ORDER BY node",
                {office.deux_rives}, [](storage::Row& row) {
                    auto node = row.next<std::string>();
                    auto const level = row.next<std::string>();
                    return node + " " + level + " " + row.next<std::string>();
                });
        });
    }
    std::string code() { return std::string{current().version().code.text()}; }

    Office office;
};

} // namespace

TEST_CASE("what fifteen answers become is shown before anything is done") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto solene = fifteen.office.signed_in(fifteen.office.solene);
        CHECK(solene.get(fifteen.office.cycle_path(overview)).says("Passer au référentiel complet"));
        auto const before = fifteen.office.dump({"sessions"});

        auto const page = solene.get(fifteen.office.cycle_path("/diagnostic/passage/ess-complet"));

        CHECK(page.status == 200);
        CHECK(page.says("7 réponses seront suggérées, à confirmer."));
        CHECK(page.says("2 commentaires suivront, chacun écrit à un seul critère là où sa réponse mène à plusieurs."));
        CHECK(page.says("Au critère 9"));
        CHECK(fifteen.office.dump({"sessions"}) == before);
    });
}

TEST_CASE("fifteen answers become suggestions of the thirty-five, and nothing of them is lost or counted") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene);
        auto const first = std::string{fifteen.current().id().text()};

        CHECK(fifteen.move(solene).status == 303);

        CHECK(fifteen.code() == "ess-complet");
        CHECK(fifteen.suggestions() == std::vector<std::string>{"ancrage 2 4", "benevolat NC 7", "contribution-locale 2 4",
                                           "cooperations 2 4", "emplois-locaux 2 4", "exercice-du-pouvoir 3 1",
                                           "vie-democratique 3 1"});
        auto const page = solene.get(office.cycle_path(local));
        CHECK(page.says("À confirmer, d'après le critère 4 du simplifié"));
        CHECK(chosen(page, "ancrage") == "2");
        CHECK(page.field("comment-ancrage") == "Le marché du samedi.");
        CHECK(chosen(page, "cooperations") == "2");
        CHECK(page.field("comment-cooperations").empty());
        CHECK(page.says("Décrit au critère 9"));
        CHECK(office.ratings().empty());
        auto const start = solene.get(office.cycle_path(overview));
        CHECK(start.says("7 réponses à confirmer."));
        CHECK(start.says("4 à confirmer"));
        CHECK(solene.get(office.cycle_path("/diagnostic/resultats")).says("0 critère évalué sur 35"));
        CHECK(solene.get(office.cycle_path("/diagnostic/politique-sociale")).field("reason-benevolat") == "Pas de bénévoles.");

        auto const aside = office.signed_in(office.idriss).get(office.structure_path("/diagnostics/" + first));
        CHECK(aside.status == 200);
        CHECK(aside.says("Le marché du samedi."));
        CHECK(!aside.shows("name=\"level-"));
        CHECK(start.shows("/diagnostics/" + first));
        auto const trail = office.trail(office.deux_rives);
        CHECK(std::ranges::count(trail, "move_diagnostic " + id) == 1);
    });
}

TEST_CASE("what is suggested is saved once somebody confirms it, and not before") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        fifteen.move(solene);
        auto const path = office.cycle_path(local);
        auto const before = office.dump({"sessions"});

        auto form = form_of(maud.get(path));
        CHECK(maud.post(path, form).status == 303);
        CHECK(office.dump({"sessions"}) == before);

        form["confirmer"] = "ancrage";
        auto const answer = maud.post(path, form);
        CHECK(answer.status == 303);
        CHECK(answer.location() == path + "#critere-ancrage");
        REQUIRE(office.ratings().size() == 1);
        CHECK(rating(office, "ancrage")->rating.level.code() == "2");
        CHECK(rating(office, "ancrage")->rating.comment == "Le marché du samedi.");
        CHECK(rating(office, "ancrage")->by == "Maud Martin");
        CHECK(maud.get(office.cycle_path(overview)).says("6 réponses à confirmer."));
        CHECK(maud.post(path, form).status == 303);
        CHECK(rating(office, "ancrage")->revision.number == 1);
    });
}

TEST_CASE("a suggestion that is changed is an answer, and the comment that came with it stays") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene);
        fifteen.move(solene);

        auto form = form_of(solene.get(office.cycle_path(local)));
        form["level-ancrage"] = "4";
        CHECK(solene.post(office.cycle_path(local), form).status == 303);
        CHECK(rating(office, "ancrage")->rating.level.code() == "4");
        CHECK(rating(office, "ancrage")->rating.comment == "Le marché du samedi.");

        auto whole = form_of(solene.get(office.cycle_path("/diagnostic/tout")));
        std::erase_if(whole, [](auto const& field) { return field.first.starts_with("comment-"); });
        CHECK(whole.at("level-exercice-du-pouvoir") == "3");
        whole["level-exercice-du-pouvoir"] = "1";
        CHECK(solene.post(office.cycle_path("/diagnostic/tout"), whole).status == 303);
        CHECK(rating(office, "exercice-du-pouvoir")->rating.level.code() == "1");
        CHECK(rating(office, "exercice-du-pouvoir")->rating.comment == "Des statuts, relus en mai.");
        CHECK(office.ratings().size() == 2);
    });
}

TEST_CASE("all that came into a chapter is confirmed at one go, with what was changed on the way") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene);
        fifteen.move(solene);
        auto const path = office.cycle_path(local);

        auto form = form_of(solene.get(path));
        form["level-cooperations"] = "5";
        form["confirmer-tout"] = "1";
        CHECK(solene.post(path, form).status == 303);

        CHECK(office.ratings().size() == 4);
        CHECK(rating(office, "cooperations")->rating.level.code() == "5");
        CHECK(rating(office, "emplois-locaux")->rating.level.code() == "2");
        auto const page = solene.get(path);
        CHECK(!page.says("À confirmer"));
        CHECK(page.says("Décrit au critère 9"));
        CHECK(solene.get(office.cycle_path(overview)).says("3 réponses à confirmer."));
    });
}

TEST_CASE("one is confirmed on the page of all criteria and on its own page too, with its reason or its comment") {
    Fifteen fifteen;
    auto& office = fifteen.office;
    auto solene = office.signed_in(office.solene);
    fifteen.move(solene);

    auto whole = form_of(solene.get(office.cycle_path("/diagnostic/tout")));
    std::erase_if(whole, [](auto const& field) { return field.first.starts_with("comment-"); });
    whole["confirmer"] = "ancrage";
    CHECK(solene.post(office.cycle_path("/diagnostic/tout"), whole).status == 303);
    CHECK(rating(office, "ancrage")->rating.comment == "Le marché du samedi.");

    auto const path = office.cycle_path("/diagnostic/question/benevolat");
    auto question = form_of(solene.get(path));
    question["confirmer"] = "benevolat";
    CHECK(solene.post(path, question).status == 303);
    CHECK(rating(office, "benevolat")->rating.reason == "Pas de bénévoles.");
    CHECK(office.ratings().size() == 2);
}

TEST_CASE("the script of a page saves what is changed of a suggestion, and confirms nothing by itself") {
    Fifteen fifteen;
    auto& office = fifteen.office;
    auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
    fifteen.move(solene);
    auto const path = office.cycle_path(local);
    auto form = form_of(maud.get(path));
    CHECK(maud.fetch_post(path, support::one_of(form, "ancrage")).status == 200);
    CHECK(office.ratings().empty());
    form["level-ancrage"] = "3";
    CHECK(maud.fetch_post(path, support::one_of(form, "ancrage")).shows("\"progress\":\"1"));
    CHECK(rating(office, "ancrage")->rating.comment == "Le marché du samedi.");
}

TEST_CASE("whoever was faster is not overwritten by a confirmation") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud);
        fifteen.move(solene);
        auto form = form_of(solene.get(office.cycle_path(local)));
        rate(maud, office.cycle_path(local), "ancrage", "5", "Le texte de Maud.");

        form["confirmer-tout"] = "1";
        solene.post(office.cycle_path(local), form);

        CHECK(rating(office, "ancrage")->rating.comment == "Le texte de Maud.");
        CHECK(rating(office, "ancrage")->by == "Maud Martin");
        CHECK(office.ratings().size() == 4);
    });
}

TEST_CASE("a page that was open before a move saves nothing, and what was typed there is shown with a way on") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene);
        auto form = form_of(solene.get(office.cycle_path(governance)));
        form["comment-democratie-interne"] = "Ce que <j'écrivais>.";
        form["level-democratie-interne"] = "4";
        fifteen.move(solene);
        auto const before = office.dump({"sessions"});

        // Where the new référentiel has a page at that address, and where it has none.
        for (auto const& at : {governance, std::string{"/diagnostic/nulle-part"}, std::string{"/diagnostic/tout"},
                 std::string{"/diagnostic/question/democratie-interne"}}) {
            CAPTURE(at);
            auto const page = solene.post(office.cycle_path(at), form);
            CHECK(page.status == 409);
            CHECK(page.says("Cet autodiagnostic a changé pendant que vous écriviez"));
            CHECK(page.shows("<b class=\"criterion__code\">1</b> <span>Démocratie interne</span>"));
            CHECK(page.shows(">\nCe que &lt;j&#39;écrivais&gt;.</textarea>"));
            CHECK(page.shows("href=\"" + office.cycle_path(overview) + "\""));
            auto const told = solene.fetch_post(office.cycle_path(at), one_of(form, "democratie-interne"));
            CHECK(told.status == 409);
            CHECK(told.shows("\"outdated\":true"));
        }
        CHECK(office.dump({"sessions"}) == before);
    });
}

TEST_CASE("a page that was open before a move shows only what was touched there") {
    Fifteen fifteen;
    auto& office = fifteen.office;
    auto solene = office.signed_in(office.solene);
    auto const form = form_of(solene.get(office.cycle_path(governance)));
    fifteen.move(solene);

    auto const page = solene.post(office.cycle_path(governance), form);

    CHECK(page.status == 409);
    CHECK(page.says("Vous n'aviez rien changé sur cette page."));
    CHECK(!page.shows("Des statuts, relus en mai."));
}

TEST_CASE("a page that was open while its cycle was closed shows what was typed, and saves nothing") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto maud = office.signed_in(office.maud);
        auto form = form_of(maud.get(office.cycle_path(governance)));
        form["comment-democratie-interne"] = "Ce que Maud écrivait.";
        support::close_cycle(office);
        auto const before = office.dump({"sessions"});

        auto const page = maud.post(office.cycle_path(governance), form);

        CHECK(page.status == 403);
        CHECK(page.says("La démarche 2026 a été close pendant que vous écriviez"));
        CHECK(page.shows("Ce que Maud écrivait."));
        CHECK(office.dump({"sessions"}) == before);
    });
}

TEST_CASE("a program reads what is to confirm, and confirms it with the answer that it was shown or another") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene);
        fifteen.move(solene);
        auto program = office.visitor();
        program.extra_headers = {{"authorization", "Bearer " + office.key_of(office.maud)}};
        auto const to_confirm = [&] {
            auto const page = program.get("/api/v1" + office.cycle_path("/diagnostic"));
            CHECK(page.status == 200);
            return boost::json::parse(page.body).at("to_confirm").as_array();
        };
        auto const put = [&](std::string const& criterion, std::string body) {
            web::Request request;
            request.method = "PUT";
            request.path = "/api/v1" + office.cycle_path("/ratings/" + criterion);
            request.body = std::move(body);
            return program.send(std::move(request)).status;
        };

        auto const all = to_confirm();
        REQUIRE(all.size() == 7);
        auto const one = std::ranges::find(all, "ancrage", [](auto const& of) { return of.at("criterion").as_string(); });
        REQUIRE(one != all.end());
        CHECK(one->at("level").as_string() == "2");
        CHECK(one->at("comment").as_string() == "Le marché du samedi.");
        CHECK(one->at("from").as_string() == "d’après le critère 4 du simplifié");
        auto const unconcerned =
            std::ranges::find(all, "benevolat", [](auto const& of) { return of.at("criterion").as_string(); });
        CHECK(unconcerned->at("not_concerned").as_string() == "Pas de bénévoles.");

        CHECK(put("ancrage", R"({"level": "2", "comment": "Le marché du samedi.", "revision": 0})") == 200);
        CHECK(put("cooperations", R"({"level": 5, "revision": 0})") == 200);
        CHECK(to_confirm().size() == 5);
        CHECK(rating(office, "ancrage")->rating.comment == "Le marché du samedi.");
        CHECK(rating(office, "cooperations")->rating.level.code() == "5");
    });
}

TEST_CASE("before a cycle is closed, the answers that nobody confirmed are named apart from those that nobody gave") {
    Fifteen fifteen;
    auto solene = fifteen.office.signed_in(fifteen.office.solene);
    fifteen.move(solene);

    for (std::string const page : {"/diagnostic/resultats", "/cloture"}) {
        auto const shown = solene.get(fifteen.office.cycle_path(page));
        CHECK(shown.says("7 réponses reprises à confirmer"));
        CHECK(shown.says("28 critères pas encore évalués"));
    }
}

TEST_CASE("a form that is sent twice moves once") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto solene = fifteen.office.signed_in(fifteen.office.solene);
        CHECK(fifteen.move(solene).status == 303);
        auto const before = fifteen.office.dump({"sessions"});
        CHECK(fifteen.move(solene).status == 303);
        CHECK(fifteen.move(solene, other_id).status == 303); // from another tab
        CHECK(fifteen.office.dump({"sessions"}) == before);
    });
}

TEST_CASE("who comes back finds the fifteen untouched, and who goes on again what was answered there") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene);
        auto const before = office.ratings();
        fifteen.move(solene);
        rate(solene, office.cycle_path(governance), "exercice-du-pouvoir", "5", "Confirmé et changé.");
        CHECK(solene.get(office.cycle_path(overview)).says("Revenir au simplifié"));
        CHECK(solene.get(office.cycle_path("/diagnostic/retour")).says("comme vous les avez laissées"));

        CHECK(fifteen.undo(solene).status == 303);

        CHECK(fifteen.code() == "ess-simplifie");
        REQUIRE(office.ratings().size() == before.size());
        for (auto const& one : before) {
            auto const now = rating(office, std::string{one.rating.criterion.text()});
            REQUIRE(now);
            CHECK(now->rating == one.rating);
            CHECK(now->revision == one.revision);
        }
        CHECK(fifteen.undo(solene).status == 303); // sent twice
        CHECK(fifteen.code() == "ess-simplifie");
        CHECK(solene.get(office.structure_path("/diagnostics/" + id)).says("Confirmé et changé."));
        auto const trail = office.trail(office.deux_rives);
        CHECK(std::ranges::count(trail, "undo_move " + id) == 1);

        rate(solene, office.cycle_path(local), "ancrage-territorial", "4", "Deux marchés.");
        rate(solene, office.cycle_path(governance), "democratie-interne", "1", "Autre chose.");
        CHECK(solene.get(office.cycle_path("/diagnostic/passage/ess-complet"))
                  .says("Vous retrouverez 1 réponse que vous y aviez déjà donnée"));
        CHECK(fifteen.move(solene, other_id).status == 303);
        CHECK(std::string{fifteen.current().id().text()} == id);
        CHECK(rating(office, "exercice-du-pouvoir")->rating.comment == "Confirmé et changé.");
        CHECK(solene.get(office.cycle_path(local)).field("comment-ancrage") == "Deux marchés.");
        CHECK(office.ratings().size() == 1);
        CHECK(solene.get(office.cycle_path(overview)).says("Revenir au simplifié"));
    });
}

TEST_CASE("a move that a newer version overtook shows what that one would make of the answers, and does nothing") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene);
        auto form = fifteen.form();
        form["version"] = both().find("ess-complet", "0.1")->hash.text();
        auto const path = office.cycle_path("/diagnostic/passage");
        auto const before = office.dump({"sessions"});

        auto const page = solene.post(path, form);

        CHECK(page.status == 409);
        CHECK(page.says("Une version plus récente a été publiée entre-temps."));
        CHECK(page.says("7 réponses seront suggérées, à confirmer."));
        CHECK(office.dump({"sessions"}) == before);
        CHECK(solene.post(path, {{"id", page.field("id")}, {"version", page.field("version")}}).status == 303);
        CHECK(fifteen.code() == "ess-complet");

        // To a référentiel that the one of today does not lead to, and to one that nobody knows.
        form["id"] = other_id;
        form["version"] = both().latest("ess-simplifie")->hash.text();
        auto const refused = solene.post(path, form);
        CHECK(refused.status == 303);
        CHECK(solene.get(refused.location()).says("Ce passage n'est plus possible : rien n'a été changé."));
        form["version"] = std::string(64, '0');
        CHECK(solene.post(path, form).status == 400);
        CHECK(fifteen.code() == "ess-complet");
    });
}

TEST_CASE("coming back is possible for thirty days, and while the cycle is open") {
    for_each_engine([](storage::Engine engine) {
        {
            Fifteen fifteen{engine};
            auto solene = fifteen.office.signed_in(fifteen.office.solene);
            fifteen.move(solene);
            fifteen.office.let_pass(24h * 30);
            auto later = fifteen.office.signed_in(fifteen.office.solene);
            CHECK(!later.get(fifteen.office.cycle_path(overview)).says("Revenir au simplifié"));
            auto const refused = fifteen.undo(later);
            CHECK(refused.status == 303);
            CHECK(later.get(refused.location()).says("Ce retour n'est plus possible : rien n'a été changé."));
            CHECK(fifteen.code() == "ess-complet");
        }
        Fifteen fifteen{engine};
        auto solene = fifteen.office.signed_in(fifteen.office.solene);
        fifteen.move(solene);
        support::close_cycle(fifteen.office);
        CHECK(!solene.get(fifteen.office.cycle_path(overview)).says("Revenir au simplifié"));
        CHECK(fifteen.undo(solene).status == 403);
    });
}

TEST_CASE("the owner moves a diagnostic; others read what is to confirm, and contributors confirm it") {
    Fifteen fifteen;
    auto& office = fifteen.office;
    auto solene = office.signed_in(office.solene), maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);
    CHECK(fifteen.move(maud).status == 403);
    CHECK(fifteen.move(idriss).status == 403);
    CHECK(!maud.get(office.cycle_path(overview)).says("Passer au référentiel complet"));
    fifteen.move(solene);
    CHECK(fifteen.undo(maud).status == 403);
    auto const page = idriss.get(office.cycle_path(local));
    CHECK(page.says("À confirmer, d'après le critère 4 du simplifié"));
    CHECK(!page.shows("name=\"confirmer"));
    CHECK(idriss.post(office.cycle_path(local), {{"confirmer-tout", "1"}}).status == 403);

    auto nadia = office.signed_in(office.nadia);
    auto const passerelle = "/structures/" + std::string{office.passerelle.text()};
    CHECK(nadia.get(office.structure_path("/diagnostics/" + id)).status == 404);
    CHECK(nadia.get(passerelle + "/diagnostics/" + id).status == 404);
    CHECK(fifteen.move(nadia).status == 404);
}

TEST_CASE("an imperative criterion is never suggested to concern nobody") {
    auto const& fifteen = *both().latest("ess-simplifie");
    auto const* benevoles = find_rated(fifteen, "engagement-benevole");
    auto const nc = diagnostic::make_rating(*benevoles, "NC", "Pas de bénévoles.", "Un mot.");
    auto const& full = *both().latest("ess-complet");
    auto passages = referentiel::passages(both(), fifteen, full);
    auto strict = *find_rated(full, "benevolat");
    auto const levels = strict.scale->levels_for(strict);
    strict.is_imperative = true;
    auto const forbids = strict.scale->levels_for(strict).size() < levels.size();
    for (auto& passage : passages.all)
        if (passage.from == benevoles) passage.to = {&strict};

    auto const made = diagnostic::suggestions(passages, std::vector{diagnostic::SavedRating{*nc, {1}, "Maud", {}}});

    CHECK(made.size() == (forbids ? 0 : 1));
}

TEST_CASE("a new cycle begins with last year's answers, each to confirm") {
    for_each_engine([](storage::Engine engine) {
        Fifteen fifteen{engine};
        auto& office = fifteen.office;
        auto solene = office.signed_in(office.solene);
        auto const last = std::string{fifteen.current().cycle().id.text()};
        auto const label = fifteen.current().cycle().label;
        auto const form = [&](std::string const& referentiel) {
            return Browser::Fields{{"id", other_id}, {"label", "2027"}, {"referentiel", referentiel}, {"start", last}};
        };
        CHECK(solene.get(office.structure_path("/cycles/nouvelle")).says("Reprendre les réponses de " + label));

        CHECK(solene.post(office.structure_path("/cycles"), form("ess-complet")).status == 303);

        auto const in = [&](std::string const& page) { return office.structure_path("/cycles/" + other_id + page); };
        auto const page = solene.get(in(local));
        CHECK(page.says("À confirmer, d'après le critère 4 de la démarche " + label));
        CHECK(chosen(page, "ancrage") == "2");
        CHECK(solene.get(in(overview)).says("7 réponses à confirmer."));
        CHECK(!solene.get(in(overview)).says("Revenir au simplifié"));
        CHECK(solene.get(office.structure_path("/cycles/" + last + overview)).says("3 / 15"));
        CHECK(solene.post(office.structure_path("/cycles"), form("ess-complet")).status == 303);
    });
}

TEST_CASE("what was written the year before stays at hand, and is joined to the new answer by a button") {
    for_each_engine([](storage::Engine engine) {
        Fifteen before{engine};
        auto& office = before.office;
        auto solene = office.signed_in(office.solene);
        REQUIRE(before.move(solene).status == 303);
        auto const path = office.cycle_path(governance);
        auto const power = std::string{support::power};
        CHECK(solene.get(path).field("comment-" + power) == "Des statuts, relus en mai.");
        rate(solene, path, power, "4", "Un nouveau texte.");
        auto const page = solene.get(path);
        CHECK(page.says("Des statuts, relus en mai."));
        CHECK(page.shows("name=\"reprendre-texte\" value=\"" + power + "\""));

        auto form = form_of(page);
        form["reprendre-texte"] = power;
        CHECK(solene.post(path, form).status == 303);

        CHECK(rating(office, power)->rating.level.code() == "4");
        CHECK(rating(office, power)->rating.comment == "Un nouveau texte.\n\nDes statuts, relus en mai.");
        CHECK(!solene.get(path).shows("reprendre-texte"));
        auto const question = office.cycle_path("/diagnostic/question/" + power);
        rate(solene, question, power, "4", "Autre chose.");
        auto alone = form_of(solene.get(question));
        alone["reprendre-texte"] = power;
        CHECK(solene.post(question, alone).location() == question);
    });
}

TEST_CASE("answers that lead nowhere in the chosen référentiel are refused in words") {
    Office office{storage::Engine::sqlite, both()};
    auto solene = office.signed_in(office.solene);
    auto const last = office.db().found(
        [&](storage::Reader const& db) { return std::string{accounts::current_cycle(db, office.deux_rives).value().id.text()}; });
    Browser::Fields form{{"id", other_id}, {"label", "2027"}, {"referentiel", "ess-simplifie"}, {"start", last}};
    auto const page = solene.post(office.structure_path("/cycles"), form);
    CHECK(page.status == 422);
    CHECK(page.says("ne mènent pas à ce référentiel"));
    form["start"] = "nulle-part";
    CHECK(solene.post(office.structure_path("/cycles"), form).says("Choisissez un point de départ dans la liste"));
}

TEST_CASE("the pages of a move read as they did") {
    Fifteen fifteen;
    auto& office = fifteen.office;
    auto solene = office.signed_in(office.solene);
    support::check_golden("move-preview", solene.get(office.cycle_path("/diagnostic/passage/ess-complet")));
    fifteen.move(solene);
    support::check_golden("move-overview", solene.get(office.cycle_path(overview)));
    support::check_golden("move-chapter", solene.get(office.cycle_path(local)));
    support::check_golden("move-chapter-read-only", office.signed_in(office.idriss).get(office.cycle_path(local)));
    support::check_golden("move-undo", solene.get(office.cycle_path("/diagnostic/retour")));
}
