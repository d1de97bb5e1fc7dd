#include "limits.h"

#include <sqlite3.h>

#include <chrono>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace bench {
namespace {

void require(bool is_so, char const* what) {
    if (!is_so) throw std::runtime_error{std::string{"this does not work: "} + what};
}

void run(sqlite3* db, char const* sql) { require(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql); }

} // namespace

RawCommits::RawCommits(std::filesystem::path const& folder) : folder_{folder / "raw"} {
    std::filesystem::create_directories(folder_);
    require(sqlite3_open((folder_ / "commits.db").c_str(), &db_) == SQLITE_OK, "sqlite3_open");
    run(db_, "PRAGMA journal_mode = WAL");
    run(db_, "PRAGMA synchronous = FULL");
    run(db_, "CREATE TABLE ratings (number INTEGER PRIMARY KEY, level TEXT, comment TEXT)");
    constexpr auto sql = "INSERT INTO ratings (level, comment) VALUES ('2', 'Une phrase, comme un membre en écrit une.')";
    require(sqlite3_prepare_v2(db_, sql, -1, &insert_, nullptr) == SQLITE_OK, sql);

    // Until its log has its full length and is written over: a file that grows is flushed more slowly.
    run(db_, "PRAGMA synchronous = OFF");
    for (int row = 0; row < 5'000; ++row) commit();
    run(db_, "PRAGMA synchronous = FULL");
}

RawCommits::~RawCommits() {
    sqlite3_finalize(insert_);
    sqlite3_close(db_);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void RawCommits::commit() {
    require(sqlite3_step(insert_) == SQLITE_DONE, "sqlite3_step");
    sqlite3_reset(insert_);
}

double flushes(std::filesystem::path const& folder, double seconds) {
    using Clock = std::chrono::steady_clock;
    std::string const page(4096, 'x');
    auto const path = folder / "flushes";
    auto const file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    require(file >= 0, "open");
    constexpr int pages = 1000;
    for (int number = 0; number < pages; ++number)
        require(write(file, page.data(), page.size()) == static_cast<ssize_t>(page.size()), "write");
    require(fsync(file) == 0, "fsync");
    auto const begin = Clock::now();
    auto const elapsed = [&] { return std::chrono::duration<double>{Clock::now() - begin}.count(); };
    int done = 0;
    for (; elapsed() < seconds; ++done) {
        auto const place = static_cast<off_t>(page.size()) * (done % pages);
        require(pwrite(file, page.data(), page.size(), place) == static_cast<ssize_t>(page.size()), "pwrite");
        require(fdatasync(file) == 0, "fdatasync");
    }
    auto const result = done / elapsed();
    close(file);
    std::filesystem::remove(path);
    return result;
}

} // namespace bench
