#include "accounts/attempts.h"

#include "web/response.h"

namespace accounts {

int seconds_to_wait(storage::Reader const& db, std::string_view bucket, Limit const& limit, Instant now) {
    auto const began = db.row("SELECT began FROM attempts WHERE bucket = $1 AND times >= $2 AND began > $3",
        {bucket, limit.times, now - limit.window}, [](storage::Row& row) { return row.next<Instant>(); });
    if (!began) return 0;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*began + limit.window - now).count());
}

bool count_attempt(storage::Writer& db, std::string_view bucket, Limit const& limit, Instant now) {
    auto const times = db.row(R"(
        INSERT INTO attempts (bucket, began, times)
        VALUES ($1, $2, 1)
        ON CONFLICT (bucket) DO UPDATE SET
            times = CASE WHEN attempts.began > $3 THEN attempts.times + 1 ELSE 1 END,
            began = CASE WHEN attempts.began > $3 THEN attempts.began ELSE excluded.began END
        RETURNING times)",
        {bucket, now, now - limit.window}, [](storage::Row& row) { return row.next<int>(); });
    return times.value() <= limit.times;
}

void forget_attempts(storage::Writer& db, std::string_view bucket) {
    db.change("DELETE FROM attempts WHERE bucket = $1", {bucket});
}

void require_patience(storage::Reader const& db, std::string_view bucket, Limit const& limit, Instant now) {
    if (auto const seconds = seconds_to_wait(db, bucket, limit, now)) throw web::Refused{429, seconds};
}

} // namespace accounts
