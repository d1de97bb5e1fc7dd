#include "actions/plan_imports.h"

#include "actions/plan_cells.h"
#include "actions/plans.h"
#include "evidence/queries.h"
#include "evidence/uses.h"
#include "support/office.h"
#include "tables/xlsx.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <regex>

using namespace std::chrono_literals;
using support::Browser, support::Office, support::Page, support::Planner;

namespace {

std::string import_path(Office& office, std::string const& rest = "") { return office.cycle_path("/engagements/import" + rest); }

// As a browser sends the form with that file, and goes where the answer leads.
Page send_file(Office& office, Browser& browser, std::string const& bytes, std::string const& name = "plan.csv") {
    auto const key = browser.key();
    web::Request request;
    request.method = "POST";
    request.path = import_path(office);
    request.body = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + key +
                   "\r\n--b\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"" + name +
                   "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes + "\r\n--b--\r\n";
    request.headers = {{"content-type", "multipart/form-data; boundary=b"}, {"sec-fetch-site", "same-origin"}};
    auto page = browser.send(std::move(request));
    return page.status == 303 ? browser.get(page.location()) : page;
}

// Where the dry run that is shown is confirmed, and with what.
std::string confirm_path(Page const& page) {
    auto const end = page.body.find("/lignes\"");
    REQUIRE(end != page.body.npos);
    auto const start = page.body.rfind('"', end) + 1;
    return page.body.substr(start, end + 7 - start);
}

Browser::Fields confirm_fields(Page const& page) {
    auto const form = page.body.substr(page.body.find(confirm_path(page)));
    Browser::Fields fields;
    std::regex const hidden{"type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\""};
    auto const end = form.substr(0, form.find("</form>"));
    for (auto at = std::sregex_iterator{end.begin(), end.end(), hidden}; at != std::sregex_iterator{}; ++at)
        fields[(*at)[1].str()] = (*at)[2].str();
    return fields;
}

Page confirm(Browser& browser, Page const& dry_run) { return browser.post(confirm_path(dry_run), confirm_fields(dry_run)); }

std::string undo_path(Page const& page) {
    auto const end = page.body.find("/annulation\"");
    REQUIRE(end != page.body.npos);
    auto const start = page.body.rfind('"', end) + 1;
    return page.body.substr(start, end + 11 - start);
}

// « 25 Trier (Maud) 2026-12 »
std::vector<std::string> planned(Office& office) {
    std::vector<std::string> all;
    auto const plan = support::plan_of(office);
    for (auto const* action : actions::actions(plan)) {
        auto line = plan.commitment_of(*action).criterion->number + " " + (*action)->title;
        if ((*action)->responsible) line += " (" + plan.name_of(*(*action)->responsible) + ")";
        if ((*action)->due) line += " " + iso((*action)->due->month);
        for (auto const& indicator : (*action)->indicators) line += " [" + indicator.label + "]";
        all.push_back(line);
    }
    return all;
}

std::string text_of(std::vector<std::string> const& lines) {
    std::string text;
    for (auto const& line : lines) text += line + "\n";
    return text;
}

std::string const file =
    "N°;Critère;Action;Description;Responsable;Personnes associées;Échéance;Indicateur;Valeur de référence;"
    "Valeur cible;Coût;État;Avancement\r\n"
    "25;;Trier;Tout le monde;Maud Martin;Une Bénévole et la Mairie;12/2026;Déchets triés;10 %;75 %;1 250 €;en cours;40 %\r\n"
    ";;;;;;;Bacs posés;;4;;;\r\n"
    ";Qualité de l'emploi;Écrire la grille;;Une Bénévole;;décembre 2026;La grille existe;;;;;\r\n"
    "99;;Rien;;;;;;;;;;\r\n"
    ";;Sans critère;;;;;;;;;;\r\n"
    "25;;Peser;;;;bientôt;;;;beaucoup;peut-être;\r\n"
    "1;;;;;;;;;;;;\r\n"
    "25;;Trier;;;;;;;;;;\r\n";

} // namespace

TEST_CASE("a plan is shown line by line before anything is kept, then imported, then undone") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);

        auto const dry_run = send_file(office, maud, file);

        CHECK(dry_run.status == 200);
        for (std::string const words :
            {"Rien n'est encore gardé.", "3 actions à importer pour 3 critères, 3 lignes refusées, sur 8 lignes lues",
                "Nouvelle action", "Indicateur de plus pour l'action de la ligne 2", "Aucun critère de ce numéro",
                "La ligne du dessus n'est pas reprise : celle-ci non plus", "L'échéance « bientôt » n'est pas un mois",
                "Le coût « beaucoup » n'est pas un nombre d'euros", "L'état « peut-être » n'est pas connu",
                "Le critère entre au plan, sans action", "La ligne 2 dit déjà cette action", "<dd>la Mairie, Une Bénévole</dd>"})
            CHECK_MESSAGE(dry_run.says(words), words);
        CHECK(planned(office).empty());
        CHECK_FALSE(office.dump().contains("persons"));

        auto const kept = confirm(maud, dry_run);
        CHECK(kept.status == 303);
        CHECK(maud.get(kept.location()).says("3 actions sont entrées au plan."));
        CHECK(text_of(planned(office)) ==
              text_of({"14 Écrire la grille (Une Bénévole) 2026-12 [La grille existe]",
                  "25 Trier (" + office.maud.name() + ") 2026-12 [Déchets triés] [Bacs posés]", "25 Peser"}));
        auto const plan = support::plan_of(office);
        CHECK(plan.find(support::criterion(office, support::power)) != nullptr);
        auto const& sort = plan.find(support::criterion(office, support::waste))->actions.front();
        CHECK(sort->cost == Decimal{1250});
        CHECK(sort->progress == 40);
        CHECK(sort->state == actions::State::ongoing);
        CHECK(sort->people.size() == 2);
        CHECK(sort->indicators.front().unit == "%");
        auto const& weigh = plan.find(support::criterion(office, support::waste))->actions.back();
        CHECK(weigh->text == "Échéance\u00a0: bientôt\n\nÉtat\u00a0: peut-être\n\nCoût (€)\u00a0: beaucoup"); // nothing is lost

        CHECK(confirm(maud, dry_run).status == 303); // sent twice
        CHECK(planned(office).size() == 3);

        auto const undone = maud.post(undo_path(maud.get(import_path(office))));
        CHECK(undone.says("Tout ce qu'il avait apporté est retiré."));
        CHECK(planned(office).empty());
        CHECK(support::plan_of(office).commitments.empty());
        CHECK_FALSE(office.dump().contains("indicators"));
        CHECK_FALSE(office.dump().contains("action_people"));
        CHECK(office.dump()["persons"].find("Bénévole") == std::string::npos);
        CHECK(maud.get(import_path(office)).says("Annulé"));
    });
}

TEST_CASE("undoing an import leaves what somebody has worked at since, and says so") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        confirm(maud, send_file(office, maud, file));
        Planner planner{office};
        planner.write([&](auto& db, auto& trail, auto const& diagnostic) {
            auto const plan = actions::plan(db, diagnostic);
            for (auto const* action : actions::actions(plan))
                if ((*action)->title == "Trier") {
                    auto content = action->content;
                    content.progress = 60;
                    REQUIRE(
                        actions::save(db, trail, diagnostic, *action, content, {office.maud, office.now, "", action->revision}));
                }
        });

        auto const undone = maud.post(undo_path(maud.get(import_path(office))));

        CHECK(undone.says("Quelqu'un a travaillé à ces actions depuis l'import"));
        CHECK(undone.shows(">Trier</a>"));
        CHECK(planned(office).size() == 1);
        CHECK(office.dump().at("persons").find("Bénévole") != std::string::npos); // still associated
    });
}

TEST_CASE("undoing an import leaves an action that a document was joined to") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        confirm(maud, send_file(office, maud, file));
        auto const grid = support::plan_of(office).find(support::criterion(office, support::jobs))->actions.front().id;
        evidence::Evidence const document{.id = new_id<evidence::Evidence>(office.now, office.chance),
            .kind = evidence::Kind::link,
            .title = "La grille",
            .version = {.id = new_id<evidence::Version>(office.now, office.chance),
                .link = "https://exemple.fr/grille",
                .by = office.maud.name(),
                .at = office.now}};
        office.db().write([&](storage::Writer& db) {
            evidence::add(db, office.deux_rives, document, office.maud, office.desk->zone.day(office.now));
            evidence::join(db, office.deux_rives, document.id, evidence::action_object(grid.text()), office.maud, office.now);
        });

        auto const undone = maud.post(undo_path(maud.get(import_path(office))));

        CHECK(undone.shows(">Écrire la grille</a>"));
        CHECK(planned(office).size() == 1);
    });
}

TEST_CASE("an import can be undone for thirty days") {
    Office office;
    auto maud = office.signed_in(office.maud);
    confirm(maud, send_file(office, maud, file));
    auto const path = undo_path(maud.get(import_path(office)));

    office.let_pass(31 * 24h);
    auto later = office.signed_in(office.maud);
    CHECK_FALSE(later.get(import_path(office)).shows("/annulation\""));
    later.post(path);
    CHECK(planned(office).size() == 3);
}

TEST_CASE("what is planned already is left out, or added where one asks for it") {
    Office office;
    auto maud = office.signed_in(office.maud);
    confirm(maud, send_file(office, maud, file));

    auto const again = send_file(office, maud, file);
    CHECK(again.says("0 action à importer"));
    CHECK(again.says("Déjà au plan (action n° 1) : laissée de côté"));
    CHECK(again.says("Indicateur d'une action laissée de côté"));

    auto const added =
        maud.get(import_path(office, again.body.substr(again.body.find("/engagements/import/") + 19, 37)) + "?doubles=ajouter");
    CHECK(added.says("3 actions à importer"));
    CHECK(added.says("ajoutée quand même"));
    confirm(maud, added);
    CHECK(planned(office).size() == 6);
}

TEST_CASE("what a line says of no action, and a month that is none, are told though the line brings nothing") {
    Office office;
    auto maud = office.signed_in(office.maud);
    Planner planner{office};
    planner.commit({support::jobs});
    planner.add(support::jobs, {.title = "Former"});

    auto const page = send_file(office, maud,
        "N°;Critère;Action;Responsable;Échéance\n"
        "14;;;Paul Job;12/2027\n"
        "1;;;;12/2027\n"
        "25;;Trier;;12/2027\n"
        "25;;Trier;;treize\n"
        "14;;Former;;jamais\n");

    CHECK(page.says("Ce critère est déjà au plan"));
    CHECK(page.says("Il n'y a pas d'action sur cette ligne ; ne sont pas repris : Responsable, Échéance"));
    CHECK(page.says("Il n'y a pas d'action sur cette ligne ; ne sont pas repris : Échéance"));
    CHECK(page.says("La ligne 4 dit déjà cette action"));
    CHECK(page.says("L'échéance « treize » n'est pas un mois"));
    CHECK(page.says("L'échéance « jamais » n'est pas un mois"));
}

TEST_CASE("columns without a known title are matched by hand, by an address that changes nothing") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const unknown = send_file(office, maud, "Quoi;Où;Pour\n25;Trier;03/2027\n");
    CHECK(unknown.says("Il manque une colonne."));
    CHECK(unknown.says("Trier")); // what stands below each title

    auto const before = office.dump();
    auto const path = import_path(office, unknown.body.substr(unknown.body.find("/engagements/import/") + 19, 37));
    auto const matched = maud.get(path + "?pour=0-0&feuille=0&titres=0&c0=number&c1=title&c2=due");
    CHECK(office.dump() == before);
    CHECK(matched.says("1 action à importer"));
    CHECK(confirm(maud, matched).status == 303);
    CHECK(text_of(planned(office)) == text_of({"25 Trier 2027-03"}));
}

TEST_CASE("a month is read as people and spreadsheets write it") {
    Office office;
    auto maud = office.signed_in(office.maud);
    for (std::string const typed : {"12/2026", "décembre 2026", "Déc. 2026", "31/12/2026", "2026-12-31", "2026-12", "46387",
             "fin décembre 2026", "December 2026", "12-2026", "31/12/26"}) {
        CAPTURE(typed);
        auto const dry_run = send_file(office, maud, "N°;Action;Échéance\n25;Trier " + typed + ";" + typed + "\n");
        confirm(maud, dry_run);
        CHECK(planned(office).back().ends_with(" 2026-12"));
    }
}

TEST_CASE("titles are known in French and in English, whatever row they stand in") {
    Office office;
    auto maud = office.signed_in(office.maud);
    tables::Workbook const book{"Plan", "Nous",
        {{.name = "Notes", .columns = {{"Rien"}}, .rows = {{std::string{"a"}}}},
            {.name = "Plan",
                .columns = {{"Plan d'actions de l'association"}, {""}, {""}, {""}, {""}},
                .rows = {{},
                    {std::string{"Criterion"}, std::string{"Action"}, std::string{"Owner"}, std::string{"Due date"},
                        std::string{"Budget"}},
                    {std::string{"25. Pollution et gestion des déchets"}, std::string{"Trier"}, std::string{"idriss MARTIN"},
                        std::chrono::sys_days{2026y / 12 / 31}, Decimal{125, 1}}}}}};

    auto const dry_run = send_file(office, maud, tables::xlsx(book), "plan.xlsx");
    CHECK(dry_run.says("1 action à importer"));
    CHECK(dry_run.says("Membres de l'équipe"));
    confirm(maud, dry_run);
    CHECK(text_of(planned(office)) == text_of({"25 Trier (" + office.idriss.name() + ") 2026-12"}));
    CHECK(actions::actions(support::plan_of(office)).size() == 1);
}

TEST_CASE("the workbook of a plan comes back as it left: into the same plan nothing, into an empty one the same") {
    Office office;
    auto maud = office.signed_in(office.maud);
    Planner planner{office};
    confirm(maud, send_file(office, maud, file));
    auto const plan = support::plan_of(office);
    planner.add(
        support::waste, {.title = "Acheter les bacs"}, plan.find(support::criterion(office, support::waste))->actions.front().id);
    auto const before = planned(office);
    auto const book = maud.get(office.cycle_path("/engagements.xlsx")).body;
    auto const csv = maud.get(office.cycle_path("/engagements.csv")).body;
    for (auto const& bytes : {book, csv}) {
        auto const again = send_file(office, maud, bytes, "plan.xlsx");
        CHECK(again.says("0 action à importer pour 0 critère, 0 ligne refusée"));
    }

    maud.post(undo_path(maud.get(import_path(office))));
    planner.write([](auto& db, auto&, auto const& diagnostic) {
        for (std::string const table : {"action_people", "indicators", "actions", "commitments"})
            db.change("DELETE FROM " + table + " WHERE organisation_id = $1", {diagnostic.organisation()});
    });
    for (auto const& bytes : {book}) {
        auto const dry_run = send_file(office, maud, bytes, "plan.xlsx");
        confirm(maud, dry_run);
        CHECK(planned(office) == before);
        auto const now = support::plan_of(office);
        CHECK(now.find(support::criterion(office, support::waste))->actions.front().parts.size() == 1);
        CHECK(now.find(support::criterion(office, support::power)) != nullptr);
    }
}

TEST_CASE("somebody else plans the same between the dry run and the import: it is shown again") {
    Office office;
    auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
    auto const dry_run = send_file(office, maud, file);
    confirm(solene, send_file(office, solene, file));

    auto const page = confirm(maud, dry_run);

    CHECK(page.status == 409);
    CHECK(page.says("Le plan a changé entre-temps."));
    CHECK(planned(office).size() == 3);
}

TEST_CASE("a file that is not read says what is missing, and one that nobody confirms is forgotten after a day") {
    Office office;
    auto maud = office.signed_in(office.maud);
    for (std::string const& bytes : {std::string{"PK and then nothing"}, std::string{}}) {
        auto const page = send_file(office, maud, bytes);
        CHECK(page.status == 422);
        CHECK(page.says("il faut un classeur XLSX ou un CSV"));
        CHECK(page.shows("href=\"#fichier\""));
    }
    CHECK(send_file(office, maud, "", "").says("Choisissez un fichier sur votre ordinateur"));

    send_file(office, maud, file);
    CHECK(office.dump().contains("plan_imports"));
    office.let_pass(25h);
    office.db().write([&](storage::Writer& db) { actions::forget_sent_files(db, office.now); });
    CHECK_FALSE(office.dump().contains("plan_imports"));
}

TEST_CASE("a file that is neither a workbook nor a text is refused in words, whatever its name") {
    using namespace std::string_literals;
    Office office;
    auto maud = office.signed_in(office.maud);
    std::string noise;
    for (int i = 0; i < 5'000; ++i) noise += static_cast<char>(i * 7 + i / 256);
    for (auto const& sent : {std::pair{"photo.csv"s, "\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0"s}, {"plan.xlsx", noise},
             {"plan.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(504, '\0')}}) {
        CAPTURE(sent.first);
        auto const page = send_file(office, maud, sent.second, sent.first);
        CHECK(page.status == 422);
        CHECK(page.says("il faut un classeur XLSX ou un CSV"));
        CHECK(page.shows("href=\"#fichier\""));
    }
}

TEST_CASE("a text that a spreadsheet calls Unicode is imported as any other") {
    Office office;
    auto maud = office.signed_in(office.maud);
    std::string bytes;
    for (auto const unit : std::u16string{u"\uFEFFN°\tAction\tÉchéance\r\n25\tRéduire les déchets\t12/2026\r\n"})
        bytes += {static_cast<char>(unit & 0xff), static_cast<char>(unit >> 8)};

    confirm(maud, send_file(office, maud, bytes, "plan.txt"));

    CHECK(planned(office) == std::vector<std::string>{"25 Réduire les déchets 2026-12"});
}

TEST_CASE("a reader imports no plan, and a closed cycle takes none") {
    Office office;
    auto idriss = office.signed_in(office.idriss), solene = office.signed_in(office.solene);
    CHECK(idriss.get(import_path(office)).status == 403);
    auto const dry_run = send_file(office, solene, file);
    solene.post(office.cycle_path("/cloture"));

    CHECK(confirm(solene, dry_run).status == 403);
    CHECK(planned(office).empty());
}

TEST_CASE("five thousand lines are read, shown two hundred at a time, and come in") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        std::array<std::string, 5> const numbers{"1", "14", "16", "20", "25"};
        std::string csv = "N°;Action;Responsable;Échéance;Indicateur;Valeur de référence;Valeur cible\n";
        for (std::size_t line = 0; line < 5000; ++line)
            csv += numbers[line / 1000] + ";Action " + std::to_string(line / 5) + ";Personne " + std::to_string(line / 50) +
                   ";12/2026;Indicateur " + std::to_string(line) + ";0;" + std::to_string(line) + "\n";
        maud.get(import_path(office));

        auto const began = std::chrono::steady_clock::now();
        auto const dry_run = send_file(office, maud, csv);
        auto const read = std::chrono::steady_clock::now();
        CHECK(dry_run.says("1 000 actions à importer pour 5 critères, 0 ligne refusée, sur 5 000 lignes lues"));
        CHECK(dry_run.says("Lignes suivantes, à partir de la ligne 202"));
        CHECK(dry_run.body.size() < 200'000);
        auto const begin = std::chrono::steady_clock::now();
        CHECK(confirm(maud, dry_run).status == 303);
        auto const done = std::chrono::steady_clock::now();
        MESSAGE("read in ", (read - began) / 1ms, " ms, imported in ", (done - begin) / 1ms, " ms");
        CHECK(done - begin + (read - began) < 10s); // without optimization, beside other tests
        CHECK(planned(office).size() == 1000);
    });
}

TEST_CASE("nobody is made without being asked for: a file with too many unknown names says what to do, and brings nothing") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const file_of = [](int people) {
            std::string csv = "N°;Action;Responsable\n";
            for (int i = 0; i < people; ++i) csv += "25;Action " + std::to_string(i) + ";Inconnue " + std::to_string(i) + "\n";
            return csv;
        };

        auto const page = send_file(office, maud, file_of(101));

        CHECK(page.says("Ce fichier ne peut pas être importé tel quel."));
        CHECK(page.says("Il nomme 101 personnes inconnues ici"));
        CHECK(page.says("Importez-le en plusieurs parties"));
        CHECK_FALSE(page.shows("/lignes\""));
        auto const path = import_path(office, page.body.substr(page.body.find("/engagements/import/") + 19, 37)) + "/lignes";
        auto const refused = maud.post(path, {{"empreinte", "d'une page d'avant"}});
        CHECK(refused.status == 422);
        CHECK(refused.says("Ce fichier ne peut pas être importé tel quel."));
        CHECK(planned(office).empty());
        CHECK_FALSE(office.dump().contains("persons"));

        auto const without = maud.get(path.substr(0, path.size() - 7) + "?pour=0-0&feuille=0&titres=0&c0=number&c1=title&c2=");
        CHECK(confirm(maud, without).status == 303);
        CHECK(planned(office).size() == 101);
    });
}

TEST_CASE("in a list of people, quotes hold a name together, and so does a name that is known") {
    std::set<std::string> const known{"dupont, roux et fils"};
    auto const people = [&](std::string const& cell) { return actions::people_in(cell, known); };
    using Names = std::vector<std::string>;
    CHECK(people("Sophie, \"Roux, Petit et Cie\" ; Marc et Léa") == Names{"Sophie", "Roux, Petit et Cie", "Marc", "Léa"});
    CHECK(people("Dupont, Roux et fils") == Names{"Dupont, Roux et fils"});
    CHECK(people("\"Jo\" Martin, Léa") == Names{"\"Jo\" Martin", "Léa"});
    CHECK(people("\"Jo, Léa") == Names{"\"Jo", "Léa"});
    Names const odd{"\"Jo\" Martin, trésorière", "Terre et Humanisme", "A & B", "\""};
    CHECK(people(actions::listed(odd)) == odd);
}

TEST_CASE("a list of people who are all known is read as such, even where somebody is called like the whole of it") {
    std::set<std::string> const known{
        "dupont", "marie", "dupont, marie", "petit, marie", "lea", "terre et humanisme", "marie et lea", "roux et fils, dupont"};
    auto const people = [&](std::string const& cell) { return actions::people_in(cell, known); };
    using Names = std::vector<std::string>;
    CHECK(people("Dupont, Marie") == Names{"Dupont", "Marie"});
    CHECK(people("\"Dupont, Marie\"") == Names{"Dupont, Marie"});
    CHECK(people("Petit, Marie") == Names{"Petit, Marie"}); // nobody is called Petit
    CHECK(people("Dupont, Paul") == Names{"Dupont", "Paul"});
    CHECK(people("Marie et Léa") == Names{"Marie", "Léa"});
    CHECK(people("Terre et Humanisme, Dupont") == Names{"Terre et Humanisme", "Dupont"});
    CHECK(people("Roux et fils, Dupont") == Names{"Roux et fils, Dupont"});
    CHECK(people("Dupont, Marie, Dupont") == Names{"Dupont", "Marie"});
    CHECK(people("").empty());
}

TEST_CASE("an import is taken back by who may change the whole plan alone") {
    Office office;
    auto solene = office.signed_in(office.solene);
    confirm(solene, send_file(office, solene, file));
    auto const path = undo_path(solene.get(import_path(office)));
    support::hold_to(office, office.maud, support::waste);
    auto maud = office.signed_in(office.maud);

    CHECK_FALSE(maud.get(import_path(office)).shows("/annulation"));
    CHECK(maud.post(path).status == 403);
    CHECK(planned(office).size() == 3);
    CHECK(solene.post(path).status == 200);
}

TEST_CASE("undoing an import keeps the people whom the trash still names") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        confirm(maud, send_file(office, maud, file));
        auto const grid =
            std::string{support::plan_of(office).find(support::criterion(office, support::jobs))->actions.front().id.text()};
        REQUIRE(maud.post(office.cycle_path("/engagements/" + grid + "/retrait")).status == 303);
        REQUIRE(maud.post(undo_path(maud.get(import_path(office)))).status == 200);

        CHECK(maud.post(office.cycle_path("/engagements/corbeille"), {{"id", grid}}).status == 303);

        CHECK(text_of(planned(office)) == text_of({"14 Écrire la grille (Une Bénévole) 2026-12 [La grille existe]"}));
    });
}

TEST_CASE("what is done is not done in days to come, and nothing of it is lost") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const dry_run = send_file(office, maud,
        "N°;Action;État;Terminée le\r\n25;Trier;terminée;05/03/2030\r\n25;Peser;en "
        "cours;05/03/2026\r\n25;Former;terminée;05/03/2026\r\n");
    CHECK(dry_run.says("« 05/03/2030 » est à venir, laissé vide"));
    CHECK(dry_run.says("L'action n'est pas terminée : ce jour est gardé dans la description"));
    confirm(maud, dry_run);

    auto const plan = support::plan_of(office);
    auto const all = actions::actions(plan);
    REQUIRE(all.size() == 3);
    CHECK_FALSE((*all[0])->done);
    CHECK((*all[0])->text.find("05/03/2030") != std::string::npos);
    CHECK((*all[1])->text.find("05/03/2026") != std::string::npos);
    CHECK((*all[2])->done == parse<Date>("2026-03-05"));
}

TEST_CASE("a known name with « et » in it stays whole, and what another line says of an action is kept") {
    Office office;
    Planner{office}.person("Terre et Humanisme");
    auto maud = office.signed_in(office.maud);
    confirm(
        maud, send_file(office, maud,
                  "N°;Action;Personnes associées;Échéance;Indicateur\r\n25;Trier;Terre et Humanisme, Paul et Marie;12/2026;Un\r\n"
                  ";;;12/2026;Deux\r\n;;La Mairie;03/2027;Trois\r\n"));

    auto const plan = support::plan_of(office);
    auto const& action = *actions::actions(plan).at(0);
    CHECK(action->people.size() == 3);
    CHECK(plan.name_of(action->people[0]) == "Terre et Humanisme");
    CHECK(action->indicators.size() == 3);
    CHECK(action->text == "Personnes associées\u00a0: La Mairie\n\nÉchéance\u00a0: 03/2027");
}

TEST_CASE("a file that writes the family before the given name means the same person, and a line says whose criterion it takes") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const dry_run = send_file(office, maud,
            "N°;Action;Responsable\r\n25;Trier;MARTIN Maud\r\n;Peser;Guéguen Sophie\r\n;Afficher;Sophie GUEGUEN\r\n");
        CHECK(dry_run.says("25 (comme au-dessus) · Peser"));
        CHECK(dry_run.says("Membres de l'équipe"));
        REQUIRE(confirm(maud, dry_run).status == 303);
        CHECK(planned(office) ==
              std::vector<std::string>{"25 Trier (Maud Martin)", "25 Peser (Guéguen Sophie)", "25 Afficher (Guéguen Sophie)"});
    });
}

TEST_CASE("each name that nobody bears is asked whom it means, the nearest first, and the choice goes into the import") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        Planner{office}.person("Ronan Le Goff");
        auto const page = send_file(office, maud,
            "Critère;Action;Responsable;Avec\n"
            "25;Trier;S. Martin;R. Legoff\n"
            "25;Peser;Solenne;Ronan Le-Goff, Une Bénévole\n"
            "25;Dire;Idris MARTIN;Solène Martin\n");

        CHECK(page.says("Qui sont ces personnes ?"));
        CHECK(page.says("<dt>Noms proches d'une personne connue, à confirmer plus bas</dt><dd>"));
        CHECK(page.says(
            "<dt>Nouveaux noms</dt><dd>R. Legoff, Une Bénévole</dd>")); // those proposed to be somebody known are not new
        auto fields = confirm_fields(page);
        auto const choice = [&](std::string const& name) -> std::string {
            for (int i = 0; fields.contains("nom-" + std::to_string(i)); ++i) {
                if (fields.at("nom-" + std::to_string(i)) != name) continue;
                auto const at = page.body.find("name=\"qui-" + std::to_string(i) + '"');
                auto const select = page.body.substr(at, page.body.find("</select>", at) - at);
                auto const end = select.find("\" selected");
                if (end == select.npos) return "";
                auto const start = select.rfind('"', end - 1) + 1;
                fields["qui-" + std::to_string(i)] = select.substr(start, end - start);
                return fields["qui-" + std::to_string(i)];
            }
            return "none";
        };
        CHECK(choice("S. Martin") == "Solène Martin");
        CHECK(choice("Solenne") == "Solène Martin");
        CHECK(choice("Ronan Le-Goff") == "Ronan Le Goff");
        CHECK(choice("Idris MARTIN") == "Idriss Martin");
        CHECK(choice("Une Bénévole").empty());
        CHECK(choice("Solène Martin") == "none"); // known
        for (auto& [name, value] : fields)
            if (value == "Idris MARTIN") fields["qui-" + name.substr(4)] = ""; // somebody else after all

        CHECK(maud.post(confirm_path(page), fields).status == 303);

        CHECK(planned(office) ==
              std::vector<std::string>{"25 Trier (Solène Martin)", "25 Peser (Solène Martin)", "25 Dire (Idris MARTIN)"});
        auto const plan = support::plan_of(office);
        std::vector<std::string> names;
        for (auto const* person : plan.people.present()) names.push_back(person->name);
        CHECK(std::ranges::count(names, "Une Bénévole") == 1);
        CHECK(std::ranges::count(names, "Ronan Le-Goff") == 0);
        CHECK(std::ranges::count(names, "Solenne") == 0);
    });
}

TEST_CASE("a name of a file that two members bear is asked about before anything comes in") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto const other = office.add_user("Maud", "maud.b@deux-rives.example");
        office.add_member(office.deux_rives, other, accounts::Role::contributor);
        auto const theirs = "Maud Martin (" + other.email + ")";
        auto solene = office.signed_in(office.solene);
        auto const page =
            send_file(office, solene, "Critère;Action;Responsable\n25;Trier;Maud Martin\n25;Peser;" + theirs + "\n");

        CHECK(page.says("<dt>Noms que plusieurs personnes portent, à préciser plus bas</dt><dd>Maud Martin</dd>"));
        CHECK(page.says("<option value=\"" + theirs + "\">"));
        auto fields = confirm_fields(page);
        fields["qui-0"] = "";
        auto const asked = solene.post(confirm_path(page), fields);
        CHECK(asked.status == 422);
        CHECK(asked.says("Dites de qui il s'agit : plusieurs personnes portent ce nom"));
        CHECK(support::plan_of(office).commitments.empty());

        fields["qui-0"] = theirs;
        CHECK(solene.post(confirm_path(page), fields).status == 303);
        auto const plan = support::plan_of(office);
        auto const all = actions::actions(plan);
        REQUIRE(all.size() == 2);
        for (auto const* action : all) CHECK(plan.people.of(*action->content.responsible).user == other.id);
    });
}

TEST_CASE("a name that could mean two people, or none, is made anew unless somebody says otherwise") {
    Office office;
    Planner planner{office};
    planner.person("Sophie Guéguen");
    planner.person("Sophie Garnier");
    planner.person("Jean-Marc Roux");
    office.db().read([&](storage::Reader& db) {
        accounts::Names const names{db, office.deux_rives};
        CHECK_FALSE(names.nearest("Sophie"));
        CHECK_FALSE(names.nearest("S. G."));
        CHECK_FALSE(names.nearest("Paul Job"));
        CHECK_FALSE(names.nearest("La Mairie"));
        CHECK(names.nearest("Sophie Gueguenn") == "Sophie Guéguen");
        CHECK(names.nearest("Mme Guéguen") == "Sophie Guéguen");
        CHECK(names.nearest("J-M Roux") == "Jean-Marc Roux");
        CHECK(names.nearest("ROUX") == "Jean-Marc Roux");
    });
}

namespace {

// All that a plan says, but for its ids, revisions and times.
std::string whole(Office& office) {
    auto const plan = support::plan_of(office);
    std::string all;
    auto const say = [&](std::string_view name, std::string const& value) {
        if (!value.empty()) all += " | " + std::string{name} + " " + value;
    };
    auto const number = [](std::optional<Decimal> const& decimal) {
        return decimal
                   ? std::to_string(static_cast<double>(decimal->digits) / static_cast<double>(power_of_ten(decimal->decimals)))
                   : std::string{};
    };
    for (auto const& commitment : plan.commitments) {
        all += commitment.node + " vise " + (commitment.envisaged ? std::string{commitment.envisaged->code()} : "rien") + "\n";
        for (auto const* action : actions::actions(commitment)) {
            auto const& content = action->content;
            all += (action->parent ? "  étape " : "- ") + content.title;
            say("texte", content.text);
            if (content.responsible) say("qui", plan.name_of(*content.responsible));
            for (auto const& person : content.people) say("avec", plan.name_of(person));
            if (content.start) say("début", iso(*content.start));
            if (content.due) say("échéance", iso(content.due->month));
            say("coût", number(content.cost));
            say("charge", content.effort);
            say("financement", content.funder);
            say("état", std::string{to_text(content.state)} + " " + std::to_string(content.progress));
            if (content.done) say("fini", iso(*content.done));
            for (auto const& indicator : content.indicators) {
                say(to_text(indicator.kind), indicator.label);
                for (auto const& step : indicator.steps) say("pas", step);
                say("unité", indicator.unit);
                if (indicator.kind == actions::Indicator::Kind::figure) say("sens", std::string{to_text(direction(indicator))});
                say("de", number(indicator.baseline));
                if (indicator.baseline_month) say("en", iso(*indicator.baseline_month));
                say("à", number(indicator.target));
            }
            all += "\n";
        }
    }
    return all;
}

} // namespace

TEST_CASE("a plan that leaves as a workbook or as CSV and comes into an empty one says all that it said") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        Planner planner{office};
        planner.commit({support::power, support::waste, support::jobs});
        using actions::Indicator;
        auto const indicator = [&](Indicator::Kind kind, std::string const& label) {
            return Indicator{.id = new_id<Indicator>(office.now, office.chance), .kind = kind, .label = label};
        };
        auto falling = indicator(Indicator::Kind::figure, "Plaintes reçues");
        falling.direction = Indicator::Direction::fall; // nothing else says it
        falling.unit = "par an";
        falling.target = Decimal{2};
        auto weighed = indicator(Indicator::Kind::figure, "Déchets");
        weighed.unit = "kg", weighed.baseline = Decimal{625, 1}, weighed.target = Decimal{-5};
        weighed.direction = Indicator::Direction::fall;
        weighed.baseline_month = 2026y / 1;
        auto counted = indicator(Indicator::Kind::figure, "Repas");
        auto shown = indicator(Indicator::Kind::state, "Affiché");
        auto signed_by = indicator(Indicator::Kind::state, "Signé");
        signed_by.steps = {"rédigé", "lu, relu et corrigé", "envoyé / signé"};
        auto const first = planner.add(
            support::waste, {.title = "Trier",
                                .text = "- **Partout** : [le site](https://exemple.fr)\n- *chez nous*\n\n> Trier !\n\n1. un",
                                .responsible = planner.person("\"Jo\" Ferrand, trésorière"),
                                .people = {planner.person("Une Bénévole"), planner.person("Dupont, Roux et fils"),
                                    planner.person("Terre et Humanisme"), planner.person("La Mairie")},
                                .start = parse<Date>("2026-01-05"),
                                .due = actions::Due{2026y / 12},
                                .cost = Decimal{125050, 2},
                                .effort = "3 jours",
                                .funder = "La Région",
                                .state = actions::State::ongoing,
                                .progress = 40,
                                .indicators = {falling, weighed, counted, shown, signed_by}});
        planner.add(support::waste, {.title = "Acheter les bacs", .due = actions::Due{2026y / 9}}, first);
        planner.add(support::jobs,
            {.title = "Former", .state = actions::State::done, .progress = 100, .done = parse<Date>("2026-10-02")});
        auto maud = office.signed_in(office.maud);
        auto const criterion = office.cycle_path("/engagements/criteres/" + support::waste);
        CHECK(maud.post(criterion, {{"level", "4"}, {"revision", maud.get(criterion).field("revision")}}).status == 303);
        auto const before = whole(office);

        for (auto const* ending : {".xlsx", ".csv"}) {
            CAPTURE(ending);
            auto const bytes = maud.get(office.cycle_path(std::string{"/engagements"} + ending)).body;
            planner.write([](auto& db, auto&, auto const& diagnostic) {
                for (std::string const table : {"action_people", "indicators", "actions", "commitments", "persons"})
                    db.change("DELETE FROM " + table + " WHERE organisation_id = $1", {diagnostic.organisation()});
            });
            REQUIRE(whole(office).empty());
            CHECK(confirm(maud, send_file(office, maud, bytes, std::string{"plan"} + ending)).status == 303);
            CHECK(whole(office) == before);
        }
    });
}

TEST_CASE(
    "what a file says of governance and causes makes no action critical where the criterion is not imperative, and is kept") {
    Office office;
    auto maud = office.signed_in(office.maud);
    maud.get(import_path(office));
    confirm(maud,
        send_file(office, maud,
            "N°;Action;Indicateur;Gouvernance;Causes\n25;Trier;Bacs;Le bureau le sait.;Une habitude.\n;;Kilos;;Une autre.\n"));

    auto const plan = support::plan_of(office);
    REQUIRE(actions::actions(plan).size() == 1);
    auto const& content = actions::actions(plan).front()->content;
    CHECK_FALSE(content.critical);
    for (std::string const words : {"Le bureau le sait.", "Une habitude.", "Une autre."})
        CHECK(content.text.find(words) != std::string::npos);
}
