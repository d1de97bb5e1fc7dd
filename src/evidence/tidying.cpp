#include "evidence/tidying.h"

#include "evidence/space.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace evidence {

void tidy(accounts::Desk const& desk) {
    desk.files.remove_old_drafts();

    auto const is_needed = [](std::vector<Needed> const& needed, storage::Files::Stored const& file) {
        return std::binary_search(needed.begin(), needed.end(), Needed{file.organisation, file.sha256});
    };
    auto const unneeded = [&](storage::Reader const& db, std::vector<storage::Files::Stored> files) {
        auto const needed = needed_files(db);
        std::erase_if(files, [&](auto const& file) { return is_needed(needed, file); });
        return files;
    };
    auto const waiting = desk.db.found([&](storage::Reader const& db) { return unneeded(db, desk.files.stored(db)); });
    if (waiting.empty()) return;
    auto const held = desk.files.hold_to_remove();
    if (!held) return; // a backup reads them: they wait for the next time
    // What was committed does not need them, nor what is about to be: on PostgreSQL, their structures wait for each other.
    desk.db.write([&](storage::Writer& db) {
        std::string_view locked;
        for (auto const& file : waiting)
            if (std::exchange(locked, file.organisation) != file.organisation) db.wait_for("organisations", file.organisation);
        for (auto const& file : unneeded(db, waiting)) desk.files.remove(db, file);
    });
}

} // namespace evidence
