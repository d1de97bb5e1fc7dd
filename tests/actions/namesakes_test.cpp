#include "actions/plans.h"

#include <doctest/doctest.h>

#include <regex>

using namespace actions;
using support::Browser, support::Office, support::Page, support::plan_of, support::Planner, support::waste;

namespace {

// A second member called Maud Martin.
accounts::User add_namesake(Office& office) {
    auto const user = office.add_user("Maud", "maud.b@deux-rives.example");
    office.add_member(office.deux_rives, user, accounts::Role::contributor);
    return user;
}

std::string call_of(accounts::User const& user) { return user.name() + " (" + user.email + ")"; }

std::string path_of(Office& office, ActionId const& id) { return office.cycle_path("/engagements/" + std::string{id.text()}); }

// The page as a browser would send it back, but who.
Browser::Fields fields_of(Page const& page, std::string const& responsible, std::string const& people) {
    Browser::Fields fields;
    for (std::string const name : {"revision", "title", "due-month", "due-year", "start", "progress", "done", "cost", "effort",
             "funder", "shown-what", "shown-who", "shown-when", "shown-state", "shown-means", "shown-indicators"})
        fields[name] = page.field(name);
    fields["state"] = "planned";
    fields["text"] = "";
    fields["responsible"] = responsible;
    fields["people"] = people;
    return fields;
}

std::optional<accounts::UserId> responsible_of(Office& office, ActionId const& id) {
    auto const plan = plan_of(office);
    auto const& responsible = plan.find(id)->content.responsible;
    return responsible ? plan.people.of(*responsible).user : std::nullopt;
}

std::vector<std::string> people_of(Office& office, ActionId const& id) {
    auto const plan = plan_of(office);
    std::vector<std::string> names;
    for (auto const& person : plan.find(id)->content.people) names.push_back(plan.name_of(person));
    return names;
}

} // namespace

TEST_CASE("of two members of one name, an action that is changed elsewhere keeps the one it had") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier", .responsible = planner.person("Maud Martin")});
        auto const other = add_namesake(office);
        auto const own = call_of(office.maud), theirs = call_of(other);
        auto solene = office.signed_in(office.solene);
        auto page = solene.get(path_of(office, id));
        CHECK(page.field("responsible") == own);
        CHECK(page.says("<option value=\"" + own + "\">"));
        CHECK(page.says("<option value=\"" + theirs + "\">"));

        CHECK(solene.post(path_of(office, id), fields_of(page, own, "Sophie Guéguen")).status == 303);
        CHECK(responsible_of(office, id) == office.maud.id);
        page = solene.get(path_of(office, id));
        CHECK(solene.post(path_of(office, id), fields_of(page, own, "Sophie Guéguen\n" + theirs)).status == 303);
        CHECK(responsible_of(office, id) == office.maud.id);
        CHECK(people_of(office, id) == std::vector<std::string>{"Sophie Guéguen", theirs});
        page = solene.get(path_of(office, id));
        CHECK(solene.post(path_of(office, id), fields_of(page, theirs, "")).status == 303);
        CHECK(responsible_of(office, id) == other.id);
        CHECK(solene.get(office.cycle_path("/engagements")).says(theirs)); // in the table
        CHECK(!solene.get(office.cycle_path("/engagements")).says(own));
    });
}

TEST_CASE("the calendar names people without their address, though another bears the name") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    planner.add(
        waste, {.title = "Trier", .responsible = planner.person("Maud Martin"), .due = Due{parse<Month>("2027-03").value()}});
    add_namesake(office);

    auto const folded = office.signed_in(office.maud).get(office.cycle_path("/engagements.ics")).body;
    auto const file = std::regex_replace(folded, std::regex{"\r\n "}, "");

    CHECK(file.find("Maud Martin") != std::string::npos);
    CHECK(file.find(office.maud.email) == std::string::npos);
}

TEST_CASE("a name that two members bear is asked about, with what was typed") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const id = planner.add(waste, {.title = "Trier"});
        auto const own = call_of(office.maud), theirs = call_of(add_namesake(office));
        auto solene = office.signed_in(office.solene);

        auto page = solene.post(path_of(office, id), fields_of(solene.get(path_of(office, id)), "maud martin", "Une Inconnue"));
        CHECK(page.status == 422);
        CHECK(page.field("responsible") == "maud martin");
        CHECK(page.says("Plusieurs personnes portent le nom « maud martin ». Précisez : " + own + ", " + theirs + "."));
        page = solene.post(path_of(office, id), fields_of(solene.get(path_of(office, id)), own, "Maud Martin"));
        CHECK(page.status == 422);
        CHECK(plan_of(office).people.present().empty()); // nobody was made

        auto const plan = office.cycle_path("/engagements");
        auto const choosing = solene.get(plan + "?choisir=oui");
        auto const ticked = "action-" + std::string{id.text()};
        Browser::Fields batch{{"id", choosing.field("id")}, {"acte", "responsible"}, {"lot-responsable", "Maud Martin"},
            {"lot-echeance", ""}, {"lot-etat", "prevue"}, {ticked, choosing.field(ticked)}};
        page = solene.post(plan + "/lot", batch);
        CHECK(page.status == 422);
        CHECK(page.says("Précisez : " + own + ", " + theirs + "."));
        batch["lot-responsable"] = theirs;
        CHECK(solene.post(plan + "/lot", batch).status == 303);
        CHECK(solene.get(plan).says(theirs));
    });
}

TEST_CASE("a long name with its address is no longer for it") {
    CHECK_FALSE(accounts::is_too_long(std::string(80, 'a') + " (une.adresse.assez.longue@exemple.fr)"));
    CHECK(accounts::is_too_long(std::string(81, 'a')));
    CHECK(accounts::is_too_long(std::string(81, 'a') + " (une.adresse@exemple.fr)"));
}

TEST_CASE("whoever joins under the name of a person of the plan is meant by it from then on, and may be made one with it") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({waste});
        auto const nameless = planner.person("Théo Martin");
        auto const id = planner.add(waste, {.title = "Trier", .responsible = nameless, .people = {planner.person("Sophie")}});
        auto const later = planner.add(waste, {.title = "Peser"});
        auto const theo = office.add_user("Théo", "theo@deux-rives.example");
        auto solene = office.signed_in(office.solene);
        auto const plan = office.cycle_path("/engagements"), persons = office.structure_path("/personnes");
        std::string const asks = "Théo Martin est maintenant membre : réunir avec la personne du plan ?";
        CHECK(!solene.get(plan).says(asks));

        office.add_member(office.deux_rives, theo, accounts::Role::reader);
        CHECK(solene.get(plan).says(asks));
        CHECK(!office.signed_in(office.idriss).get(plan).says(asks));
        CHECK(solene.get(persons).says("un membre de l'équipe porte ce nom : est-ce la même personne ?"));
        CHECK(solene.get(persons).says("<option value=\"membre " + std::string{theo.id.text()} + "\" selected>"));
        CHECK(office.signed_in(theo).get(office.structure_path()).says("demandez à l'équipe de vous réunir"));
        CHECK(!office.signed_in(office.idriss).get(office.structure_path()).says("quelqu'un qui porte votre nom"));

        auto page = solene.get(path_of(office, later));
        CHECK(solene.post(path_of(office, later), fields_of(page, "Théo Martin", "")).status == 303);
        CHECK(responsible_of(office, later) == theo.id); // newly typed, it is the member
        page = solene.get(path_of(office, id));
        CHECK(page.field("responsible") == "Théo Martin");
        CHECK(solene.post(path_of(office, id), fields_of(page, "Théo Martin", "")).status == 303);
        CHECK(plan_of(office).find(id)->content.responsible == nameless); // left alone, it is who it was

        auto const merge = persons + "/" + std::string{nameless.text()} + "/fusion";
        CHECK(solene.post(merge, {{"avec", "membre " + std::string{theo.id.text()}}}).status == 303);
        CHECK(responsible_of(office, id) == theo.id);
        CHECK(!solene.get(plan).says(asks));
        CHECK(solene.get(persons).says("Personne du plan, jointe au compte de Théo Martin le"));
        CHECK(office.signed_in(theo).get(office.structure_path()).says("Trier"));
    });
}

TEST_CASE("a new contributor of the name of a person of the plan may say so themself") {
    Office office;
    Planner planner{office};
    planner.commit({waste});
    planner.add(waste, {.title = "Trier", .responsible = planner.person("Théo Martin")});
    auto const theo = office.add_user("Théo", "theo@deux-rives.example");
    office.add_member(office.deux_rives, theo, accounts::Role::contributor);

    auto const page = office.signed_in(theo).get(office.structure_path());

    CHECK(page.says("<a href=\"" + office.structure_path("/personnes") + "\">dites-le ici</a>"));
}
