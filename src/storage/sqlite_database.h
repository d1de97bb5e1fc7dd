#pragma once

#include "storage/database.h"
#include "storage/pool.h"
#include "storage/sqlite.h"

#include <atomic>
#include <deque>
#include <filesystem>
#include <thread>

namespace storage {

// One thread writes, on one connection. What waits is done in one transaction, each unit in a savepoint of its own, so that
// many share the price of one flush to the disk; done is called once it is paid.
class SqliteDatabase : public Database {
public:
    SqliteDatabase(std::filesystem::path const&, int readers);

    // Keeps what still waits.
    ~SqliteDatabase() override;

    void read(std::function<void(Reader&)> const& page) override;
    void write(Unit, Done) override;
    bool answers() noexcept override;
    Engine engine() const override { return Engine::sqlite; }

private:
    struct Task {
        Unit unit;
        Done done;
        std::exception_ptr failure = {};
    };
    using Batch = std::vector<Task>;
    struct Reason;

    void work();
    bool wait_for_work();
    std::optional<Task> next_task();

    Batch commit_batch();
    void run_units(Transaction&, Batch&);
    void run_first(Transaction&, Task&);
    void run_another(Writer&, Task&);
    void require_transaction(Task const&) const;
    void fail(Batch&, Reason const&);

    void recover();
    void care_when_idle() noexcept;
    void carry_log_when_long() noexcept;

    std::filesystem::path file_;
    std::unique_ptr<Sqlite> writer_; // nothing after a failure, until recovered
    Pool readers_;                   // closed before the writer, which empties the log when it closes as the last
    int carried_at_ = 0;             // how long the log was when it was last carried over
    std::atomic<bool> is_broken_ = false;

    std::mutex lock_;
    std::condition_variable came_;
    std::deque<Task> waiting_;
    bool is_stopping_ = false;
    std::thread thread_;
};

} // namespace storage
