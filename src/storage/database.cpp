#include "storage/database.h"

#include "storage/migrations.h"
#include "storage/postgresql_database.h"
#include "storage/sqlite_database.h"

#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace storage {
namespace {

// What it holds is for its owner alone; SQLite gives the files beside it the same rights.
void create_private(std::filesystem::path const& file) {
    auto const created = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (created >= 0) ::close(created);
}

// What one thread is told by another, which then holds nothing of it any more.
class Outcome {
public:
    void tell(std::exception_ptr failure) {
        std::lock_guard const guard{lock_};
        failure_ = std::move(failure);
        is_told_ = true;
        told_.notify_one(); // under the lock, for who waits destroys it all
    }

    std::exception_ptr wait() {
        std::unique_lock guard{lock_};
        told_.wait(guard, [this] { return is_told_; });
        return std::move(failure_);
    }

private:
    std::mutex lock_;
    std::condition_variable told_;
    std::exception_ptr failure_;
    bool is_told_ = false;
};

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
    Outcome outcome;
    write(unit, [&](std::exception_ptr failure) { outcome.tell(std::move(failure)); });
    if (auto const failure = outcome.wait()) std::rethrow_exception(failure);
}

bool is_postgresql(std::string_view address) {
    return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

std::unique_ptr<Database> open(Opening const& opening) {
    return is_postgresql(opening.address) ? open_server(opening) : open_file(opening);
}

} // namespace storage
