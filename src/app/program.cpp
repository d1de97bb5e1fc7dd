#include "app/program.h"

#include "actions/calendar_routes.h"
#include "actions/plan_import_routes.h"
#include "actions/routes.h"
#include "api/routes.h"
#include "app/slots.h"
#include "diagnostic/routes.h"
#include "entrance/routes.h"
#include "evidence/routes.h"
#include "home/routes.h"
#include "html/catalogue.h"
#include "practices/routes.h"
#include "referentiel/imported.h"
#include "reports/routes.h"
#include "settings/routes.h"
#include "site/routes.h"
#include "workshop/routes.h"

namespace app {
namespace {

// Where the documents are: beside a file of SQLite, or in the database that several nodes share.
storage::Files files_beside(std::string const& database) {
    if (storage::is_postgresql(database)) return storage::Files{};
    return storage::Files{std::filesystem::path{database}.parent_path() / "files"};
}

} // namespace

accounts::Router routes() {
    accounts::Router router;
    site::add_routes(router);
    entrance::add_routes(router);
    settings::add_routes(router);
    home::add_routes(router);
    evidence::add_routes(router);
    diagnostic::add_routes(router);
    practices::add_routes(router);
    workshop::add_routes(router);
    actions::add_routes(router);
    actions::add_calendar_routes(router);
    actions::add_plan_import_routes(router);
    reports::add_routes(router);
    api::add_routes(router);
    return router;
}

Furniture furnish(std::string const& database, accounts::Settings settings, int readers) {
    Furniture made;
    made.db = storage::open({.address = database, .readers = readers});
    made.library.reset(new referentiel::Library(referentiel::embedded_library())); // it cannot be moved
    made.db->read([&](storage::Reader& db) { referentiel::learn(db, *made.library); });
    made.passwords = std::make_unique<accounts::Passwords>();
    made.desk = std::unique_ptr<accounts::Desk>{new accounts::Desk{.settings = std::move(settings),
        .db = *made.db,
        .library = *made.library,
        .passwords = *made.passwords,
        .chance = system_chance(),
        .clock = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); },
        .zone = Zone{},
        .french = html::french(),
        .english = html::english(),
        .files = files_beside(database),
        .slots = lent()}};
    return made;
}

} // namespace app
