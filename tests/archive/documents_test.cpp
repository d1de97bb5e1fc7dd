#include "archive/doctor.h"
#include "archive/refused.h"
#include "archives.h"
#include "evidence/documents.h"
#include "evidence/uses.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace archives;
using storage::Engine, storage::Files;
using support::for_each_engine, support::id_of, support::Office, support::uploaded;

namespace {

// A document of two versions, joined to a criterion, in the structure of Les Deux Rives.
void add_document(Office& office) {
    auto maud = office.signed_in(office.maud);
    auto const path = uploaded(office, maud, "La charte.", "charte.txt", {{"objet", support::criterion_object(office)}});
    auto const next = id_of(maud.get(path));
    REQUIRE(maud.upload(path + "/versions", {"charte.txt", std::string(600'000, 'x')}, {{"id", next}}).status == 303);
}

// What shrinks to a thousandth: the empty rows that a spreadsheet leaves behind, and a document of hardly anything.
void add_documents_that_shrink(Office& office) {
    auto maud = office.signed_in(office.maud);
    std::string rows;
    for (int i = 0; i < 1'200'000; ++i) rows += ";;;\n";
    uploaded(office, maud, rows, "lignes.csv");
    uploaded(office, maud, "%PDF-1.4\n" + std::string(std::size_t{19} << 20, '\0') + "\n%%EOF\n", "vide.pdf");
}

std::size_t whole_files(storage::Database& db, Files const& files) {
    return db.found([&](storage::Reader const& reader) {
        std::size_t whole = 0;
        for (auto const& [organisation, sha256] : files.stored(reader)) {
            RunningDigest digest;
            auto const next = files.pieces(reader, organisation, sha256);
            for (auto bytes = next(); !bytes.empty(); bytes = next()) digest.add(bytes);
            whole += hexadecimal(digest.finish()) == sha256;
        }
        return whole;
    });
}

std::string complaints(archive::Patient const& patient, Office& office) {
    std::string lines;
    for (auto const& finding : archive::examine(patient, office.library))
        if (finding.line().find("document") != std::string::npos) lines += finding.line() + "\n";
    return lines;
}

} // namespace

TEST_CASE("documents go with their structure, and come out of another instance as they went in") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        add_document(office);
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");
        auto const first = entries(folder / "a.zip");
        CHECK(std::ranges::count_if(first, [](auto const& entry) { return entry.first.starts_with("files/"); }) == 2);

        support::Database elsewhere{engine};
        Files const files = engine == Engine::sqlite ? Files{folder / "files"} : Files{};
        import_from(*elsewhere, office, folder / "a.zip", files);
        CHECK(whole_files(*elsewhere, files) == 2);
        elsewhere->read([&](storage::Reader& db) {
            archive::export_structure(db, office.library, office.deux_rives, files, folder / "b.zip", office.now)->publish();
        });

        CHECK(entries(folder / "b.zip") == first);
    });
}

TEST_CASE("what was removed does not go with a structure") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        add_document(office);
        auto solene = office.signed_in(office.solene);
        solene.post(uploaded(office, solene, "À oublier.", "secret.txt") + "/retrait");

        export_to(office.db(), office, office.deux_rives, folder / "a.zip");

        for (auto const& [name, bytes] : entries(folder / "a.zip")) CHECK(bytes.find("À oublier.") == bytes.npos);
    });
}

TEST_CASE("an archive whose documents are missing, or are not what they are told to be, is refused") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        add_document(office);
        auto const refused = [&](std::string const& change) {
            office.db().write([&](storage::Writer& db) {
                db.change(
                    "UPDATE evidence_versions SET " + change + " WHERE organisation_id = $1 AND number = 1", {office.deux_rives});
            });
            export_to(office.db(), office, office.deux_rives, folder / "a.zip");
            CHECK_THROWS_AS(import_from(office.db(), office, folder / "a.zip", office.desk->files), archive::Refused);
            CHECK(count(office.db(), "organisations") == 2);
        };
        refused("type = 'text/html'");
        refused("type = 'image/png'");
        refused("type = 'text/plain', size = 1");
        refused("sha256 = '" + std::string(64, '0') + "'");
    });
}

TEST_CASE("a document that comes in where its ids are in use follows the criterion it was joined to") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        add_document(office);
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");

        auto const imported = import_from(office.db(), office, folder / "a.zip", office.desk->files);

        auto const copy = accounts::OrganisationId::parse(imported.organisation).value();
        office.db().read([&](storage::Reader& db) {
            auto const diagnostic = diagnostic::find(db, office.library, copy, {}).value();
            auto const object = evidence::criterion_object(diagnostic.id().text(), "exercice-du-pouvoir");
            auto const all = evidence::attached(db, copy, std::vector{object});
            REQUIRE(all.contains(object));
            CHECK(all.at(object).front().title == "charte");
        });
        CHECK(whole_files(office.db(), office.desk->files) == 4);
    });
}

TEST_CASE("a backup holds the documents, and either engine takes them") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        add_document(office);
        office.db().read([&](storage::Reader& db) {
            archive::back_up(db, office.desk->files, {}, folder / "a.backup", Instant{})->publish();
        });

        fs::create_directory(folder / "elsewhere");
        CHECK(restore_into(folder / "elsewhere", folder / "a.backup").files == 2);
        CHECK(whole_files(*opened(folder / "elsewhere"), Files{folder / "elsewhere/files"}) == 2);

        support::Database server{engine};
        auto const restored = archive::restore({folder / "a.backup", archive::Content::backup}, {{}, server.address()});
        CHECK(restored.files == 2);
        CHECK(whole_files(*server, Files{}) == 2); // rows of the database, where no folder is named
    });
}

TEST_CASE("documents that shrink to a thousandth come back from a backup and an export") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        add_documents_that_shrink(office);
        office.db().read([&](storage::Reader& db) {
            archive::back_up(db, office.desk->files, {}, folder / "a.backup", Instant{})->publish();
            archive::back_up(db, office.desk->files, {}, folder / "b.backup", Instant{})->publish();
        });
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");

        fs::create_directory(folder / "elsewhere");
        CHECK(restore_into(folder / "elsewhere", folder / "a.backup").files == 2);
        CHECK(whole_files(*opened(folder / "elsewhere"), Files{folder / "elsewhere/files"}) == 2);
        support::Database other{engine};
        import_from(*other, office, folder / "a.zip");
        CHECK(whole_files(*other, Files{}) == 2);
        CHECK((content(folder / "a.backup") == content(folder / "b.backup")));
    });
}

TEST_CASE("a backup that an earlier version made of documents that shrink to a thousandth is restored") {
    Office office;
    Folder folder;
    add_documents_that_shrink(office);
    office.db().read(
        [&](storage::Reader& db) { archive::back_up(db, office.desk->files, {}, folder / "a.backup", Instant{})->publish(); });
    auto found = entries(folder / "a.backup");
    found["manifest.json"].replace(found["manifest.json"].find(",,"), 2, R"(,"made":"2026-11-21",)");
    make_archive(folder / "before.backup", found);
    REQUIRE(fs::file_size(folder / "before.backup") < 1'000'000);

    fs::create_directory(folder / "elsewhere");
    CHECK(restore_into(folder / "elsewhere", folder / "before.backup").files == 2);
}

TEST_CASE("the doctor tells a document that is missing and one that was changed") {
    Office office;
    Folder folder;
    add_document(office);
    office.db().read(
        [&](storage::Reader& db) { archive::back_up(db, office.desk->files, {}, folder / "a.backup", Instant{})->publish(); });
    fs::create_directory(folder / "data");
    restore_into(folder / "data", folder / "a.backup");
    archive::Patient const patient{folder / "data", (folder / "data/esspratiques.db").string(), {}, folder / "worker", ""};
    CHECK(complaints(patient, office).find("bon : les documents sont là et entiers (2)") == 0);

    auto const home = folder / "data/files" / std::string{office.deux_rives.text()};
    auto const first = fs::directory_iterator { home } -> path();
    write(first, "autre chose");
    CHECK(complaints(patient, office).find("manquants : 0, abîmés : 1") != std::string::npos);
    fs::remove(first);
    CHECK(complaints(patient, office).find("manquants : 1, abîmés : 0") != std::string::npos);
}
