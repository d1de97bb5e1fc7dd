#include "storage/database.h"

#include "storage/migrations.h"
#include "storage/postgresql_database.h"
#include "storage/sqlite_database.h"

#include <fcntl.h>
#include <future>
#include <unistd.h>

namespace storage {
namespace {

// What it holds is for its owner alone; SQLite gives the files beside it the same rights.
void create_private(std::filesystem::path const& file) {
    auto const created = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (created >= 0) ::close(created);
}

std::unique_ptr<Database> open_file(Opening const& opening) {
    create_private(opening.address);
    migrate(*open_sqlite(opening.address, Access::read_write), opening.migrations);
    return std::make_unique<SqliteDatabase>(opening.address, opening.readers);
}

std::unique_ptr<Database> open_server(Opening const& opening) {
    constexpr std::chrono::hours patience_of_migrations{1};
    migrate(*open_postgresql(opening.address, patience_of_migrations), opening.migrations);
    return std::make_unique<PostgresqlDatabase>(opening.address, opening.readers);
}

} // namespace

void Database::write(Unit const& unit) {
    // Shared, for the writer may still be inside set_value when this goes on.
    auto const kept = std::make_shared<std::promise<void>>();
    write(unit, [kept](std::exception_ptr const& failure) {
        if (failure) kept->set_exception(failure);
        else kept->set_value();
    });
    kept->get_future().get();
}

bool is_postgresql(std::string_view address) {
    return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

std::unique_ptr<Database> open(Opening const& opening) {
    return is_postgresql(opening.address) ? open_server(opening) : open_file(opening);
}

} // namespace storage
