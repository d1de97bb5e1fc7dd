#include "archives.h"
#include "diagnostic/moves.h"
#include "support/database.h"

#include <doctest/doctest.h>

using namespace archives;
using storage::Engine;

TEST_CASE("an archive holds what is to confirm, where it comes from, and the diagnostic that was put aside") {
    support::for_each_engine([](Engine engine) {
        Office office{engine};
        Folder folder;
        rate(office, 3, "Une charte.");
        auto const made = new_id<diagnostic::Diagnostic>(office.now, office.chance);
        office.db().write([&](storage::Writer& db) {
            auto const former = diagnostic::find(db, office.library, office.deux_rives, {}).value();
            audit::Trail trail{db, office.deux_rives.text(), office.solene.id.text(), office.now, office.desk->chance};
            diagnostic::move(db, trail, *office.desk, former, former.version(), made, {office.solene, office.now});
        });
        export_to(office.db(), office, office.deux_rives, folder / "a.zip");

        support::Database elsewhere{engine};
        import_from(*elsewhere, office, folder / "a.zip");

        export_to(*elsewhere, office, office.deux_rives, folder / "b.zip");
        CHECK(entries(folder / "a.zip") == entries(folder / "b.zip"));
        elsewhere->read([&](storage::Reader const& db) {
            auto const now = diagnostic::find(db, office.library, office.deux_rives, {}).value();
            CHECK(now.id() == made);
            CHECK(diagnostic::ratings(db, now).empty());
            auto const suggested = diagnostic::suggestions(db, office.library, now);
            REQUIRE(suggested.size() == 3);
            for (auto const& one : suggested) CHECK(one.rating.comment == "Une charte.");
            auto const move = diagnostic::find_move(db, office.library, now);
            REQUIRE(move);
            CHECK(diagnostic::ratings(db, move->former).size() == 3);
            CHECK(!move->former.is_open());
        });
    });
}
