#include "app/tidying.h"

#include "accounts/trash.h"
#include "actions/plan_imports.h"
#include "api/repeated.h"
#include "app/documents.h"
#include "entrance/queries.h"
#include "mail/outbox.h"
#include "workshop/queries.h"

#include <optional>

namespace app {
namespace {

struct Last {
    Instant done;
    std::optional<Instant> doubted;
};

std::optional<Last> last_tidying(storage::Reader const& db) {
    return db.row("SELECT done, doubted FROM tidyings WHERE id = 'ended'", {}, [](storage::Row& row) {
        auto const done = row.next<Instant>();
        return Last{done, row.maybe<Instant>()};
    });
}

void save(storage::Writer& db, Last const& last) {
    db.change(R"(
        INSERT INTO tidyings (id, done, doubted) VALUES ('ended', $1, $2)
        ON CONFLICT (id) DO UPDATE SET done = excluded.done, doubted = excluded.doubted)",
        {last.done, last.doubted});
}

// A second time is one a day or more after the first, and not so much later that the clock has leapt again.
bool is_confirmed(Instant doubted, Instant now) { return now - doubted >= second_look && now - doubted <= longest_gap; }

} // namespace

void forget_what_has_ended(storage::Writer& db, Instant now) {
    entrance::remove_what_has_ended(db, now);
    workshop::forget_old_votes(db, now);
    api::forget_old_answers(db, now);
    actions::forget_sent_files(db, now);
    mail::forget_old_mails(db, now);
    accounts::empty_old_trash(db, now);
    forget_uses_of_lost_actions(db);
}

bool is_in_doubt(storage::Reader const& db) {
    auto const last = last_tidying(db);
    return last && last->doubted;
}

std::string tidy(storage::Writer& db, Instant now) {
    auto const last = last_tidying(db);
    auto const is_far = last && now - last->done > longest_gap;
    if (!is_far || (last->doubted && is_confirmed(*last->doubted, now))) {
        forget_what_has_ended(db, now);
        save(db, {now, std::nullopt});
        return {};
    }
    auto const is_same_leap = last->doubted && now >= *last->doubted && now - *last->doubted < second_look;
    if (is_same_leap) return {};
    save(db, {last->done, now});
    auto const days = std::chrono::duration_cast<std::chrono::days>(now - last->done).count();
    return "the clock is " + std::to_string(days) +
           " days after the last tidying: nothing is thrown away before a day has passed";
}

} // namespace app
