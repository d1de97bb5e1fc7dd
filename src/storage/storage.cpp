#include "storage/storage.h"

namespace storage {

void Writer::wait_for(std::string_view table, Value const& id) {
    if (engine() == Engine::sqlite) return;
    connection_.run("SELECT 1 FROM " + std::string{table} + " WHERE id = $1 FOR UPDATE", {id});
}

std::string Writer::open_savepoint() {
    auto savepoint = "unit_" + std::to_string(open_units_ + 1);
    change("SAVEPOINT " + savepoint);
    ++open_units_;
    return savepoint;
}

void Writer::keep(std::string const& savepoint) {
    --open_units_;
    change("RELEASE SAVEPOINT " + savepoint);
}

// Where the part cannot be taken back, the whole is, so that no half is ever committed.
void Writer::take_back(std::string const& savepoint) noexcept {
    --open_units_;
    try {
        change("ROLLBACK TO SAVEPOINT " + savepoint);
        change("RELEASE SAVEPOINT " + savepoint);
    } catch (Failed const&) { connection_.roll_back(); }
}

} // namespace storage
