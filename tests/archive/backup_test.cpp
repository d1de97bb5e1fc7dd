#include "archive/refused.h"
#include "archive/soundness.h"
#include "archives.h"
#include "core/secret.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace archives;
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

// Someone who waits for an invitation, a mail, an API key: what is not a structure's own.
void add_what_is_around(Office& office) {
    office.db().write([&](storage::Writer& db) {
        accounts::add_api_key(db, office.solene.id, "tableur", accounts::Scope::read, office.now, office.desk->chance);
        audit::Trail{db, audit::instance_chain, "operator", office.now, office.desk->chance}.add("open", "instance");
        audit::empty_payloads(db, audit::instance_chain, "instance");
    });
    (void)office.signed_in(office.solene);
}

} // namespace

TEST_CASE("a backup put back elsewhere, on either engine, makes the same backup and the same exports") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        rate(office, 6, "Une pratique.");
        add_what_is_around(office);
        back_up_to(office.db(), folder / "a.backup");
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");

        // To a folder, and from there to a database of the engine that it came from.
        fs::create_directory(folder / "elsewhere");
        auto const restored = restore_into(folder / "elsewhere", folder / "a.backup");
        auto const sqlite = opened(folder / "elsewhere");
        back_up_to(*sqlite, folder / "b.backup");
        export_to(*sqlite, office, office.deux_rives, folder / "b.zip");
        support::Database back{engine};
        archive::restore({folder / "b.backup", archive::Content::backup}, {{}, back.address()});
        back.reopen();
        back_up_to(*back, folder / "c.backup");
        export_to(*back, office, office.deux_rives, folder / "c.zip");

        CHECK(restored.rows > 20);
        CHECK(count(*sqlite, "sessions") == 0);
        CHECK(count(*sqlite, "api_keys") == 1);
        CHECK(content(folder / "a.backup") == content(folder / "b.backup"));
        CHECK(content(folder / "a.backup") == content(folder / "c.backup"));
        CHECK(content(folder / "a.zip") == content(folder / "b.zip"));
        CHECK(content(folder / "a.zip") == content(folder / "c.zip"));
        CHECK(sqlite->found(archive::broken_chains).empty());
        CHECK((fs::status(folder / "a.backup").permissions() & fs::perms{077}) == fs::perms::none);
        CHECK((fs::status(folder / "elsewhere/esspratiques.db").permissions() & fs::perms{077}) == fs::perms::none);
        CHECK_FALSE(fs::exists(folder / "a.backup.part"));
        CHECK_FALSE(fs::exists(folder / "elsewhere/restauration.part"));
    });
}

TEST_CASE("people sign in to a restored instance with the password they had") {
    Office office;
    Folder folder;
    back_up_to(office.db(), folder / "a.backup");

    restore_into(folder.path(), folder / "a.backup");

    auto const kept = opened(folder.path())->found([](storage::Reader const& db) {
        return accounts::password_of(db, "solene@deuxrives.exemple.fr").value();
    });
    CHECK(office.passwords.matches(kept, password));
}

TEST_CASE("the secret and the documents of an instance go with its backup") {
    Office office;
    Folder folder;
    std::string const document(300'000, 'x');
    auto const digest = hexadecimal(sha256(document));
    auto const owner = std::string{office.deux_rives.text()};
    fs::create_directories(folder / "files" / owner);
    write(folder / "files" / owner / digest, document);
    write(folder / "files" / owner / (digest + ".part"), "being written");

    back_up_to(office.db(), folder / "a.backup", storage::Files{folder / "files"}, "un secret de trente-deux signes au moins\n");
    fs::create_directory(folder / "elsewhere");
    auto const restored = restore_into(folder / "elsewhere", folder / "a.backup");

    CHECK(restored.files == 1);
    CHECK(restored.has_secret);
    CHECK(content(folder / "elsewhere/secret") == "un secret de trente-deux signes au moins\n");
    CHECK((fs::status(folder / "elsewhere/secret").permissions() & fs::perms{077}) == fs::perms::none);
    CHECK(content(folder / "elsewhere/files" / owner / digest) == document);
}

TEST_CASE("what was acknowledged before a backup began is in it, while others go on writing") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        auto const add_event = [&](std::string const& object) {
            office.db().write([&](storage::Writer& db) {
                db.wait_for("organisations", storage::Value{office.deux_rives});
                audit::Trail{db, office.deux_rives.text(), "someone", office.now, office.desk->chance}.add("write", object);
            });
        };
        std::atomic<int> acknowledged = 0;
        std::atomic<bool> is_over = false;
        std::vector<std::thread> writers;
        for (int i = 0; i < 2; ++i)
            writers.emplace_back([&] {
                while (!is_over) add_event("number"), ++acknowledged;
            });
        while (acknowledged < 20) std::this_thread::yield();

        auto const before = acknowledged.load();
        back_up_to(office.db(), folder / "a.backup");
        is_over = true;
        for (auto& writer : writers) writer.join();
        restore_into(folder.path(), folder / "a.backup");

        auto const restored = opened(folder.path());
        auto const kept = count(*restored, "audit_events");
        CHECK(kept >= before);
        CHECK(kept <= acknowledged);
        CHECK(count(*restored, "audit_payloads") == kept);
        CHECK(restored->found(archive::broken_chains).empty()); // one snapshot: no head without its event
    });
}

TEST_CASE("what a killed backup left behind goes with the next one, and the former backup stays until then") {
    Office office;
    Folder folder;
    write(folder / "a.backup", "the one before");
    write(folder / "a.backup.part", "half");
    write(folder / "a.backup.part.x7Yz01", "half as well");
    write(folder / "a.backup.party.jpeg", "not ours");

    office.db().read([&](storage::Reader& reader) {
        auto const package = archive::back_up(reader, {}, {}, folder / "a.backup", Instant{});
        CHECK(content(folder / "a.backup") == "the one before");
        package->publish();
    });

    CHECK(entries(folder / "a.backup").contains("users.json"));
    CHECK_FALSE(fs::exists(folder / "a.backup.part"));
    CHECK_FALSE(fs::exists(folder / "a.backup.part.x7Yz01"));
    CHECK(fs::exists(folder / "a.backup.party.jpeg"));
}

TEST_CASE("a table of many pages is saved whole") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        auto const before = count(office.db(), "audit_events");
        office.db().write([&](storage::Writer& db) {
            audit::Trail trail{db, office.deux_rives.text(), "someone", office.now, office.desk->chance};
            for (int i = 0; i < 1000; ++i) trail.add("write", "number " + std::to_string(i));
        });

        back_up_to(office.db(), folder / "a.backup");
        restore_into(folder.path(), folder / "a.backup");

        CHECK(count(*opened(folder.path()), "audit_events") == before + 1000);
        CHECK(opened(folder.path())->found(archive::broken_chains).empty());
    });
}

TEST_CASE("where a database already is, a backup is refused and the old data are untouched") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        back_up_to(office.db(), folder / "a.backup");
        rate(office, 1, "Plus récent que la sauvegarde.");

        write(folder / "esspratiques.db", "not even a database");
        auto const in_folder = why_refused([&] { restore_into(folder.path(), folder / "a.backup"); });
        auto const in_database = why_refused([&] {
            archive::restore({folder / "a.backup", archive::Content::backup}, {{}, office.database_.address()});
        });

        CHECK(contains(in_folder, "Ce dossier contient déjà une base"));
        CHECK(content(folder / "esspratiques.db") == "not even a database");
        CHECK(contains(in_database, "contient déjà des données"));
        CHECK(office.ratings().size() == 1);
    });
}

TEST_CASE("a backup that is damaged, newer or no backup is refused before anything is touched") {
    Office office;
    Folder folder;
    rate(office, 3, "Une pratique.");
    back_up_to(office.db(), folder / "a.backup");
    export_to(office.db(), office, office.deux_rives, folder / "a.zip");
    fs::create_directory(folder / "elsewhere");
    auto const reason_of = [&](std::string const& file) {
        auto reason = why_refused([&] { restore_into(folder / "elsewhere", folder / file); });
        CHECK(fs::is_empty(folder / "elsewhere"));
        return reason;
    };

    auto bytes = content(folder / "a.backup");
    auto flipped = bytes;
    // The first byte of what an entry holds, in what tells how it is packed: some of its head, as the hour, nobody reads.
    auto const entry = bytes.find("PK\x03\x04", bytes.size() / 2);
    auto const length = [&](std::size_t at) {
        return static_cast<unsigned char>(bytes[at]) + 256u * static_cast<unsigned char>(bytes[at + 1]);
    };
    auto& byte = flipped[entry + 30 + length(entry + 26) + length(entry + 28)];
    byte = static_cast<char>(byte ^ 2);
    write(folder / "flipped", flipped);
    write(folder / "cut", bytes.substr(0, bytes.size() - 100));
    write(folder / "empty", "");
    auto newer = entries(folder / "a.backup");
    auto& manifest = newer["manifest.json"];
    manifest.replace(manifest.find(",,"), 2, R"(,"made":"2031-01-01",)");
    manifest.replace(manifest.find(R"("schema":)"), 9, R"("schema":7)");
    make_archive(folder / "newer", newer);

    for (auto const* damaged : {"flipped", "cut", "empty"}) CHECK(contains(reason_of(damaged), "abîmée"));
    CHECK(contains(reason_of("newer"), "plus récente"));
    CHECK(contains(reason_of("a.zip"), "pas une sauvegarde"));
    CHECK(contains(reason_of("nowhere"), "n'existe pas"));
}

TEST_CASE("a backup whose trail was changed by hand is not restored") {
    for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        rate(office, 3, "Une pratique.");
        office.db().write([&](storage::Writer& db) {
            db.change("UPDATE audit_events SET verb = 'forged' WHERE organisation_id = $1 AND seq = 2", {office.deux_rives});
        });
        back_up_to(office.db(), folder / "a.backup");
        fs::create_directory(folder / "elsewhere");
        support::Database empty{engine};

        CHECK(contains(why_refused([&] { restore_into(folder / "elsewhere", folder / "a.backup"); }), "journal"));
        CHECK(contains(why_refused([&] {
            archive::restore({folder / "a.backup", archive::Content::backup}, {{}, empty.address()});
        }),
            "journal"));
        CHECK(fs::is_empty(folder / "elsewhere"));
        CHECK(count(*empty, "users") == 0);
    });
}

TEST_CASE("a backup of an earlier release is brought up to date as it is restored") {
    Folder folder;
    auto const all = embedded::migrations();
    auto const first = all.first(3); // they never change, and neither does what stands below
    support::Database earlier{Engine::sqlite, first};
    earlier->write([](storage::Writer& db) {
        db.change(R"(
            INSERT INTO organisations (id, number, name, sort_key, legal_form, sector, staff, region, created, last_activity)
            VALUES ('0199288d-b680-7743-bccc-7ee09f939339', 1, 'Les Deux Rives', '', '', '', '', '', 0, 0))");
        db.change("INSERT INTO cycles (organisation_id, id, label, opened) VALUES ($1, $2, '2025', 0)",
            {"0199288d-b680-7743-bccc-7ee09f939339", "01994d3f-0600-7615-90a7-142b17da40b7"});
    });
    auto const table = [](std::string_view name, std::vector<archive::Column> columns) {
        return archive::Table{.name = name,
            .whose = archive::Whose::structure,
            .leaves = {},
            .erased = {},
            .kept = "",
            .order = {"id"},
            .columns = std::move(columns)};
    };
    using enum archive::Type;
    auto const organisations =
        table("organisations", {{"id"}, {"number", whole}, {"name"}, {"sort_key"}, {"legal_form"}, {"sector"}, {"staff"},
                                   {"region"}, {"created", whole}, {"last_activity", whole}});
    auto const cycles = table("cycles", {{"organisation_id"}, {"id"}, {"label"}, {"opened", whole}, {"closed", whole}});
    earlier->read([&](storage::Reader& db) {
        archive::PackageWriter package{folder / "earlier",
            {.content = archive::Content::backup, .program = "0.0", .schema = 3, .made = "2026-01-01T00:00:00.000Z"}};
        package.add_rows(db, {organisations, organisations.columns});
        package.add_rows(db, {cycles, cycles.columns});
        package.write();
        package.publish();
    });

    restore_into(folder.path(), folder / "earlier");

    auto const restored = opened(folder.path());
    CHECK(count(*restored, "schema_migrations") >= 4);
    CHECK(count(*restored, "cycles") == 1);
    CHECK(count(*restored, "ratings") == 0);
}
