#pragma once

#include <filesystem>

struct sqlite3;
struct sqlite3_stmt;

// What this machine can do at most, whatever program asks.
namespace bench {

// A row at a time, each kept for good before the next, with nothing of ours between the program and SQLite.
class RawCommits {
public:
    explicit RawCommits(std::filesystem::path const& folder);
    ~RawCommits();
    RawCommits(RawCommits const&) = delete;

    void commit();

private:
    std::filesystem::path folder_;
    sqlite3* db_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

// Pages of 4 kB that are written over those of a file, each flushed to the disk: how many a second.
double flushes(std::filesystem::path const& folder, double seconds);

} // namespace bench
