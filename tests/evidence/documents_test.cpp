#include "evidence/documents.h"
#include "evidence/queries.h"
#include "evidence/samples.h"

using namespace std::chrono_literals;
using namespace std::string_literals;
using storage::Engine;
using support::criterion_object, support::file_of, support::files_kept, support::for_each_engine, support::id_of,
    support::joining_path, support::Office, support::path_of, support::upload, support::uploaded;

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
        for (auto const* wrong : {"https://maud:secret@exemple.fr", "https://notre site.fr/a", "https://"})
            CHECK(add(wrong).says("Le nom du site ne se lit pas"));
        CHECK(add("https://exemple.fr/" + std::string(2'000, 'a')).says("Cette adresse dépasse 2 000 caractères"));
        auto const encyclopedia = maud.get(path_of(add("HTTPS://fr.wikipedia.org/wiki/Économie sociale")));
        CHECK(encyclopedia.shows("\"https://fr.wikipedia.org/wiki/%C3%89conomie%20sociale\""));
        CHECK(encyclopedia.says("<h1>fr.wikipedia.org/wiki/Économie sociale</h1>"));
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

TEST_CASE("a text is never shown in the browser, whatever one asks") {
    Office office;
    auto maud = office.signed_in(office.maud);
    auto const path = uploaded(office, maud, "Un texte.", "a.html");
    auto const file = maud.get(file_of(maud.get(path)) + "?voir=1");
    CHECK(file.header("Content-Disposition").starts_with("attachment; filename=\"a.html.txt\""));
    CHECK(file.header("Content-Type") == "text/plain");
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
        auto const object = criterion_object(office);
        int offered = 0;
        for (auto address = joining_path(office, object) + "&q=document"; !address.empty();) {
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
