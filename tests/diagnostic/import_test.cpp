#include "diagnostic/rated_chapter.h"

#include "diagnostic/import.h"
#include "tables/csv.h"
#include "tables/xlsx.h"

#include <doctest/doctest.h>

#include <map>
#include <regex>

namespace {

using support::Browser, support::Office, support::Page;

std::string const page_of_import = "/diagnostic/import";

// As a browser sends the form with that file.
Page send_file(Office& office, Browser& browser, std::string const& bytes, std::string const& name = "reponses.csv") {
    auto const path = office.cycle_path(page_of_import);
    auto const key = browser.key();
    std::string body = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + key +
                       "\r\n--b\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"" + name +
                       "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes + "\r\n--b--\r\n";
    web::Request request;
    request.method = "POST";
    request.path = path;
    request.body = std::move(body);
    request.headers = {{"content-type", "multipart/form-data; boundary=b"}, {"sec-fetch-site", "same-origin"}};
    return browser.send(std::move(request));
}

// The fields of the form that keeps what the dry run showed.
Browser::Fields fields_of(Page const& page) {
    Browser::Fields fields{{"csrf", page.field("csrf")}, {"id", page.field("id")}, {"fichier", page.field("fichier")}};
    std::regex const revision{"name=\"revision-([^\"]+)\""};
    for (auto at = std::sregex_iterator{page.body.begin(), page.body.end(), revision}; at != std::sregex_iterator{}; ++at)
        for (std::string const name : {"level-", "reason-", "comment-", "revision-", "shown-"})
            fields[name + (*at)[1].str()] = page.field(name + (*at)[1].str());
    return fields;
}

Page keep(Office& office, Browser& browser, Page const& dry_run) {
    return browser.post(office.cycle_path(page_of_import + "/reponses"), fields_of(dry_run));
}

std::map<std::string, std::string> levels(Office& office) {
    std::map<std::string, std::string> all;
    for (auto const& saved : office.ratings())
        all[std::string{saved.rating.criterion.text()}] = std::string{saved.rating.level.code()} + " " + saved.rating.comment;
    return all;
}

std::string const file = "N°;Critère;Niveau;Commentaire;Raison\r\n"
                         "1;;3;Le tableau est affiché.;\r\n"
                         "14;;Non concerné;;Aucune personne salariée\r\n"
                         "16;;;sans niveau;\r\n"
                         "99;Inconnu;2;;\r\n"
                         ";Écoute, participation et réclamations;4.0;;\r\n"
                         "25;;7;;\r\n"
                         "35;;NC;;\r\n"
                         "1;;5;;\r\n";

} // namespace

TEST_CASE("a file is shown line by line before anything is kept, then kept, then undone") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);

        auto const dry_run = send_file(office, maud, file);
        CHECK(dry_run.status == 200);
        for (std::string const words : {"Rien n'est encore gardé.", "3 réponses à garder, 5 lignes refusées, sur 8 lignes lues",
                 "Aucun critère de ce numéro", "Ce niveau n'existe pas", "demande une raison", "Une ligne plus haut",
                 "Un commentaire sans niveau", "Nouvelle réponse"})
            CHECK_MESSAGE(dry_run.says(words), words);
        CHECK(levels(office).empty());

        auto const done = keep(office, maud, dry_run);
        CHECK(done.status == 303);
        CHECK(maud.get(done.location()).says("Import terminé."));
        std::map<std::string, std::string> const kept{{"exercice-du-pouvoir", "3 Le tableau est affiché."},
            {"qualite-de-l-emploi", "NC "}, {"ecoute-et-reclamations", "4 "}};
        CHECK(levels(office) == kept);
        CHECK(keep(office, maud, dry_run).status == 303); // sent twice
        CHECK(office.dump().at("rating_imports").find("\n") == office.dump().at("rating_imports").rfind("\n"));

        auto const page = maud.get(office.cycle_path(page_of_import));
        CHECK(page.says("reponses.csv : 3 réponses, par Maud"));
        auto const at = page.body.find("/annulation\"");
        REQUIRE(at != page.body.npos);
        auto const start = page.body.rfind('"', at - 1) + 1;
        CHECK(maud.post(page.body.substr(start, at + 11 - start)).status == 303);
        CHECK(levels(office).empty());
        CHECK(maud.get(office.cycle_path(page_of_import)).says("Annulé"));
    });
}

TEST_CASE("a line shows what it writes and what it replaces, and says what it does not take") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        keep(office, maud,
            send_file(office, maud, "N°;Niveau;Commentaire;Raison\n1;2;Deux pages.;\n14;NC;;Aucun salarié\n16;3;Gardé.;\n"));

        auto const page = send_file(
            office, maud, "N°;Niveau;Commentaire;Raison\n1;4;Un <tableau>.;Parce que\n14;3;;\n16;3;;\n25;2;Neuf.;\n35;7;;\n");

        for (std::string const words : {"2 → 4. ", "<b>Commentaire</b> Un &lt;tableau&gt;.", "Remplace : <del>Deux pages.</del>",
                 "La raison « Parce que » n'est pas prise", "NC → 3. ", "Raison effacée : <del>Aucun salarié</del>",
                 "<b>Commentaire</b> Neuf.", "Ce niveau n'existe pas pour ce critère ; niveaux possibles : 1 à 5, NC"})
            CHECK_MESSAGE(page.says(words), words);
        CHECK(!page.says("Gardé.</del>")); // an empty cell leaves it
    });
}

TEST_CASE("undoing an import puts back what stood before, and leaves what someone has written since") {
    Office office;
    auto maud = office.signed_in(office.maud);
    keep(office, maud, send_file(office, maud, "N°;Niveau;Commentaire\n1;2;avant\n14;2;avant\n"));
    auto const second = send_file(office, maud, "N°;Niveau\n1;4\n14;5\n");
    CHECK(second.says("Remplace la réponse gardée"));
    keep(office, maud, second);
    CHECK(levels(office).at("exercice-du-pouvoir") == "4 avant"); // no comment in the file: the kept one stays
    keep(office, maud, send_file(office, maud, "N°;Niveau\n14;3\n"));

    auto const page = maud.get(office.cycle_path(page_of_import));
    std::vector<std::string> undo;
    for (auto at = page.body.find("/annulation\""); at != page.body.npos; at = page.body.find("/annulation\"", at + 1)) {
        auto const start = page.body.rfind('"', at - 1) + 1;
        undo.push_back(page.body.substr(start, at + 11 - start));
    }
    REQUIRE(undo.size() == 3);
    maud.post(undo[1]);

    CHECK(levels(office).at("exercice-du-pouvoir") == "2 avant");
    CHECK(levels(office).at("qualite-de-l-emploi") == "3 avant");
}

TEST_CASE("what is written on top of an answer whose import was undone is not lost, and saved once it is sent again") {
    support::for_each_engine([](storage::Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        keep(office, maud, send_file(office, maud, "N°;Niveau;Commentaire\n1;2;avant\n"));
        auto const path = office.cycle_path(support::governance);
        auto form = support::form_of(solene.get(path));
        form["comment-" + support::power] = "avant, et ce que j'ajoute";
        auto const page = maud.get(office.cycle_path(page_of_import));
        auto const at = page.body.find("/annulation\"");
        REQUIRE(at != page.body.npos);
        auto const start = page.body.rfind('"', at - 1) + 1;
        maud.post(page.body.substr(start, at + 11 - start));
        REQUIRE(levels(office).empty());

        auto const told = solene.fetch_post(path, support::one_of(form, support::power));
        CHECK(told.status == 409);
        CHECK(told.shows("\"revision\":0"));
        CHECK(told.shows("Plus aucune réponse"));
        auto const shown = solene.post(path, form);
        CHECK(shown.status == 409);
        CHECK(shown.says("La réponse que vous modifiiez a été retirée entre-temps"));
        CHECK(shown.field("comment-" + support::power) == "avant, et ce que j'ajoute");
        CHECK(levels(office).empty());

        CHECK(solene.post(path, support::form_of(shown)).status == 303);
        CHECK(levels(office).at(support::power) == "2 avant, et ce que j'ajoute");
    });
}

TEST_CASE("the workbook of the results is the model: what it says comes back as it left") {
    Office office;
    auto maud = office.signed_in(office.maud);
    keep(office, maud, send_file(office, maud, file));
    auto const book = maud.get(office.cycle_path("/diagnostic/resultats.xlsx")).body;
    auto const csv = maud.get(office.cycle_path("/diagnostic/resultats.csv")).body;

    for (auto const& [bytes, name] : {std::pair{book, "r.xlsx"}, {csv, "r.csv"}}) {
        auto const again = send_file(office, maud, bytes, name);
        CHECK(again.says("0 réponse à garder, 0 ligne refusée, sur 6 lignes lues"));
        CHECK(again.says("Déjà gardé tel quel"));
    }
}

TEST_CASE("an answer that someone changes between the dry run and the keeping is not replaced") {
    Office office;
    auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
    auto const dry_run = send_file(office, maud, "N°;Niveau\n1;2\n14;3\n");
    keep(office, solene, send_file(office, solene, "N°;Niveau;Commentaire\n1;5;de Solène\n"));

    auto const page = keep(office, maud, dry_run);

    CHECK(page.says("Une autre personne a répondu entre-temps."));
    CHECK(page.says("1. Exercice du pouvoir"));
    CHECK(levels(office).at("exercice-du-pouvoir") == "5 de Solène");
    CHECK(levels(office).at("qualite-de-l-emploi") == "3 ");
}

TEST_CASE("a file that cannot be read says what is missing") {
    Office office;
    auto maud = office.signed_in(office.maud);
    for (std::string const& bytes :
        {std::string{"PK and then nothing"}, std::string{"a;b\n1;2\n"}, std::string{}, std::string(1000, '\0')}) {
        auto const page = send_file(office, maud, bytes);
        CHECK(page.status == 422);
        CHECK(page.says("il faut un classeur XLSX ou un CSV"));
        CHECK(page.shows("href=\"#fichier\""));
    }
    CHECK(send_file(office, maud, "", "").says("Choisissez un fichier sur votre ordinateur"));
}

TEST_CASE("a reader imports nothing, and a closed cycle takes nothing") {
    Office office;
    auto idriss = office.signed_in(office.idriss), solene = office.signed_in(office.solene);
    CHECK(idriss.get(office.cycle_path(page_of_import)).status == 403);
    CHECK(send_file(office, idriss, file).status == 403);
    auto const dry_run = send_file(office, solene, file);
    solene.post(office.cycle_path("/cloture"));

    CHECK(keep(office, solene, dry_run).status == 403);
    CHECK(send_file(office, solene, file).status == 403);
    CHECK_FALSE(solene.get(office.cycle_path(page_of_import)).shows("type=\"file\""));
    CHECK(levels(office).empty());
}

TEST_CASE("the model to fill in is what an import reads, without an answer") {
    Office office;
    auto maud = office.signed_in(office.maud);
    rate(maud, office.cycle_path(support::governance), support::power, "2", "Écrit.");
    for (std::string const ending : {"xlsx", "csv"}) {
        CAPTURE(ending);
        auto const model = maud.get(office.cycle_path("/diagnostic/modele." + ending));
        CHECK(model.status == 200);
        CHECK(!model.shows("Écrit."));
        auto const dry_run = send_file(office, maud, model.body);
        CHECK(dry_run.status == 200);
        CHECK(dry_run.says("0 réponse à garder, 0 ligne refusée, sur 6 lignes lues"));
        CHECK(dry_run.says("Sans niveau : rien n'est changé"));
    }
    CHECK(maud.get(office.cycle_path(page_of_import)).shows("/diagnostic/modele.xlsx\""));
}
