// bench-storage ADDRESS [SECONDS]: what a save and a page cost on this machine, on a database that it fills and leaves.
#include "storage/database.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;
using storage::Connection, storage::Database, storage::Reader, storage::Row, storage::Transaction, storage::Values,
    storage::Writer;

constexpr embedded::File ratings[] = {{"0001_ratings.sql", R"(
    CREATE TABLE ratings (
        organisation_id TEXT, diagnostic_id TEXT, criterion TEXT, level TEXT, comment TEXT, revision BIGINT,
        PRIMARY KEY (organisation_id, diagnostic_id, criterion)))"}};

constexpr auto organisation = "018f0000-0000-7000-8000-000000000001";
std::atomic<std::int64_t> next_number = Clock::now().time_since_epoch().count();

void save(Connection& connection, std::string const& criterion, std::int64_t number) {
    connection.run(R"(
        INSERT INTO ratings (organisation_id, diagnostic_id, criterion, level, comment, revision)
        VALUES ($1, $2, $3, '2', $4, $5)
        ON CONFLICT (organisation_id, diagnostic_id, criterion) DO UPDATE SET comment = $4, revision = $5)",
        {organisation, organisation, criterion, "Une phrase, comme un membre en écrit une à côté de sa note.", number});
}

void save(Writer& db, std::string const& criterion, std::int64_t number) {
    db.change(R"(
        INSERT INTO ratings (organisation_id, diagnostic_id, criterion, level, comment, revision)
        VALUES ($1, $2, $3, '2', $4, $5)
        ON CONFLICT (organisation_id, diagnostic_id, criterion) DO UPDATE SET comment = $4, revision = $5)",
        {organisation, organisation, criterion, "Une phrase, comme un membre en écrit une à côté de sa note.", number});
}

std::string criterion(std::int64_t number) { return std::to_string(number % 20'000); }

template <typename Work>
double rate(int threads, double seconds, Work const& work) {
    std::atomic<std::int64_t> done = 0;
    auto const begin = Clock::now();
    auto const end = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>{seconds});
    std::vector<std::thread> running;
    for (int number = 0; number < threads; ++number)
        running.emplace_back([&] {
            for (; Clock::now() < end; ++done) work();
        });
    for (auto& thread : running) thread.join();
    return static_cast<double>(done) / std::chrono::duration<double>{Clock::now() - begin}.count();
}

// The page of a chapter: five queries, of which one has 35 rows of six columns.
std::size_t page(Reader const& db) {
    std::size_t size = 0;
    for (int query = 0; query < 4; ++query)
        (void)db.row("SELECT comment FROM ratings WHERE organisation_id = $1 AND diagnostic_id = $1 AND criterion = $2",
            {organisation, criterion(query)}, [&](Row& row) { return size += row.next<std::string>().size(); });
    (void)db.rows(R"(
        SELECT organisation_id, diagnostic_id, criterion, level, comment, revision
        FROM ratings
        WHERE organisation_id = $1 AND diagnostic_id = $1 LIMIT 35)",
        {organisation}, [&](Row& row) {
            for (int column = 0; column < 5; ++column) size += row.next<std::string>().size();
            return row.next<std::int64_t>();
        });
    return size;
}

double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 2) return std::fputs("bench-storage ADDRESS [SECONDS]\n", stderr), 2;
    std::string const address = arguments[1];
    auto const seconds = count > 2 ? std::atof(arguments[2]) : 3.0;
    auto const database = storage::open({address, 4, ratings});
    auto const database_save = [&] {
        auto const number = ++next_number;
        database->write([&](Writer& db) { save(db, criterion(number), number); });
    };

    double raw = 0;
    {
        auto const connection = storage::is_postgresql(address) ? storage::open_postgresql(address)
                                                                : storage::open_sqlite(address, storage::Access::read_write);
        raw = rate(1, seconds, [&] {
            auto const number = ++next_number;
            save(*connection, criterion(number), number);
        });
    }
    std::printf("a row, alone          %9.0f a second\n", raw);
    for (auto const threads : {1, 2, 8, 64}) {
        auto const saves = rate(threads, seconds, database_save);
        std::printf("saves, %2d at once     %9.0f a second, %.2f of it\n", threads, saves, saves / raw);
    }

    std::size_t pages = 0;
    auto const begin = processor_seconds();
    auto const reads = rate(1, seconds, [&] {
        (void)database->found(page);
        ++pages;
    });
    std::printf("pages, 1 at once      %9.0f a second, %.0f µs of processor each\n", reads,
        1e6 * (processor_seconds() - begin) / static_cast<double>(pages));
}
