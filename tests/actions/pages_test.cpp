#include "actions/draft.h"
#include "actions/plans.h"
#include "evidence/queries.h"
#include "evidence/uses.h"
#include "support/golden.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using namespace actions;
using support::Browser, support::check_golden, support::criterion, support::Office, support::Page, support::plan_of,
    support::Planner, support::power, support::waste;

namespace {

std::string action_path(Office& office, ActionId const& id, std::string const& act = {}) {
    return office.cycle_path("/engagements/" + std::string{id.text()} + act);
}

std::string commitment_path(Office& office, std::string const& act = {}) {
    return office.cycle_path("/engagements/criteres/" + waste + act);
}

// The fields of the form as a browser would send them back.
Browser::Fields fields_of(Page const& page) {
    Browser::Fields fields;
    for (std::string const name :
        {"revision", "title", "responsible", "due-month", "due-year", "start", "progress", "done", "cost", "effort", "funder",
            "shown-what", "shown-who", "shown-when", "shown-state", "shown-means", "shown-indicators"})
        fields[name] = page.field(name);
    fields["state"] = "planned";
    fields["text"] = "";
    fields["people"] = "";
    return fields;
}

// What a row of the form says.
void put(Browser::Fields& fields, std::string const& id, std::map<std::string, std::string> const& row) {
    for (auto const& [part, value] : row) fields["indicator-" + id + "-" + part] = value;
}

std::string const first_row = "01900000-0000-7000-8000-000000000001", second_row = "01900000-0000-7000-8000-000000000002";

// What names the indicators in short differs from run to run, as their ids do.
Page without_fingerprint(Page page) {
    std::string const field = "name=\"shown-indicators\" value=\"";
    auto const begin = page.body.find(field) + field.size();
    page.body.replace(begin, page.body.find('"', begin) - begin, "fingerprint");
    return page;
}

void close_cycle(Office& office) {
    office.db().write([&](storage::Writer& db) {
        db.change("UPDATE cycles SET closed = $2 WHERE organisation_id = $1", {office.deux_rives, office.now});
    });
}

} // namespace

TEST_CASE("from an empty plan to an action with people, a month and indicators, without script") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        CHECK(maud.get(office.cycle_path("/engagements")).says("Le plan est encore vide"));
        CHECK(maud.post(office.cycle_path("/engagements/criteres"), {}).says("Cochez au moins un critère"));
        auto const chosen = maud.post(office.cycle_path("/engagements/criteres"), {{"critere-" + waste, "1"}});
        CHECK(chosen.location() == commitment_path(office));

        auto page = maud.get(commitment_path(office));
        CHECK(maud.post(commitment_path(office), {{"revision", page.field("revision")}, {"level", "4"}}).status == 303);
        CHECK(maud.post(commitment_path(office, "/actions"), {{"id", page.field("id")}, {"title", ""}}).status == 422);
        Browser::Fields const added{{"id", page.field("id")}, {"title", "Trier <ensemble>"}};
        auto const path = maud.post(commitment_path(office, "/actions"), added).location();
        CHECK(maud.post(commitment_path(office, "/actions"), added).location() == path); // sent twice
        REQUIRE(plan_of(office).commitments[0].actions.size() == 1);

        auto fields = fields_of(maud.get(path));
        fields["text"] = "- affiches\r\n- **film**";
        fields["responsible"] = "maud martin";
        fields["people"] = "Paul Job\nSophie Guéguen";
        fields["due-month"] = "12/2026";
        fields["due-year"] = "";
        fields["cost"] = "1 250,50 €";
        put(fields, second_row, {{"place", "2"}, {"kind", "state"}, {"label", "Film projeté"}, {"steps", "prévu, projeté"}});
        put(fields, first_row,
            {{"place", "1"}, {"kind", "figure"}, {"label", "Sacs mal triés"}, {"unit", "%"}, {"baseline", "34 %"},
                {"month", "09/2026"}, {"target", "12,5"}, {"direction", "rise"}});
        fields["indicateur-ajouter"] = "state";
        auto const saved = maud.post(path, fields);
        CHECK(saved.location() == path + "?indicateur=state#indicateurs");
        CHECK(saved.status == 303);

        auto const plan = plan_of(office);
        auto const& action = plan.commitments[0].actions[0];
        CHECK(action->text == "- affiches\n- **film**");
        CHECK(plan.people.of(*action->responsible).user == office.maud.id);
        REQUIRE(action->people.size() == 2);
        CHECK(plan.name_of(action->people[1]) == "Sophie Guéguen");
        CHECK(iso(action->due->month) == "2026-12");
        CHECK(figure_text(*action->cost) == "1250.5");
        REQUIRE(action->indicators.size() == 2);
        CHECK(action->indicators[0].label == "Sacs mal triés");
        CHECK(direction(action->indicators[0]) == Indicator::Direction::fall);
        CHECK(action->indicators[1].steps == std::vector<std::string>{"prévu", "projeté"});

        auto const table = maud.get(office.cycle_path("/engagements"));
        for (std::string const words : {"Trier &lt;ensemble&gt;", "<strong>film</strong>", "34 %", "12,5 %", "décembre 2026",
                 "Maud Martin", "Maturité envisagée", "1 action pour 1 critère", "projeté"})
            CHECK_MESSAGE(table.says(words), words);
        auto const reader = office.signed_in(office.idriss).get(path);
        CHECK(reader.status == 200);
        CHECK(reader.says("Sophie Guéguen"));
        CHECK_FALSE(reader.shows("name=\"title\""));
    });
}

TEST_CASE("bad input comes back at its field with what was typed, and keeps nothing else back") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto const path = action_path(office, planner.add(waste, {.title = "Trier"}));
    auto maud = office.signed_in(office.maud);
    auto fields = fields_of(maud.get(path));
    fields["responsible"] = "Paul Job";
    fields["due-month"] = "treizembre";
    fields["due-year"] = "2026";
    fields["progress"] = "120";
    put(fields, first_row, {{"place", "1"}, {"kind", "figure"}, {"label", ""}, {"baseline", "douze"}, {"target", ""}});

    auto const page = maud.post(path, fields);

    CHECK(page.status == 422);
    CHECK(page.says("Écrivez un mois et une année"));
    CHECK(page.says("Écrivez un avancement de 0 à 100"));
    CHECK(page.says("Écrivez un nombre, par exemple 12 ou 12,5"));
    CHECK(page.shows("treizembre"));
    CHECK(page.shows("douze"));
    auto const plan = plan_of(office);
    CHECK(plan.name_of(*plan.commitments[0].actions[0]->responsible) == "Paul Job");
    CHECK_FALSE(plan.commitments[0].actions[0]->due);
    CHECK(plan.commitments[0].actions[0]->indicators.empty());
}

TEST_CASE("two people in different fields of one action keep both, in the same field both are shown") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const path = action_path(office, planner.add(waste, {.title = "Trier"}));
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto of_maud = fields_of(maud.get(path)), of_solene = fields_of(solene.get(path));
        of_maud["title"] = "Trier ensemble";
        of_solene["due-month"] = "décembre 2026";
        CHECK(maud.post(path, of_maud).status == 303);
        CHECK(solene.post(path, of_solene).status == 303);
        auto const both = plan_of(office).commitments[0].actions[0];
        CHECK(both->title == "Trier ensemble");
        CHECK(iso(both->due->month) == "2026-12");

        of_solene["title"] = "Trier seul";
        auto const refused = solene.post(path, of_solene);
        CHECK(refused.status == 409);
        CHECK(refused.says("Quelqu'un d'autre a modifié ces champs entre-temps."));
        CHECK(refused.shows("Trier ensemble"));
        CHECK(refused.field("title") == "Trier seul");
        auto again = fields_of(refused);
        CHECK(solene.post(path, again).status == 303);
        CHECK(plan_of(office).commitments[0].actions[0]->title == "Trier seul");
    });
}

TEST_CASE("a page of an action that is ahead of a restored backup keeps what was typed, beside what is kept") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier"});
        auto const path = action_path(office, id);
        auto maud = office.signed_in(office.maud);
        auto fields = fields_of(maud.get(path));
        for (auto const* title : {"Trier ensemble", "Trier tous ensemble"}) {
            fields["title"] = title;
            CHECK(maud.post(path, fields).status == 303);
            fields = fields_of(maud.get(path));
        }
        office.db().write([&](storage::Writer& db) { // as it was the day before
            db.change("UPDATE actions SET title = 'Trier', revision = 1 WHERE organisation_id = $1", {office.deux_rives});
        });
        fields["title"] = "Trier dès lundi";
        fields["due-month"] = "12/2026";
        auto of_script = fields;
        of_script["editor"] = "a-page";

        auto const told = maud.fetch_post(path, of_script);
        CHECK(told.status == 409);
        CHECK(told.shows("\"value\":\"Trier\""));
        CHECK(plan_of(office).find(id)->content.title == "Trier");
        CHECK(iso(plan_of(office).find(id)->content.due->month) == "2026-12"); // where nothing else stood
        auto const page = maud.post(path, fields);
        CHECK(page.status == 409);
        CHECK(page.says("Quelqu'un d'autre a modifié ces champs entre-temps."));
        CHECK(page.shows("<dd>Trier</dd>"));
        CHECK(page.field("title") == "Trier dès lundi");
        CHECK(maud.post(path, fields_of(page)).status == 303);
        CHECK(plan_of(office).find(id)->content.title == "Trier dès lundi");
    });
}

TEST_CASE("names and states with a comma are still themselves once another field is saved") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    actions::Content content{.title = "Trier"};
    content.people = {planner.person("Dupont, Martin et fils"), planner.person("Léa")};
    content.indicators.push_back({new_id<Indicator>(office.now, office.chance), Indicator::Kind::state, "Charte"});
    content.indicators.back().steps = {"relu", "lu, puis signé"};
    auto const path = action_path(office, planner.add(waste, content));
    auto maud = office.signed_in(office.maud);
    auto const page = maud.get(path);
    CHECK(page.shows("&quot;Dupont, Martin et fils&quot;\nLéa</textarea>"));
    CHECK(page.shows("value=\"relu, &quot;lu, puis signé&quot;\""));
    auto fields = fields_of(page);
    fields["people"] = "\"Dupont, Martin et fils\"\r\nLéa";
    put(fields, std::string{content.indicators[0].id.text()},
        {{"place", "1"}, {"kind", "state"}, {"label", "Charte signée"}, {"steps", "relu, \"lu, puis signé\""}});
    CHECK(maud.post(path, fields).status == 303);

    auto const plan = plan_of(office);
    auto const& kept = plan.commitments[0].actions[0].content;
    CHECK(kept.people == content.people);
    REQUIRE(kept.indicators.size() == 1);
    CHECK(kept.indicators[0].label == "Charte signée");
    CHECK(kept.indicators[0].steps == content.indicators[0].steps);
}

TEST_CASE("the script of the page is told what is kept, and its savings follow one another") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto const id = planner.add(waste, {.title = "Trier"});
    auto const path = action_path(office, id);
    auto maud = office.signed_in(office.maud);
    auto fields = fields_of(maud.get(path));
    fields["editor"] = "a-page";
    fields["title"] = "Trier un";
    auto const first = maud.fetch_post(path, fields);
    CHECK(first.status == 200);
    CHECK(first.shows("\"revision\":2"));
    CHECK(first.shows("Enregistr"));
    fields["title"] = "Trier deux"; // the first answer was lost
    CHECK(maud.fetch_post(path, fields).status == 200);
    CHECK(plan_of(office).find(id)->content.title == "Trier deux");
    fields["progress"] = "beaucoup";
    auto const refused = maud.fetch_post(path, fields);
    CHECK(refused.status == 422);
    CHECK(refused.shows("\"field\":\"progress\""));
    auto solene = office.signed_in(office.solene);
    auto theirs = fields_of(solene.get(path));
    theirs["title"] = "Autre chose";
    CHECK(solene.post(path, theirs).status == 303);
    fields["progress"] = "10";
    fields["title"] = "Trier trois";
    auto const overtaken = maud.fetch_post(path, fields);
    CHECK(overtaken.status == 409);
    CHECK(overtaken.shows("Autre chose"));
    CHECK(plan_of(office).find(id)->content.progress == 10); // what nobody else touched is kept
    CHECK_FALSE(overtaken.shows("\"shown\":{\"what\""));     // the page goes on standing on what it showed,
    fields["text"] = "Une ligne de plus";                    // and saves again by itself
    CHECK(maud.fetch_post(path, fields).status == 409);
    CHECK(plan_of(office).find(id)->content.title == "Autre chose");
    auto const at = overtaken.body.find("\"shown\":\"") + 9;
    fields["shown-what"] = overtaken.body.substr(at, overtaken.body.find('"', at) - at); // she keeps hers
    CHECK(maud.fetch_post(path, fields).status == 200);
    CHECK(plan_of(office).find(id)->content.title == "Trier trois");
}

TEST_CASE("buttons of a row move, remove and add indicators without script") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto const id = planner.add(waste, {.title = "Trier"});
    auto const path = action_path(office, id);
    auto maud = office.signed_in(office.maud);
    auto fields = fields_of(maud.get(path));
    put(fields, first_row, {{"place", "1"}, {"kind", "state"}, {"label", "Un"}});
    put(fields, second_row, {{"place", "2"}, {"kind", "state"}, {"label", "Deux"}});
    fields["indicateur-monter"] = second_row;
    CHECK(maud.post(path, fields).status == 303);
    REQUIRE(plan_of(office).find(id)->content.indicators.size() == 2);
    CHECK(plan_of(office).find(id)->content.indicators[0].label == "Deux");

    fields = fields_of(maud.get(path));
    put(fields, second_row, {{"place", "1"}, {"kind", "state"}, {"label", "Deux"}});
    put(fields, first_row, {{"place", "2"}, {"kind", "state"}, {"label", "Un"}});
    fields["indicateur-retirer"] = second_row;
    CHECK(maud.post(path, fields).status == 303);
    REQUIRE(plan_of(office).find(id)->content.indicators.size() == 1);
    CHECK(plan_of(office).find(id)->content.indicators[0].label == "Un");
    CHECK(maud.get(path + "?indicateur=figure").shows("-baseline\""));
}

TEST_CASE("a forty-first indicator is refused, and comes back with what was typed") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto const id = planner.add(waste, {.title = "Trier"});
    auto maud = office.signed_in(office.maud);
    auto fields = fields_of(maud.get(action_path(office, id)));
    for (int i = 1; i <= 41; ++i)
        put(fields, std::string{new_id<Indicator>(office.now, office.chance).text()},
            {{"place", std::to_string(i)}, {"kind", "state"}, {"label", "Indicateur " + std::to_string(i)}});

    auto const page = maud.post(action_path(office, id), fields);

    CHECK(page.status == 422);
    CHECK(page.says("Une action a quarante indicateurs au plus"));
    CHECK(page.shows("Indicateur 41"));
    CHECK(plan_of(office).find(id)->content.indicators.empty());
}

TEST_CASE("examples of the référentiel become actions when somebody asks for them, and not before") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto maud = office.signed_in(office.maud);
    auto const page = maud.get(commitment_path(office));
    CHECK(page.says("Reprendre cet exemple"));
    CHECK(plan_of(office).commitments[0].actions.empty());

    auto const id = std::string{new_id<Action>(office.now, office.chance).text()};
    auto const taken = maud.post(commitment_path(office, "/actions"), {{"id", id}, {"example", "0"}});
    CHECK(taken.status == 303);
    auto const action = plan_of(office).commitments[0].actions.at(0);
    CHECK(action->text == criterion(office, waste).examples[0].practice.in("fr"));
    CHECK_FALSE(action->title.empty());
    CHECK(maud.post(commitment_path(office, "/actions"), {{"id", support::password.data()}, {"example", "0"}}).status == 400);
    auto const other = std::string{new_id<Action>(office.now, office.chance).text()};
    CHECK(maud.post(commitment_path(office, "/actions"), {{"id", other}, {"example", "99"}}).status == 400);
}

TEST_CASE("what is removed waits thirty days in the trash with all that hung on it, and comes back whole") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste, power});
        Content const content{.title = "Trier",
            .responsible = planner.person("Paul Job"),
            .people = {planner.person("Sophie Guéguen")},
            .due = Due{parse<Month>("2026-12").value()},
            .cost = read_figure("12,5"),
            .indicators = {planner.figure("Sacs", "0,1", "0,3")}};
        auto const id = planner.add(waste, content);
        planner.add(waste, {.title = "Une étape"}, id);
        auto const before = plan_of(office);
        auto maud = office.signed_in(office.maud);
        auto const asked = maud.get(action_path(office, id, "/retrait"));
        CAPTURE(asked.body);
        CHECK(asked.says("Retirer l'action"));

        auto const removed = maud.post(action_path(office, id, "/retrait"));
        CHECK(maud.post(action_path(office, id, "/retrait")).status == 303); // sent twice
        CHECK(maud.get(removed.location()).says("C'est retiré du plan."));
        CHECK(maud.get(action_path(office, id)).status == 404);
        CHECK(plan_of(office).find(criterion(office, waste))->actions.empty());
        CHECK(maud.get(office.cycle_path("/engagements/corbeille")).shows("Trier"));
        CHECK(maud.post(office.cycle_path("/engagements/corbeille"), {{"id", std::string{id.text()}}}).status == 303);

        auto const back = plan_of(office);
        CHECK(back.find(id)->content == before.find(id)->content);
        CHECK(back.find(id)->number == before.find(id)->number);
        CHECK(back.find(id)->parts.size() == 1);

        auto const commitment = std::string{back.find(criterion(office, waste))->id.text()};
        CHECK(maud.post(commitment_path(office, "/retrait")).status == 303);
        CHECK(plan_of(office).commitments.size() == 1);
        planner.commit({waste}); // in the plan again meanwhile
        CHECK(maud.post(office.cycle_path("/engagements/corbeille"), {{"id", commitment}}).status == 303);
        CHECK(plan_of(office).commitments.size() == 2);
        CHECK(plan_of(office).find(id)->content == before.find(id)->content);

        maud.post(action_path(office, id, "/retrait"));
        office.let_pass(31 * 24h);
        auto later = office.signed_in(office.maud);
        CHECK(later.get(office.cycle_path("/engagements/corbeille")).says("La corbeille est vide"));
        later.post(office.cycle_path("/engagements/corbeille"), {{"id", std::string{id.text()}}});
        CHECK_FALSE(plan_of(office).find(id));
    });
}

TEST_CASE("a document that shows how an action goes on stands on its page, and leads back to it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier"});
        auto const document = new_id<evidence::Evidence>(office.now, office.chance);
        office.db().write([&](storage::Writer& db) {
            evidence::add(db, office.deux_rives,
                {document, evidence::Kind::link, "La consigne de tri", std::nullopt,
                    {.id = new_id<evidence::Version>(office.now, office.chance),
                        .link = "https://exemple.fr/tri",
                        .by = "Maud",
                        .at = office.now}},
                office.maud, office.desk->zone.day(office.now));
            evidence::join(db, office.deux_rives, document, evidence::action_object(id.text()), office.maud, office.now);
        });

        auto maud = office.signed_in(office.maud);
        CHECK(maud.get(action_path(office, id)).says("La consigne de tri"));
        CHECK(office.signed_in(office.idriss).get(action_path(office, id)).says("La consigne de tri"));
        CHECK(maud.get(office.structure_path("/documents/" + std::string{document.text()})).says("Action « Trier » (2026)"));
    });
}

TEST_CASE("the plan of a closed cycle is read and not written") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto const id = planner.add(waste, {.title = "Trier"});
    auto maud = office.signed_in(office.maud);
    auto const fields = fields_of(maud.get(action_path(office, id)));
    close_cycle(office);

    for (auto const* page : {"/engagements", "/engagements/corbeille"}) {
        auto const shown = maud.get(office.cycle_path(page));
        CHECK(shown.status == 200);
        CHECK_FALSE(
            shown.shows("<form method=\"post\" action=\"/structures/" + std::string{office.deux_rives.text()} + "/cycles"));
    }
    CHECK_FALSE(maud.get(action_path(office, id)).shows("name=\"title\""));
    CHECK(maud.post(action_path(office, id), fields).status == 403);
    CHECK(maud.post(action_path(office, id, "/retrait")).status == 403);
    CHECK(maud.post(action_path(office, id, "/etapes"), {{"id", first_row}, {"part", "Une"}}).status == 403);
    CHECK(maud.post(commitment_path(office), {{"revision", "1"}, {"level", "4"}}).status == 403);
    CHECK(maud.post(commitment_path(office, "/actions"), {{"id", first_row}, {"title", "Une"}}).status == 403);
    CHECK(maud.post(commitment_path(office, "/retrait")).status == 403);
    CHECK(maud.post(office.cycle_path("/engagements/criteres"), {{"critere-" + power, "1"}}).status == 403);
    CHECK(maud.post(office.cycle_path("/engagements/corbeille"), {{"id", first_row}}).status == 403);
}

TEST_CASE("whoever writes in a closed cycle is told so, by whom it may be reopened, and finds their text again") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
    maud.key();
    solene.key();
    close_cycle(office);
    Browser::Fields const fields{{"id", first_row}, {"title", "Trier les <déchets>"}, {"text", "Deux lignes,\nà ne pas perdre."}};

    auto const page = maud.post(commitment_path(office, "/actions"), fields);

    CHECK(page.status == 403);
    check_golden("cycle-closed-refused", page);
    auto const short_words =
        maud.post(commitment_path(office, "/actions"), {{"id", first_row}, {"title", "trier"}, {"cost", "1250"}});
    for (std::string const text : {"trier", "1250"}) CHECK(short_words.shows(">\n" + text + "</textarea>"));
    CHECK(page.says("<h1>La démarche 2026 est close</h1>"));
    CHECK(page.says("Les personnes au pilotage peuvent la rouvrir : Solène Martin."));
    CHECK(page.shows("<textarea class=\"input\" rows=\"4\" readonly>\nTrier les &lt;déchets&gt;</textarea>"));
    CHECK(page.shows("readonly>\nDeux lignes,\nà ne pas perdre.</textarea>"));
    CHECK(!page.shows(first_row));
    CHECK(!page.shows("/reouverture\""));
    CHECK(solene.post(commitment_path(office, "/actions"), fields).shows("/reouverture\""));

    auto const note = maud.post(
        office.cycle_path("/diagnostic/criteres/" + power + "/relecture"), {{"id", first_row}, {"note", "Le registre manque."}});
    CHECK(note.status == 403);
    CHECK(note.shows("readonly>\nLe registre manque.</textarea>"));
    auto const told = maud.fetch_post(commitment_path(office, "/actions"), fields); // a script
    CHECK(told.status == 403);
    CHECK(told.header("Content-Type").starts_with("application/problem+json"));
    CHECK(told.shows("\"title\":\"La démarche 2026 est close\""));
    CHECK(told.shows("\"detail\":\"Rien n’a été enregistré\u00a0: ce qu’elle contient ne change plus.\""));
    CHECK(told.shows("\"outdated\":true"));
}

TEST_CASE("whoever writes in an action that goes out of the plan meanwhile is told so, and finds their text again") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier"});
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        maud.key();
        REQUIRE(solene.post(action_path(office, id, "/retrait")).status == 303);
        REQUIRE(solene.post(commitment_path(office, "/retrait")).status == 303);
        Browser::Fields const fields{{"revision", "1"}, {"editor", ""}, {"title", "Trier mieux"}, {"text", "Deux <lignes>."}};

        auto const page = maud.post(action_path(office, id), fields);
        CHECK(page.status == 404);
        CHECK(page.says("<h1>Cette action n'est plus au plan</h1>"));
        CHECK(page.says("Rien n'a été enregistré : elle en a été retirée pendant que vous écriviez"));
        CHECK(page.shows("readonly>\nTrier mieux</textarea>"));
        CHECK(page.shows("readonly>\nDeux &lt;lignes&gt;.</textarea>"));
        auto const told = maud.fetch_post(action_path(office, id), fields); // its script, which keeps what was typed
        CHECK(told.status == 404);
        CHECK(told.shows("\"title\":\"Cette action n’est plus au plan\""));
        CHECK(told.shows("\"outdated\":true"));
        auto const step = maud.post(action_path(office, id, "/etapes"), {{"id", first_row}, {"part", "Acheter les bacs"}});
        CHECK(step.shows("readonly>\nAcheter les bacs</textarea>"));
        auto const added = maud.post(commitment_path(office, "/actions"), {{"id", first_row}, {"title", "Peser"}});
        CHECK(added.status == 404);
        CHECK(added.says("<h1>Ce critère n'est plus au plan</h1>"));
        CHECK(added.shows("readonly>\nPeser</textarea>"));
    });
}

TEST_CASE("who is held to a few criteria plans for these alone") {
    Office office;
    Planner planner{office};
    planner.commit({waste, power});
    auto const id = planner.add(waste, {.title = "Trier"});
    support::hold_to(office, office.maud, power);
    auto maud = office.signed_in(office.maud);
    CHECK_FALSE(maud.get(action_path(office, id)).shows("name=\"title\""));
    CHECK(maud.post(commitment_path(office, "/actions"), {{"id", first_row}, {"title", "Une"}}).status == 403);
    CHECK(maud.post(office.cycle_path("/engagements/criteres/" + power + "/actions"), {{"id", first_row}, {"title", "Une"}})
              .status == 303);
}

TEST_CASE("a day on which an action ended is asked about where it has not ended, and is not dropped") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const path = action_path(office, planner.add(waste, {.title = "Trier"}));
        auto maud = office.signed_in(office.maud);
        auto fields = fields_of(maud.get(path));
        fields["done"] = "20/11/2026";

        auto const page = maud.post(path, fields);
        CHECK(page.status == 422);
        CHECK(page.field("done") == "20/11/2026");
        CHECK(page.says("Cette action n'est pas terminée : choisissez l'état « terminée », ou effacez ce jour"));

        fields["state"] = "done";
        CHECK(maud.post(path, fields).status == 303);
        fields = fields_of(maud.get(path));
        CHECK(fields["done"] == "20/11/2026");
        CHECK(maud.post(path, fields).status == 303); // under way again: the day goes, which was not typed
        CHECK(maud.get(path).field("done").empty());
    });
}

TEST_CASE("the states of an indicator differ from one another") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const path = action_path(office, planner.add(waste, {.title = "Trier"}));
        auto maud = office.signed_in(office.maud);
        auto fields = fields_of(maud.get(path));
        put(fields, first_row, {{"place", "1"}, {"kind", "state"}, {"label", "Le tri"}, {"steps", "à faire, fait, FAIT"}});

        auto const page = maud.post(path, fields);
        CHECK(page.status == 422);
        CHECK(page.says("Le même état y est deux fois : chacun se dit une seule fois"));
        CHECK(page.field("indicator-" + first_row + "-steps") == "à faire, fait, FAIT");
        fields["indicator-" + first_row + "-steps"] = "à faire, fait";
        CHECK(maud.post(path, fields).status == 303);
    });
}

TEST_CASE("the pages of a plan read as they did") {
    Office office;
    Planner planner{office};
    auto maud = office.signed_in(office.maud);
    check_golden("plan-empty", maud.get(office.cycle_path("/engagements")));
    planner.commit({waste, power});
    auto const id = planner.add(waste, {.title = "Trier les déchets",
                                           .text = "- affiches\n- **film**",
                                           .responsible = planner.person("Sophie Guéguen"),
                                           .start = parse<Date>("2026-09-01"),
                                           .due = Due{parse<Month>("2026-10").value()},
                                           .state = State::ongoing,
                                           .progress = 20,
                                           .indicators = {planner.figure("Sacs mal triés", "34", "12,5")}});
    planner.add(waste, {.title = "Projeter un film"}, id);
    planner.add(waste, {.title = "Peser les bennes"});
    check_golden("plan", maud.get(office.cycle_path("/engagements")));
    check_golden("plan-criterion", maud.get(commitment_path(office)));
    check_golden("plan-action", without_fingerprint(maud.get(action_path(office, id))));
    check_golden("plan-action-read-only", office.signed_in(office.idriss).get(action_path(office, id)));
}
