#include "accounts/trash.h"
#include "app/documents.h"
#include "app/tidying.h"
#include "core/secret.h"
#include "diagnostic/teamwork.h"
#include "evidence/attachments.h"
#include "evidence/image_header.h"
#include "evidence/logo.h"
#include "evidence/queries.h"
#include "evidence/reminders.h"
#include "evidence/samples.h"
#include "reports/workshop.h"
#include "support/office.h"

#include <doctest/doctest.h>

#include <fstream>
#include <future>

using namespace std::chrono_literals;
using namespace std::string_literals;
using storage::Engine;
using support::Browser, support::for_each_engine, support::Office, support::Page;

namespace {

std::string id_of(Page const& page) { return page.field("id"); }

// As the form of « Ajouter un document » sends it; gives the address of the document, or the page that says why not.
Page upload(Office& office, Browser& browser, std::string const& bytes, std::string const& name, Browser::Fields fields = {}) {
    fields["id"] = id_of(browser.get(office.structure_path("/documents/nouveau")));
    return browser.upload(office.structure_path("/documents"), {name, bytes}, std::move(fields));
}

std::string path_of(Page const& page) { return page.location().substr(0, page.location().find('?')); }

std::string uploaded(
    Office& office, Browser& browser, std::string const& bytes, std::string const& name, Browser::Fields fields = {}) {
    auto const page = upload(office, browser, bytes, name, std::move(fields));
    REQUIRE(page.status == 303);
    return path_of(page);
}

// The first link to a file of a page.
std::string file_of(Page const& page) {
    auto const links = support::links_of(page);
    auto const found =
        std::find_if(links.begin(), links.end(), [](auto const& link) { return link.find("/fichiers/") != link.npos; });
    REQUIRE(found != links.end());
    return *found;
}

std::string criterion(Office& office, std::string const& key = "exercice-du-pouvoir") {
    return office.db().found([&](storage::Reader const& db) {
        auto const diagnostic = diagnostic::find(db, office.library, office.deux_rives, {}).value();
        return to_text(evidence::criterion_object(diagnostic.id().text(), key));
    });
}

std::string joining(Office& office, std::string const& object) {
    return office.structure_path("/documents/joindre?objet=" + object + "&retour=%2Fstructures%2Fx%2Fdiagnostic");
}

bool draws_images() {
    if (!reports::has_worker()) return false;
    auto const installed = std::filesystem::exists(reports::worker_folder() / "node_modules/sharp");
    if (!installed) MESSAGE("SKIPPED: no worker/node_modules/sharp (npm ci --ignore-scripts --prefix worker)");
    return installed;
}

std::size_t files_kept(Office& office) {
    return office.db().found([&](storage::Reader const& db) { return office.desk->files.stored(db).size(); });
}

} // namespace

TEST_CASE("a document is added, found, opened, and says who added it") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        CHECK(maud.get(office.structure_path("/documents")).says("Aucun document pour l'instant"));

        auto const path = uploaded(office, maud, samples::pdf(), "Charte des achats.pdf");

        auto const page = maud.get(path);
        CHECK(page.says("<h1>Charte des achats</h1>"));
        CHECK(page.says("PDF"));
        CHECK(page.says("par Maud Martin"));
        auto const file = maud.get(file_of(page));
        CHECK(file.body == samples::pdf());
        CHECK(file.header("Content-Type") == "application/pdf");
        CHECK(file.header("Content-Disposition").starts_with("attachment; filename=\"Charte des achats.pdf\""));
        CHECK(file.header("Content-Security-Policy").find("sandbox") != std::string::npos);
        CHECK(file.header("Cache-Control").empty()); // as every page: private, no-store
        auto const list = maud.get(office.structure_path("/documents"));
        CHECK(list.says("Charte des achats"));
        CHECK(list.says("utilisés sur 500 Mo"));
        CHECK(office.trail(office.deux_rives).back().starts_with("add_document "));
        CHECK(office.signed_in(office.idriss).get(file_of(page)).status == 200);
    });
}

TEST_CASE("a form that is sent twice adds one document") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const id = id_of(maud.get(office.structure_path("/documents/nouveau")));

        auto const first = maud.upload(office.structure_path("/documents"), {"a.txt", "un"}, {{"id", id}});
        auto const second = maud.upload(office.structure_path("/documents"), {"a.txt", "deux"}, {{"id", id}});

        CHECK(first.location() == second.location());
        CHECK(maud.get(file_of(maud.get(path_of(first)))).body == "un");
        CHECK(files_kept(office) == 1);
    });
}

TEST_CASE("a new version takes the place of the former, which stays readable") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = uploaded(office, maud, "Charte de 2025.", "charte.txt");
        auto const former = file_of(maud.get(path));

        office.let_pass(1h);
        auto solene = office.signed_in(office.solene);
        auto const answer =
            solene.upload(path + "/versions", {"charte 2026.pdf", samples::pdf()}, {{"id", id_of(solene.get(path))}});

        REQUIRE(answer.status == 303);
        auto const page = maud.get(path);
        CHECK(page.says("<h1>charte</h1>"));
        CHECK(page.says("version 2"));
        CHECK(page.says("par Solène Martin"));
        CHECK(maud.get(file_of(page)).body == samples::pdf());
        CHECK(maud.get(former).body == "Charte de 2025.");
        CHECK(page.shows(former));
    });
}

TEST_CASE("a document serves several criteria, and follows where it is replaced") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const first = criterion(office), second = criterion(office, "qualite-de-l-emploi");

        auto const page = maud.get(joining(office, first));
        CHECK(page.says("Exercice du pouvoir"));
        auto const added = maud.upload(office.structure_path("/documents"), {"charte.txt", "Une charte."},
            {{"id", id_of(page)}, {"objet", first}, {"retour", page.field("retour")}});
        CHECK(added.location() == "/structures/x/diagnostic"); // back where one was
        auto const offered = maud.get(joining(office, second));
        auto const document = offered.field("document");
        CHECK(maud.post(office.structure_path("/documents/rattachements"),
                      {{"document", document}, {"objet", second}, {"retour", "/ici"}})
                  .location() == "/ici");

        auto const shown = maud.get(office.structure_path("/documents/" + document));
        CHECK(shown.says("Exercice du pouvoir"));
        CHECK(shown.says("Qualité de l'emploi"));
        auto const objects = std::vector{*parse<evidence::Object>(first), *parse<evidence::Object>(second)};
        office.db().read([&](storage::Reader& db) {
            auto const all = evidence::attached(db, office.deux_rives, objects);
            CHECK(all.size() == 2);
            CHECK(evidence::attached(db, office.passerelle, objects).empty());
        });
        CHECK(maud.get(office.structure_path("/documents?etat=inutilise")).says("Aucun document ne correspond"));

        maud.post(
            office.structure_path("/documents/detachements"), {{"document", document}, {"objet", second}, {"retour", "/ici"}});
        CHECK_FALSE(maud.get(office.structure_path("/documents/" + document)).says("Qualité de l'emploi"));
    });
}

TEST_CASE("whoever joins a document comes back to the very place, and to no other site") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const object = criterion(office);
    auto const back_from = [&](std::string const& back) {
        auto const id = id_of(maud.get(office.structure_path("/documents/nouveau")));
        return maud
            .post(office.structure_path("/documents/liens"),
                {{"id", id}, {"link", "https://exemple.fr"}, {"objet", object}, {"retour", back}})
            .location();
    };
    CHECK(back_from("/structures/x/pratiques/gouvernance#critere-a") == "/structures/x/pratiques/gouvernance#critere-a");
    CHECK(back_from("/ici#<script>") == "/ici");
    for (auto const* elsewhere : {"//ailleurs.exemple.fr", "https://ailleurs.exemple.fr", "/%2failleurs", "", "#critere-a"})
        CHECK(back_from(elsewhere).starts_with(office.structure_path("/documents/")));
}

TEST_CASE("nothing of another structure is joined, and nothing is joined to it") {
    Office office;
    auto maud = office.signed_in(office.maud), nadia = office.signed_in(office.nadia);
    auto const own = uploaded(office, maud, "Une charte.", "charte.txt");
    auto const document = own.substr(own.rfind('/') + 1);
    auto const object = criterion(office);
    auto const theirs = "/structures/" + std::string{office.passerelle.text()};

    CHECK(nadia.get(theirs + "/documents/joindre?objet=" + object).status == 404);
    CHECK(nadia
              .post(theirs + "/documents/liens",
                  {{"id", "00000000-0000-7000-8000-000000000001"}, {"link", "https://exemple.fr"}, {"objet", object}})
              .status == 404);
    CHECK(nadia.post(theirs + "/documents/rattachements", {{"document", document}, {"objet", object}}).status == 404);
    CHECK(nadia.get(theirs + "/documents/" + document).status == 404);
    auto const file = file_of(maud.get(own));
    CHECK(nadia.get(file).status == 404);
    CHECK(nadia.get(theirs + file.substr(file.find("/fichiers/"))).status == 404);
    CHECK_FALSE(nadia.get(theirs + "/documents").shows(">charte<"));
    CHECK(office.visitor().get(file).status == 303); // to sign in
}

TEST_CASE("a closed cycle takes and gives back no document") {
    Office office;
    auto solene = office.signed_in(office.solene);
    auto const object = criterion(office);
    solene.post(office.cycle_path("/cloture"));
    auto const seen = solene.get(joining(office, object));
    CHECK(seen.status == 403);
    CHECK(seen.says("La démarche 2026 est close"));
    CHECK(!seen.says("Rien n'a été enregistré"));
    auto const sent = solene.post(office.structure_path("/documents/rattachements"),
        {{"document", "00000000-0000-7000-8000-000000000001"}, {"objet", object}});
    CHECK(sent.status == 403);
    CHECK(sent.says("La démarche 2026 est close"));
}

TEST_CASE("a link leads to http or https only, and is replaced by another") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const add = [&](std::string const& link) {
            auto const id = id_of(maud.get(office.structure_path("/documents/nouveau")));
            return maud.post(office.structure_path("/documents/liens"), {{"id", id}, {"link", link}});
        };
        for (auto const* wrong :
            {"", "javascript:alert(1)", "data:text/html,x", "mailto:a@exemple.fr", "charte", "//exemple.fr", "ftp://a.fr"}) {
            auto const page = add(wrong);
            CHECK(page.status == 422);
            CHECK(page.says("qui commence par https:// ou http://"));
            CHECK(page.field("link") == wrong);
        }
        auto const path = path_of(add("https://exemple.fr/charte"));
        CHECK(maud.get(path).says("<h1>exemple.fr/charte</h1>"));

        maud.post(path + "/adresse", {{"id", id_of(maud.get(path))}, {"link", "https://exemple.fr/charte-2"}});

        CHECK(maud.get(path).shows("https://exemple.fr/charte-2"));
        CHECK(maud.get(path).shows("\"https://exemple.fr/charte\""));
    });
}

TEST_CASE("title, year and expiry are changed, and what cannot be read is given back") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = uploaded(office, maud, "Un bilan.", "bilan.txt");

        auto const base = maud.get(path).field("base");
        CHECK(maud.post(path, {{"base", base}, {"title", "Bilan social"}, {"expires", "2026-12-05"}, {"year", "2026"}}).status ==
              303);

        auto const page = maud.get(path);
        CHECK(page.says("Bilan social"));
        CHECK(page.says("5 décembre 2026"));
        CHECK(page.says("Bientôt"));
        auto const wrong = maud.post(path, {{"base", page.field("base")}, {"title", ""}, {"expires", "demain"}, {"year", "26"}});
        CHECK(wrong.status == 422);
        CHECK(wrong.says("Donnez un titre"));
        CHECK(wrong.says("Saisissez une date"));
        CHECK(wrong.says("Saisissez une année"));
        CHECK(wrong.field("expires") == "demain");
        for (auto const* found :
            {"?q=social", "?q=BILAN", "?annee=2026", "?etat=echeance", "?etat=archive", "?nature=file", "?q=&nature=autre"})
            CHECK(maud.get(office.structure_path("/documents") + found).says("Bilan social"));
        for (auto const* none : {"?q=charte", "?annee=2025", "?nature=link", "?q=%25"})
            CHECK(maud.get(office.structure_path("/documents") + none).says("Aucun document ne correspond"));
    });
}

TEST_CASE("two who change the title of a document at once see what the other wrote") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const path = uploaded(office, maud, "Un bilan.", "bilan.txt");
        auto const base = maud.get(path).field("base");
        CHECK(
            solene.post(path, {{"base", base}, {"title", "Bilan social"}, {"expires", "31/12/2027"}, {"year", "2026"}}).status ==
            303);

        auto const late = maud.post(path, {{"base", base}, {"title", "Bilan 2026"}, {"expires", ""}, {"year", ""}});

        CHECK(late.status == 409);
        CHECK(late.says("« Bilan social », jusqu'au 31 décembre 2027, rapport de 2026"));
        CHECK(late.field("title") == "Bilan 2026");
        CHECK(maud.get(path).says("<h1>Bilan social</h1>"));
        auto const again = maud.post(path, {{"base", late.field("base")}, {"title", "Bilan 2026"}});
        CHECK(again.status == 303);
        CHECK(solene.post(path, {{"base", base}, {"title", "Bilan 2026"}}).status == 303); // the same twice says nothing new
    });
}

TEST_CASE("a new version may end on another day, which is asked for beside it") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = uploaded(office, maud, "Un certificat.", "certificat.txt", {{"expires", "31/12/2026"}});
        auto const send = [&](std::string const& day) {
            return maud.upload(
                path + "/versions", {"certificat.txt", "Le suivant."}, {{"id", id_of(maud.get(path))}, {"next_expires", day}});
        };
        auto const wrong = send("bientôt");
        CHECK(wrong.status == 422);
        CHECK(wrong.field("next_expires") == "bientôt");

        CHECK(send("31/12/2028").status == 303);

        CHECK(maud.get(path).field("expires") == "31/12/2028");
        auto const id = id_of(maud.get(office.structure_path("/documents/nouveau")));
        auto const link =
            path_of(maud.post(office.structure_path("/documents/liens"), {{"id", id}, {"link", "https://exemple.fr/charte"}}));
        maud.post(link + "/adresse",
            {{"id", id_of(maud.get(link))}, {"link", "https://exemple.fr/charte-2"}, {"next_expires", "01/02/2029"}});
        CHECK(maud.get(link).field("expires") == "01/02/2029");
    });
}

TEST_CASE("who is held to a few criteria joins and takes away documents of these alone") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto const own = criterion(office), other = criterion(office, "qualite-de-l-emploi");
        office.db().write([&](storage::Writer& db) {
            auto const member = accounts::find_member(db, office.deux_rives, office.maud).value();
            auto const diagnostic = diagnostic::find(db, office.library, office.deux_rives, {}).value();
            accounts::save_only_assigned(db, office.deux_rives, member.id, true);
            diagnostic::assign(
                db, diagnostic, *parse<referentiel::CriterionKey>("exercice-du-pouvoir"), office.maud.id, office.now);
        });
        auto maud = office.signed_in(office.maud), solene = office.signed_in(office.solene);
        auto const path = uploaded(office, solene, "Une charte.", "charte.txt", {{"objet", other}});
        auto const document = solene.get(joining(office, own)).field("document");
        auto const at = office.structure_path("/documents/" + document);
        auto const act = [&](std::string const& what, std::string const& object) {
            return maud.post(office.structure_path("/documents/" + what), {{"document", document}, {"objet", object}}).status;
        };

        CHECK(maud.get(joining(office, other)).status == 403);
        CHECK(act("rattachements", other) == 403);
        CHECK(act("detachements", other) == 403);
        CHECK(upload(office, maud, "Une note.", "note.txt", {{"objet", other}}).status == 403);
        CHECK(maud.get(at + "/retrait").says("qui ne vous sont pas confiés"));
        CHECK(maud.post(at + "/retrait").status == 409);
        CHECK(act("rattachements", own) == 303);
        CHECK(act("detachements", own) == 303);
    });
}

TEST_CASE("what shows a closed cycle stays") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto solene = office.signed_in(office.solene);
        auto const object = criterion(office);
        uploaded(office, solene, "Une charte.", "charte.txt", {{"objet", object}});
        auto const at = office.structure_path("/documents/" + solene.get(joining(office, object)).field("document"));
        CHECK(solene.get(at + "/retrait").says("Il disparaît de 1 endroit"));
        solene.post(office.cycle_path("/cloture"));

        auto const page = solene.get(at + "/retrait");
        CHECK(page.says("ne peut pas être retiré"));
        CHECK(page.says("Il montre ce qui a été dit d'un cycle clos"));
        CHECK(solene.post(at + "/retrait").status == 409);
        CHECK(solene.get(at).status == 200);
    });
}

TEST_CASE("a form that is sent again after its document was removed leads to the trash") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const id = id_of(maud.get(office.structure_path("/documents/nouveau")));
        auto const send = [&] { return maud.upload(office.structure_path("/documents"), {"a.txt", "un"}, {{"id", id}}); };
        send();
        maud.post(office.structure_path("/documents/" + id + "/retrait"));

        CHECK(send().location() == office.structure_path("/documents/corbeille"));
        CHECK(maud.post(office.structure_path("/documents/liens"), {{"id", id}, {"link", "https://exemple.fr"}}).location() ==
              office.structure_path("/documents/corbeille"));
        CHECK(maud.post(office.structure_path("/documents/corbeille/" + id + "/restauration")).status == 303);
        CHECK(maud.post(office.structure_path("/documents/" + id + "/retrait")).status == 303);
    });
}

TEST_CASE("a document that comes back from the trash follows what moved meanwhile") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const from = criterion(office), to = criterion(office, "qualite-de-l-emploi");
        uploaded(office, maud, "Une charte.", "charte.txt", {{"objet", from}});
        auto const document = maud.get(joining(office, from)).field("document");
        auto const at = office.structure_path("/documents/" + document);
        maud.post(at + "/retrait");

        office.db().write([&](storage::Writer& db) {
            evidence::copy_uses(db, office.deux_rives, *parse<evidence::Object>(from), *parse<evidence::Object>(to));
        });
        maud.post(office.structure_path("/documents/corbeille/" + document + "/restauration"));

        CHECK(maud.get(at).says("Exercice du pouvoir"));
        CHECK(maud.get(at).says("Qualité de l'emploi"));
    });
}

TEST_CASE("names that would lead elsewhere are names and nothing more") {
    Office office;
    auto maud = office.signed_in(office.maud);
    std::string const nul{"a\0b.txt", 7}, endless = std::string(296, 'x') + ".txt";
    for (auto const& name :
        std::vector<std::string>{"../../x", "C:\\x", nul, endless, "CON", "a\r\nX: y.txt", "x;$(id)`id`.txt", "é\".txt"}) {
        CAPTURE(name);
        auto const page = upload(office, maud, "Un texte, " + name, name);
        if (page.status != 303) {
            CHECK((page.status == 400 || page.status == 422)); // a line end within a name is no name
            continue;
        }
        auto const file = maud.get(file_of(maud.get(path_of(page))));
        CHECK(file.status == 200);
        auto const disposition = file.header("Content-Disposition");
        CHECK(disposition.starts_with("attachment; filename=\""));
        for (auto const* sign : {"\r", "\n", "/", "\\"}) CHECK(disposition.find(sign) == disposition.npos);
        CHECK(disposition.size() < 2'000);
    }
    for (auto const& one : std::filesystem::recursive_directory_iterator{office.files_folder()}) {
        if (!one.is_regular_file()) continue;
        CHECK(one.path().filename().string().size() == 64);
        CHECK(one.path().parent_path().parent_path() == office.files_folder());
    }
}

TEST_CASE("a removed document waits in the bin for thirty days, and comes back with all it had") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const object = criterion(office);
        auto const path = uploaded(office, maud, "Version 1.", "charte.txt", {{"objet", object}});
        auto const document = maud.get(joining(office, object)).field("document");
        auto const at = office.structure_path("/documents/" + document);
        maud.upload(at + "/versions", {"charte.txt", "Version 2."}, {{"id", id_of(maud.get(at))}});
        auto const before = office.dump({"audit_events", "audit_heads", "audit_payloads", "sessions", "blobs"});

        CHECK(maud.get(at + "/retrait").says("Il disparaît de 1 endroit qui l'utilise"));
        CHECK(maud.post(at + "/retrait").status == 303);
        CHECK(maud.get(at).status == 404);
        CHECK(maud.get(office.structure_path("/documents/corbeille")).says("charte"));
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 2);
        CHECK(maud.post(office.structure_path("/documents/corbeille/" + document + "/restauration")).status == 303);

        CHECK(office.dump({"audit_events", "audit_heads", "audit_payloads", "sessions", "blobs"}) == before);
        CHECK(maud.get(file_of(maud.get(at))).body == "Version 2.");

        maud.post(at + "/retrait");
        office.let_pass(24h * 30);
        maud.cookies = office.signed_in(office.maud).cookies;
        CHECK_FALSE(maud.get(office.structure_path("/documents/corbeille")).says("charte"));
        office.db().write([&](storage::Writer& db) { app::forget_what_has_ended(db, office.now); });
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 0);
        CHECK_FALSE(office.dump().contains("trash"));
    });
}

TEST_CASE("what nobody needs any more is taken away, and what one still needs is kept") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const first = uploaded(office, maud, "Le même texte.", "a.txt"),
                   second = uploaded(office, maud, "Le même texte.", "b.txt");
        CHECK(files_kept(office) == 1);
        maud.post(first + "/retrait");
        maud.post(office.structure_path("/documents/corbeille/") + first.substr(first.rfind('/') + 1) + "/suppression");

        evidence::tidy(*office.desk);

        CHECK(maud.get(file_of(maud.get(second))).body == "Le même texte.");
    });
}

TEST_CASE("a document is not told to show an action that is gone for good") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = uploaded(office, maud, "Un texte.", "a.txt");
        auto const id = evidence::EvidenceId::parse(path.substr(path.rfind('/') + 1)).value();
        std::string const gone = "00000000-0000-7000-8000-000000000001", in_trash = "00000000-0000-7000-8000-000000000002";
        office.db().write([&](storage::Writer& db) {
            for (auto const& action : {gone, in_trash})
                evidence::join(db, office.deux_rives, id, evidence::action_object(action), office.maud, office.now);
            accounts::put_in_trash(
                db, office.deux_rives, {in_trash, "action", "Trier", R"({"id":")" + in_trash + R"("})"}, office.maud, office.now);
        });
        auto const uses = [&] {
            return office.db().found([&](storage::Reader const& db) {
                auto const evidence = evidence::find(db, office.deux_rives, id).value();
                auto found = evidence::uses(db, office.deux_rives, std::array{evidence});
                return found[id].size();
            });
        };

        office.db().write([&](storage::Writer& db) { app::forget_what_has_ended(db, office.now); });
        CHECK(uses() == 1);

        office.let_pass(24h * 31);
        office.db().write([&](storage::Writer& db) { app::forget_what_has_ended(db, office.now); });
        CHECK(uses() == 0);
        auto again = office.signed_in(office.maud);
        CHECK(again.get(office.structure_path("/documents?etat=inutilise")).shows(">a<"));
    });
}

TEST_CASE("what nobody needs any more stays while a backup reads") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = uploaded(office, maud, "Un texte.", "a.txt");
    auto const id = path.substr(path.rfind('/') + 1);
    maud.post(path + "/retrait");
    maud.post(office.structure_path("/documents/corbeille/" + id + "/suppression"));

    auto held = office.desk->files.hold();
    evidence::tidy(*office.desk);
    CHECK(files_kept(office) == 1);
    held.reset();
    evidence::tidy(*office.desk);
    CHECK(files_kept(office) == 0);
}

TEST_CASE("owners are reminded a month before a document ends, and on the day; each time once") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        uploaded(office, maud, "Un certificat.", "certificat.txt", {{"expires", "2027-01-20"}});
        auto const told = [&] {
            auto const before = office.mails().size();
            evidence::remind(*office.desk);
            return office.mails().size() - before;
        };
        CHECK(told() == 0);
        office.let_pass(24h * 30); // 21 December, 10 o'clock
        CHECK(told() == 1);
        CHECK(office.mails().back().starts_with("solene@"));
        CHECK(office.mails().back().find("certificat") != std::string::npos);
        CHECK(office.mails().back().find("janvier") != std::string::npos);
        CHECK(told() == 0);
        office.let_pass(24h * 30 - 4h); // the day itself, 6 o'clock
        CHECK(told() == 0);
        office.let_pass(1h);
        CHECK(told() == 1);
        CHECK(told() == 0);
        // A day that one gives oneself in a few days' time needs no reminder but on the day.
        auto again = office.signed_in(office.maud);
        uploaded(office, again, "Un autre.", "autre.txt", {{"expires", "2027-01-25"}});
        CHECK(told() == 0);
        office.let_pass(24h * 6);
        CHECK(told() == 1);
    });
}

TEST_CASE("what is no document, or is damaged, is refused in words and nothing of it stays") {
    Office office;
    auto maud = office.signed_in(office.maud);
    if (!draws_images()) return;
    reports::Workshop workshop{reports::test_settings()};
    office.desk->slots.fill(app::images_by(workshop));
    auto const all = samples::damaged();
    CHECK(all.size() >= 30);
    for (auto const& one : all) {
        CAPTURE(one.what);
        auto const page = upload(office, maud, one.bytes, "x.php.png");
        CHECK(page.status == 422);
        CHECK(page.shows("href=\"#file\""));
    }
    for (auto const& drawing : samples::drawings()) {
        auto const page = upload(office, maud, drawing, "dessin.svg");
        CHECK(page.status == 422);
        CHECK(page.says("Les dessins SVG ne sont pas acceptés"));
    }
    CHECK(upload(office, maud, "", "").says("Choisissez un fichier sur votre ordinateur"));
    CHECK(upload(office, maud, std::string((std::size_t{20} << 20) + 1, 'x'), "long.txt").says("Ce fichier dépasse 20 Mo"));
    CHECK(maud.get(office.structure_path("/documents")).says("Aucun document pour l'instant"));
    CHECK(files_kept(office) == 0);
    for (auto const& one : std::filesystem::recursive_directory_iterator{office.files_folder()})
        CHECK_FALSE(one.is_regular_file());
}

TEST_CASE("an image is drawn anew: where it was taken and what hid behind it is gone") {
    Office office;
    auto maud = office.signed_in(office.maud);
    if (!draws_images()) return;
    reports::Workshop workshop{reports::test_settings()};
    office.desk->slots.fill(app::images_by(workshop));
    auto const photo = samples::jpeg(samples::gps_segment());
    REQUIRE(photo.find("GPSPOSITION") != photo.npos);
    auto const with_program =
        samples::png(4, 4, samples::chunk("tEXt", "Comment\0<?php system('id'); ?>"s)) + samples::zip({{"a.txt", "a"}});

    struct Sent {
        std::string bytes, name, secret;
    };
    for (auto const& [bytes, name, secret] : std::vector<Sent>{{photo, "photo.jpg", "Exif"}, {photo, "photo.jpg", "GPSPOSITION"},
             {with_program, "x.php.png", "<?php"}, {with_program, "x.png", "PK"}, {samples::gif(), "a.gif", "nothing"}}) {
        auto const path = uploaded(office, maud, bytes, name);
        auto const file = maud.get(file_of(maud.get(path)));
        CHECK(file.status == 200);
        CHECK(file.body.size() > 20);
        CHECK(file.body.find(secret) == file.body.npos);
        auto const shown = maud.get(file_of(maud.get(path)) + "?voir=1");
        CHECK(shown.header("Content-Disposition").starts_with("inline; "));
        CHECK(shown.header("Content-Security-Policy").find("sandbox") != std::string::npos);
    }
}

TEST_CASE("an animation goes on moving, and one that is too large is told so") {
    Office office;
    auto maud = office.signed_in(office.maud);
    if (!draws_images()) return;
    reports::Workshop workshop{reports::test_settings()};
    office.desk->slots.fill(app::images_by(workshop));

    auto const path = uploaded(office, maud, samples::animation(40, 30, 3), "a.gif");
    auto const moving = maud.get(file_of(maud.get(path))).body;
    int images = 0;
    for (auto at = moving.find("!\xf9\x04"); at != moving.npos; at = moving.find("!\xf9\x04", at + 1)) ++images;
    CHECK(images == 3);
    auto const page = upload(office, maud, samples::animation(2'000, 2'000, 11), "b.gif");
    CHECK(page.status == 422);
    CHECK(page.says("toutes celles d'une animation"));
}

TEST_CASE("what the program that draws cannot do is no fault of the image") {
    if (!draws_images()) return;
    reports::Workshop workshop{reports::test_settings()};
    using Fault = evidence::Images::Fault;
    CHECK(app::images_by(workshop).redraw({"a", "/nowhere/a.png", "/nowhere/b.png", "image/png"}) == Fault::unavailable);
    auto const from = std::filesystem::temp_directory_path() / ("esspratiques_image_" + std::to_string(getpid()));
    std::ofstream{from} << samples::png(2, 2);
    CHECK(app::images_by(workshop).redraw({"a", from, "/nowhere/b.png", "image/png"}) == Fault::unavailable);
    std::filesystem::remove(from);
}

TEST_CASE("an image that grows past twenty megabytes when it is drawn is refused") {
    Office office;
    office.desk->slots.fill(evidence::Images{[](evidence::Images::Job const& job) -> std::optional<evidence::Images::Fault> {
        std::ofstream{job.to} << std::string((std::size_t{20} << 20) + 1, 'x');
        return std::nullopt;
    }});
    auto maud = office.signed_in(office.maud);
    auto const page = upload(office, maud, samples::png(2, 2), "a.png");
    CHECK(page.status == 422);
    CHECK(page.says("une fois redessinée"));
    CHECK(files_kept(office) == 0);
}

TEST_CASE("a text is never shown in the browser, whatever one asks") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = uploaded(office, maud, "Un texte.", "a.html");
    auto const file = maud.get(file_of(maud.get(path)) + "?voir=1");
    CHECK(file.header("Content-Disposition").starts_with("attachment; filename=\"a.html.txt\""));
    CHECK(file.header("Content-Type") == "text/plain");
}

TEST_CASE("where images cannot be drawn, the rest is received and the image is asked for again later") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const page = upload(office, maud, samples::png(2, 2), "a.png");
    CHECK(page.status == 503);
    CHECK(page.says("Les images ne peuvent pas être reçues en ce moment"));
    CHECK(upload(office, maud, "Un texte.", "a.txt").status == 303);
}

TEST_CASE("while images are drawn, people sign in and read on") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        std::promise<void> drawn;
        office.desk->slots.fill(evidence::Images{[is_drawn = drawn.get_future().share()](auto const&) {
            is_drawn.wait();
            return evidence::Images::Fault::unavailable;
        }});
        std::vector<std::future<Page>> uploads;
        for (int i = 0; i < 6; ++i) {
            auto browser = office.signed_in(office.maud);
            browser.get(office.structure_path("/documents/nouveau"));
            uploads.push_back(std::async(std::launch::async, [&office, browser]() mutable {
                return browser.upload(office.structure_path("/documents"), {"a.png", samples::png(2, 2)},
                    {{"id", "00000000-0000-7000-8000-000000000001"}});
            }));
        }
        std::this_thread::sleep_for(100ms); // for them to arrive; where they do not, nothing is tried

        auto const others = std::async(std::launch::async, [&] {
            auto browser = office.visitor();
            auto const page = browser.post(
                "/connexion", {{"email", "maud@deuxrives.exemple.fr"}, {"password", std::string{support::password}}});
            return std::pair{page.status, browser.get(office.structure_path("/documents")).status};
        });
        auto const is_soon = others.wait_for(10s) == std::future_status::ready;
        drawn.set_value();
        CHECK(is_soon);
        for (auto& upload : uploads) CHECK(upload.get().status == 503);
    });
}

TEST_CASE("a form with files is received from nobody who has no session") {
    Office office;
    web::Request request;
    request.method = "POST";
    request.path = office.structure_path("/documents");
    CHECK_THROWS_AS(office.reception->takes_uploads(request), web::Refused);
    request.headers.emplace_back("cookie", "session=abc");
    CHECK(office.reception->takes_uploads(request));
    request.path = office.structure_path("/documents/liens");
    CHECK_FALSE(office.reception->takes_uploads(request));
}

TEST_CASE("five hundred megabytes are what a structure may keep") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        auto const path = uploaded(office, maud, "Un texte.", "a.txt");
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE evidence_versions SET size = $2 WHERE organisation_id = $1",
                {office.deux_rives, std::int64_t{500} << 20});
        });

        auto const page = upload(office, maud, "Un autre texte.", "b.txt");

        CHECK(page.status == 422);
        CHECK(page.says("tiennent en 500 Mo"));
        CHECK(upload(office, maud, "Un texte.", "a.txt").status == 303); // the same content takes no more place
        maud.post(path + "/retrait");
        CHECK(upload(office, maud, "Un autre texte.", "b.txt").says("Videz la corbeille"));
        CHECK(maud.get(office.structure_path("/documents")).says("500 Mo utilisés sur 500 Mo"));
        CHECK(upload(office, maud, "Un texte.", "c.txt").status == 303); // nor does what the trash holds as well
        CHECK(maud.get(office.structure_path("/documents")).says("500 Mo utilisés sur 500 Mo"));
    });
}

TEST_CASE("a reader opens documents and changes none") {
    Office office;
    auto maud = office.signed_in(office.maud), idriss = office.signed_in(office.idriss);
    auto const path = uploaded(office, maud, "Un texte.", "a.txt");
    auto const page = idriss.get(path);
    CHECK(page.status == 200);
    CHECK_FALSE(page.shows("type=\"file\""));
    CHECK_FALSE(idriss.get(office.structure_path("/documents")).says("Ajouter un document"));
    CHECK(
        idriss
            .upload(office.structure_path("/documents"), {"a.txt", "Un texte."}, {{"id", "00000000-0000-7000-8000-000000000001"}})
            .status == 403);
    CHECK(files_kept(office) == 1);
}

TEST_CASE("a list of documents goes on from where it ended") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        auto maud = office.signed_in(office.maud);
        office.db().write([&](storage::Writer& db) {
            for (int i = 0; i < 120; ++i) {
                auto const id = new_id<evidence::Evidence>(office.now, office.chance);
                evidence::add(db, office.deux_rives,
                    {id, evidence::Kind::link, "Document " + std::to_string(1000 + i), std::nullopt,
                        {.id = new_id<evidence::Version>(office.now, office.chance),
                            .link = "https://exemple.fr",
                            .by = "Maud",
                            .at = office.now}},
                    office.maud, Date{});
            }
        });
        int seen = 0;
        auto page = maud.get(office.structure_path("/documents?q=document"));
        for (int pages = 1;; ++pages) {
            for (int i = 0; i < 120; ++i) seen += page.shows(">Document " + std::to_string(1000 + i) + "<");
            auto const links = support::links_of(page);
            auto const more =
                std::find_if(links.begin(), links.end(), [](auto const& link) { return link.find("apres=") != link.npos; });
            if (more == links.end()) {
                CHECK(pages == 3);
                break;
            }
            page = maud.get(*more);
        }
        CHECK(seen == 120);
        auto const object = criterion(office);
        int offered = 0;
        for (auto address = joining(office, object) + "&q=document"; !address.empty();) {
            auto const shown = maud.get(address);
            for (int i = 0; i < 120; ++i) offered += shown.shows(">Document " + std::to_string(1000 + i) + "</a>");
            auto const links = support::links_of(shown);
            auto const more =
                std::find_if(links.begin(), links.end(), [](auto const& link) { return link.find("apres=") != link.npos; });
            address = more == links.end() ? "" : *more;
        }
        CHECK(offered == 120);
    });
}

TEST_CASE("a structure has a logo, drawn small, on its pages and for its reports; another does not see it") {
    if (!draws_images()) return;
    for_each_engine([](Engine engine) {
        Office office{engine};
        reports::Workshop workshop{reports::test_settings()};
        office.desk->slots.fill(app::images_by(workshop));
        auto solene = office.signed_in(office.solene), idriss = office.signed_in(office.idriss);
        auto const settings = office.structure_path("/parametres"), logo = office.structure_path("/logo");
        CHECK(solene.get(logo).status == 404);
        CHECK_FALSE(solene.get(settings).shows("whereabouts__logo"));

        auto const wrong = solene.upload(settings + "/logo", {"logo.pdf", samples::pdf()});
        CHECK(wrong.status == 422);
        CHECK(wrong.says("Un logo est une image"));
        CHECK(solene.upload(settings + "/logo", {"logo.svg", samples::drawings().front()}).status == 422);
        CHECK(solene.upload(settings + "/logo", {"", ""}).says("Choisissez une image"));
        CHECK(idriss.upload(settings + "/logo", {"logo.png", samples::png(9, 9)}).status == 403);
        REQUIRE(solene.upload(settings + "/logo", {"logo.jpg", samples::png(1'024, 600)}).status == 303);

        CHECK(idriss.get(office.structure_path("/equipe")).shows("whereabouts__logo"));
        auto const shown = idriss.get(logo);
        CHECK(shown.header("Content-Type") == "image/png");
        auto const header =
            evidence::image_header({[&](auto at, auto count) { return shown.body.substr(at, count); }, shown.body.size()});
        REQUIRE(header);
        CHECK(header->width == 512);
        CHECK(header->height == 300);
        CHECK(office.signed_in(office.nadia).get(logo).status == 404);
        office.db().read([&](storage::Reader& db) {
            auto const member = accounts::find_member(db, office.deux_rives, office.maud).value();
            CHECK(evidence::logo(db, office.desk->files, member) == shown.body);
        });
        auto const drawn = base64url(std::as_bytes(std::span{shown.body}));
        for (auto const report : {"/diagnostic/resultats.pdf", "/pratiques.pdf", "/engagements.pdf"}) {
            CAPTURE(report);
            CHECK(solene.get(office.cycle_path(report)).body.find(drawn) != std::string::npos);
        }
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 1);

        CHECK(solene.post(settings + "/logo-retrait").status == 303);
        CHECK(solene.get(logo).status == 404);
        evidence::tidy(*office.desk);
        CHECK(files_kept(office) == 0);
    });
}
