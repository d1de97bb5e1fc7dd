#include "archive/refused.h"
#include "archives.h"
#include "referentiel/files.h"
#include "referentiel/imported.h"
#include "support/database.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace archives;
using accounts::Role;
using storage::Engine;
using support::for_each_engine, support::Office, support::password;

namespace {

std::string why_refused(auto const& work) {
    try {
        work();
    } catch (archive::Refused const& refused) { return refused.what(); }
    return "";
}

bool contains(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

// A manifest that says something else.
std::map<std::string, std::string> with(
    std::map<std::string, std::string> entries, std::string const& file, std::string const& from, std::string const& to) {
    auto& text = entries.at(file);
    auto const at = text.find(from);
    REQUIRE(at != text.npos);
    text.replace(at, from.size(), to);
    return entries;
}

} // namespace

TEST_CASE("a structure that moves to an empty instance is exported there as it was") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        rate(office, 5, "Une charte, « écrite » avec l'équipe ; \"relue\" en mai.\nEt\tpuis 💡.");
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");

        for (auto const other : {Engine::sqlite, engine}) {
            support::Database elsewhere{other};
            auto const imported = import_from(*elsewhere, office, folder / "a.zip");
            export_to(*elsewhere, office, office.deux_rives, folder / "b.zip");

            CHECK(imported.replaced.empty());
            CHECK(imported.name == "Les Deux Rives");
            CHECK(imported.created.size() == 3);
            CHECK(entries(folder / "a.zip") == entries(folder / "b.zip"));
            CHECK(content(folder / "a.zip") == content(folder / "b.zip")); // made at the same instant
        }
    });
}

TEST_CASE("an export holds the members and what is theirs, nothing of others, and opens no door") {
    Office office;
    Folder folder;
    rate(office, 2, "Un texte.");
    auto const solene = office.signed_in(office.solene);

    export_to(office.db(), office, office.deux_rives, folder / "a.zip");

    auto const found = entries(folder / "a.zip");
    CHECK(contains(found.at("users.json"), "maud@deuxrives.exemple.fr"));
    CHECK(contains(found.at("users.json"), "Maud"));
    CHECK(contains(found.at("ratings.json"), "Un texte."));
    CHECK_FALSE(found.contains("sessions.json"));
    for (auto const& [name, text] : found) {
        CAPTURE(name);
        CHECK_FALSE(contains(text, "nadia"));
        CHECK_FALSE(contains(text, "Passerelle"));
        CHECK_FALSE(contains(text, "argon2"));
        CHECK_FALSE(contains(text, "password"));
        CHECK_FALSE(contains(text, solene.cookies.at("session")));
    }
    CHECK((fs::status(folder / "a.zip").permissions() & fs::perms{077}) == fs::perms::none);
}

TEST_CASE("where a structure's ids are in use, a copy gets new ones wherever they stand, and people are recognised") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        rate(office, 4, "Une pratique.");
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");

        auto const imported = import_from(office.db(), office, folder / "a.zip");

        auto const copy = accounts::OrganisationId::parse(imported.organisation).value();
        CHECK(copy != office.deux_rives);
        CHECK(imported.recognised.size() == 3);
        CHECK(imported.created.empty());
        CHECK(imported.replaced.size() == 1 + 1 + 3 + 1 + 1); // the structure, its number, members, cycle, diagnostic
        CHECK(office.ratings().size() == 4);
        office.db().read([&](storage::Reader& db) {
            CHECK(accounts::members(db, copy).size() == 3);
            CHECK(accounts::find_organisation(db, copy)->number == 3);
            auto const diagnostic = diagnostic::find(db, office.library, copy, {}).value();
            auto const ratings = diagnostic::ratings(db, diagnostic);
            REQUIRE(ratings.size() == 4);
            CHECK(ratings.front().rating.comment == "Une pratique.");
            CHECK_FALSE(audit::first_broken(db, copy.text()));
            CHECK(audit::events(db, audit::instance_chain, 1000, 1).front().verb == "import");
        });
        CHECK(office.signed_in(office.solene).get("/structures/" + imported.organisation).status == 200);
        CHECK(office.signed_in(office.nadia).get("/structures/" + imported.organisation).status == 404);
    });
}

TEST_CASE("who gets an account by an import has no password until they ask for one") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");
        support::Database elsewhere{engine};

        import_from(*elsewhere, office, folder / "a.zip");

        elsewhere->read([&](storage::Reader& db) {
            auto const kept = accounts::password_of(db, "solene@deuxrives.exemple.fr").value();
            CHECK_FALSE(office.passwords.matches(kept, password));
            auto const user = accounts::find_user(db, "solene@deuxrives.exemple.fr").value();
            CHECK_FALSE(user.is_platform_admin);
            CHECK(accounts::find_member(db, office.deux_rives, user)->role == Role::owner);
        });
    });
}

TEST_CASE("someone known by another id here stays one person, in what they wrote too") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        rate(office, 1, "Écrit par Maud.");
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");
        Office other{engine}; // its people have the same addresses, and ids of their own

        auto const imported = import_from(other.db(), other, folder / "a.zip");

        auto const author = other.db().found([&](storage::Reader const& db) {
            return db
                .row("SELECT saved_by FROM ratings WHERE organisation_id = $1", {imported.organisation},
                    [](storage::Row& row) { return row.next<accounts::UserId>(); })
                .value();
        });
        CHECK(author == other.maud.id);
        CHECK(count(other.db(), "users") == 4);
        CHECK(std::ranges::count(imported.replaced, std::string{"users"}, &archive::Imported::Replaced::table) == 3);
    });
}

TEST_CASE("a structure whose référentiel is not held here is refused by its name") {
    Office office;
    Folder folder;
    export_to(office.db(), office, office.deux_rives, folder / "a.zip");
    support::Database elsewhere{Engine::sqlite};
    referentiel::Library const none;

    auto const reason = why_refused([&] {
        archive::import_structure({folder / "a.zip", archive::Content::structure},
            {*elsewhere, none, {}, office.passwords.nobodys(), office.now, office.desk->chance});
    });

    CHECK(contains(reason, "ess-complet"));
    CHECK(count(*elsewhere, "organisations") == 0);
}

TEST_CASE("an archive that was changed, or is of a newer program, is refused and nothing stays") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        rate(office, 3, "Une pratique.");
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");
        auto found = entries(folder / "a.zip");
        found["manifest.json"].replace(found["manifest.json"].find(",,"), 2, ",\"made\":\"2026-11-21\",");
        support::Database elsewhere{engine};
        auto const reason_of = [&](std::map<std::string, std::string> const& changed) {
            make_archive(folder / "b.zip", changed);
            auto reason = why_refused([&] { import_from(*elsewhere, office, folder / "b.zip"); });
            CHECK(count(*elsewhere, "organisations") == 0);
            CHECK(count(*elsewhere, "users") == 0);
            return reason;
        };

        CHECK(contains(reason_of(with(found, "ratings.json", "Une pratique.", "Une habitude.")), "abîmée"));
        CHECK(contains(reason_of(with(found, "cycles.json", "\n]\n", "")), "abîmée"));
        CHECK(contains(reason_of(with(found, "manifest.json", "\"format\":1", "\"format\":2")), "plus récente"));
        CHECK(contains(reason_of(with(found, "manifest.json", "\"schema\":", "\"schema\":9")), "plus récente"));
        CHECK(contains(reason_of(with(found, "manifest.json", "esspratiques-structure", "esspratiques-backup")), "pas l'export"));
        CHECK(contains(reason_of(with(found, "manifest.json", "{", "[")), "sommaire"));
        CHECK(
            contains(reason_of(with(found, "manifest.json", "\"table\":\"cycles\"", "\"table\":\"cycles; DROP\"")), "inattendu"));
        auto without = found;
        without.erase("cycles.json");
        CHECK(contains(reason_of(without), "abîmée"));
        auto besides = found;
        besides["../../etc/cron.d/evil"] = "* * * * *";
        CHECK(contains(reason_of(besides), "inattendu"));

        make_archive(folder / "b.zip", found); // the same entries, unchanged
        CHECK(why_refused([&] { import_from(*elsewhere, office, folder / "b.zip"); }) == "");
        CHECK(count(*elsewhere, "organisations") == 1);
    });
}

TEST_CASE("names that lead out of the archive, and entries that swell, are refused") {
    Office office;
    Folder folder;
    export_to(office.db(), office, office.deux_rives, folder / "a.zip");
    auto found = entries(folder / "a.zip");
    found["manifest.json"].replace(found["manifest.json"].find(",,"), 2, ",\"made\":\"2026-11-21\",");

    auto slip = with(found, "manifest.json", "\"files\":[]", R"("files":[{"name":"files/../../evil","sha256":""}])");
    slip["files/../../evil"] = "";
    make_archive(folder / "slip.zip", slip);
    auto bomb = found;
    bomb["cycles.json"] = std::string(std::size_t{64} << 20, ' ');
    make_archive(folder / "bomb.zip", bomb);
    auto large = found;
    large["files/" + std::string(64, '0')] = std::string(std::size_t{21} << 20, ' ');
    make_archive(folder / "large.zip", large);
    auto many = found;
    for (char sign = 'a'; sign <= 'z'; ++sign) many["files/" + std::string(64, sign)] = std::string(std::size_t{20} << 20, ' ');
    make_archive(folder / "many.zip", many);

    CHECK(contains(why_refused([&] { archive::PackageReader{folder / "slip.zip", archive::Content::structure}; }), "interdit"));
    for (auto const* file : {"bomb.zip", "large.zip", "many.zip"}) {
        CAPTURE(file);
        CHECK(contains(why_refused([&] { archive::PackageReader{folder / file, archive::Content::structure}; }), "démesurément"));
    }
    CHECK_FALSE(fs::exists(folder.path().parent_path() / "evil"));
}

TEST_CASE("what a structure wrote is read back, however often it said the same") {
    Office office;
    Folder folder;
    rate(office, 1, std::string(std::size_t{6} << 20, 'a'));
    export_to(office.db(), office, office.deux_rives, folder / "a.zip");

    support::Database elsewhere{Engine::sqlite};
    import_from(*elsewhere, office, folder / "a.zip");
    export_to(*elsewhere, office, office.deux_rives, folder / "b.zip");

    CHECK((content(folder / "a.zip") == content(folder / "b.zip")));
}

TEST_CASE("whatever byte of an export is turned over, what is imported is what was exported, or nothing is") {
    Office office;
    Folder folder;
    rate(office, 3, "Une pratique.");
    export_to(office.db(), office, office.deux_rives, folder / "a.zip");
    auto const sound = content(folder / "a.zip");
    auto const before = entries(folder / "a.zip");

    int refused = 0, tried = 0;
    for (std::size_t at = 0; at < sound.size(); at += 37) {
        auto damaged = sound;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        write(folder / "b.zip", damaged);
        ++tried;
        try {
            archive::PackageReader const package{folder / "b.zip", archive::Content::structure};
            package.check();
            CHECK(entries(folder / "b.zip") == before);
        } catch (archive::Refused const&) { ++refused; }
    }
    CHECK(refused * 2 > tried); // the rest are bytes that say nothing of the records
}

TEST_CASE("a structure takes along the imported référentiel that its diagnostics name, which is held elsewhere and not offered") {
    for_each_engine([](Engine engine) {
        referentiel::Library library, another;
        Folder folder;
        {
            library.add(files::version(files::changed("\"1.0\"", "\"0.1\"")));
            Office office{engine, library};
            office.db().write([&](storage::Writer& db) {
                auto const version = files::version(files::small);
                referentiel::keep(db, version, {files::small, referentiel::Standing::offered, "operator", office.now});
                db.change("UPDATE diagnostics SET version = $2 WHERE organisation_id = $1", {office.deux_rives, version.hash});
            });
            rate(office, 1, "Une charte.");
            export_to(office.db(), office, office.deux_rives, folder / "a.zip");
            export_to(office.db(), office, office.passerelle, folder / "b.zip");
        }
        another.add(files::version(files::changed("code: petit", "code: autre")));
        Office office{engine, another};
        support::Database elsewhere{engine};

        CHECK(import_from(*elsewhere, office, folder / "a.zip").name == "Les Deux Rives");

        CHECK_FALSE(contains(entries(folder / "b.zip").at("imported_referentiels.json"), "petit"));
        CHECK(another.find("petit", "1.0"));
        CHECK_FALSE(another.latest("petit"));
        CHECK(count(*elsewhere, "imported_referentiels") == 1);
        CHECK(why_refused([&] {
            support::Database third{engine};
            third->write([&](storage::Writer& db) {
                auto const file = files::changed("Nous comptons.", "Nous ne comptons pas.");
                referentiel::keep(db, files::version(file), {file, referentiel::Standing::offered, "operator", office.now});
            });
            referentiel::Library fresh;
            archive::import_structure(archive::PackageReader{folder / "a.zip", archive::Content::structure},
                {*third, fresh, {}, office.passwords.nobodys(), office.now, office.desk->chance});
        }).find("d'un autre contenu : rien n'a été importé") != std::string::npos);
    });
}
