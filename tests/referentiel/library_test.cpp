#include "referentiel/library.h"

#include "files.h"
#include "referentiel/imported.h"
#include "support/office.h"

#include <doctest/doctest.h>

using namespace referentiel;
using files::changed;
using storage::Engine;
using support::for_each_engine, support::Office;

namespace {

std::string const draft = changed("\"1.0\"", "\"0.1\"");
std::string const other = changed("Nous comptons.", "Nous ne comptons pas.");

// What a program carries that published a version after a draft.
Library both() {
    embedded::File const all[] = {{"earlier/petit-0.1.yaml", draft}, {"petit.yaml", files::small}, {"schema.json", "{}"}};
    return library_of(all);
}

std::string import(storage::Database& db, std::string_view file, Standing standing = Standing::offered) {
    auto kept = Kept::refused;
    auto const version = files::version(file);
    db.write([&](storage::Writer& writer) { kept = keep(writer, version, {file, standing, "operator", Instant{}}); });
    return kept == Kept::added ? "added" : kept == Kept::known ? "known" : "refused";
}

std::string overview(Office& office) {
    auto solene = office.signed_in(office.solene);
    return solene.get(office.cycle_path("/diagnostic")).body;
}

} // namespace

TEST_CASE("a diagnostic on an earlier version that the program carries is shown and rated, and new ones begin with the latest") {
    auto const library = both();
    for_each_engine([&](Engine engine) {
        Office office{engine, library}; // its structures follow the first, 0.1
        auto solene = office.signed_in(office.solene);
        auto const chapter = office.cycle_path("/diagnostic/gouvernance");

        auto const page = solene.get(chapter);
        auto const saved = solene.post(chapter, {{"revision-pouvoir", "0"}, {"shown-pouvoir", page.field("shown-pouvoir")},
                                                    {"level-pouvoir", "2"}, {"reason-pouvoir", ""}, {"comment-pouvoir", ""}});

        CHECK(page.status == 200);
        CHECK(saved.status == 303);
        CHECK(office.ratings().size() == 1);
        CHECK(library.latest("petit")->number == "1.0");
        REQUIRE(library.offered().size() == 1);
        CHECK(library.versions().size() == 2);
    });
}

TEST_CASE("a draft that is offered asks the version that follows it for a lineage, one that is only held does not") {
    Library library;
    library.add(files::version(draft), Standing::held);
    CHECK(files::read(files::small, &library).version);

    library.add(files::version(draft));
    CHECK_FALSE(files::read(files::small, &library).version);
    CHECK(files::read(std::string{files::small} + "lineage: {from: \"0.1\"}\n", &library).version);
}

TEST_CASE("what is only held is found by the diagnostics that name it, and offered to nobody") {
    Library library;
    auto const version = files::version(files::small);
    library.add(files::version(files::small), Standing::held);

    CHECK(library.at(version.hash));
    CHECK(library.offered().empty());
    CHECK_FALSE(library.latest("petit"));

    library.add(files::version(files::small));

    CHECK(library.latest("petit")->hash == version.hash);
    CHECK(library.versions().size() == 1);
}

TEST_CASE("an imported version never changes, and its number serves once") {
    for_each_engine([](Engine engine) {
        support::Database const database{engine};

        CHECK(import(*database, files::small, Standing::held) == "added");
        CHECK(import(*database, files::small) == "known");
        CHECK(import(*database, other) == "refused");

        auto const hash = files::version(files::small).hash;
        CHECK(database->found([&](storage::Reader const& db) { return imported_bytes(db, hash); }) == files::small);
    });
}

TEST_CASE("a server that runs offers what another process imported, and opens the diagnostics that name it") {
    for_each_engine([](Engine engine) {
        Library library;
        library.add(files::version(draft));
        Office office{engine, library};
        auto visitor = office.visitor();
        CHECK_FALSE(visitor.get("/inscription").shows("Autre titre"));

        auto const file = changed(
            "title: {fr: Petit, en: Small}", "title: {fr: Autre titre, en: Other title}", changed("code: petit", "code: autre"));
        import(office.db(), file);
        office.db().write([&](storage::Writer& db) {
            db.change(
                "UPDATE diagnostics SET version = $2 WHERE organisation_id = $1", {office.deux_rives, files::version(file).hash});
        });

        CHECK(overview(office).find("Autre titre") != std::string::npos);
        CHECK(visitor.get("/inscription").shows("Autre titre"));
        CHECK(visitor.get("/methode").shows("Autre titre"));
    });
}

TEST_CASE("what the program carries is kept, so that a later program still reads what was answered") {
    for_each_engine([](Engine engine) {
        auto const library = files::library(files::small);
        Office office{engine, library};
        embedded::File const carried[] = {{"petit.yaml", files::small}, {"schema.json", "{}"}};
        keep_carried(office.db(), library, carried, office.now);
        keep_carried(office.db(), library, carried, office.now); // at each start

        auto const next = files::library(other); // the same number, another content
        office.db().read([&](storage::Reader& db) {
            auto const* version = held(db, next, library.latest("petit")->hash);
            REQUIRE(version);
            CHECK(!next.is_offered(version->hash));
            CHECK(next.latest("petit")->hash == files::version(other).hash);
        });
        embedded::File const later[] = {{"petit.yaml", other}};
        keep_carried(office.db(), next, later, office.now);
        CHECK(office.db()
                  .found([](storage::Reader const& db) {
                      return db.rows("SELECT sha256 FROM imported_referentiels", {},
                          [](storage::Row& row) { return row.next<std::string>(); });
                  })
                  .size() == 1);
    });
}
