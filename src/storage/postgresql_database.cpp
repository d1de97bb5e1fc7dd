#include "storage/postgresql_database.h"

namespace storage {

PostgresqlDatabase::PostgresqlDatabase(std::string const& address, int connections)
    : connections_{connections, [address] { return open_postgresql(address); }} {}

void PostgresqlDatabase::read(std::function<void(Reader&)> const& page) {
    connections_.use([&](Connection& connection) {
        Reader db{connection};
        page(db);
    });
}

void PostgresqlDatabase::write(Unit unit, Done done) {
    std::exception_ptr failure;
    try {
        connections_.use([&](Connection& connection) {
            Transaction db{connection};
            unit(db);
            db.commit();
        });
    } catch (...) { failure = std::current_exception(); }
    unit = {}; // what it holds is gone when done is called
    done(std::move(failure));
}

bool PostgresqlDatabase::answers() noexcept {
    try {
        found([](Reader const& db) { return db.row("SELECT 1", {}, [](Row& row) { return row.next<int>(); }); });
        return true;
    } catch (...) { return false; }
}

} // namespace storage
