#include "storage/sqlite_database.h"

#include <future>

namespace storage {
namespace {

constexpr std::size_t most_in_a_batch = 64;

// In pages of 4 kB. Carrying the log over takes milliseconds, so it is rather done while nobody waits.
constexpr int long_log_when_idle = 1000;
constexpr int long_log = 4000;

constexpr std::chrono::seconds between_cares{1};
constexpr std::chrono::seconds patience_of_health{2};

} // namespace

// Why a batch was not kept.
struct SqliteDatabase::Reason {
    enum class Kind { busy, full, other } kind;
    std::string message;

    // Busy and Full are told as they are; whatever else stopped a batch is told as not kept.
    static Reason of_what_is_caught() {
        try {
            throw;
        } catch (Busy const& problem) { return {Kind::busy, problem.what()}; } catch (Full const& problem) {
            return {Kind::full, problem.what()};
        } catch (std::exception const& problem) { return {Kind::other, problem.what()}; } catch (...) {
            return {Kind::other, "a unit ended its transaction"};
        }
    }

    // Another one for each who is told, so that threads share none.
    std::exception_ptr exception() const {
        switch (kind) {
            case Kind::busy: return std::make_exception_ptr(Busy{message});
            case Kind::full: return std::make_exception_ptr(Full{message});
            default: return std::make_exception_ptr(NotKept{message});
        }
    }
};

namespace {

std::unique_ptr<Sqlite> open_writer(std::filesystem::path const& file) {
    auto writer = std::make_unique<Sqlite>(file, Access::read_write);
    writer->take_care_of_log();
    return writer;
}

} // namespace

SqliteDatabase::SqliteDatabase(std::filesystem::path const& file, int readers)
    : file_{file}, writer_{open_writer(file)}, readers_{readers, [file] { return open_sqlite(file, Access::read_only); }},
      thread_{[this] { work(); }} {}

SqliteDatabase::~SqliteDatabase() {
    {
        std::lock_guard const guard{lock_};
        is_stopping_ = true;
    }
    came_.notify_one();
    thread_.join();
}

void SqliteDatabase::read(std::function<void(Reader&)> const& page) {
    readers_.use([&](Connection& connection) {
        Reader db{connection};
        page(db);
    });
}

void SqliteDatabase::write(Unit unit, Done done) {
    {
        std::lock_guard const guard{lock_};
        waiting_.push_back({std::move(unit), std::move(done)});
    }
    came_.notify_one();
}

bool SqliteDatabase::answers() noexcept {
    try {
        if (is_broken_ || !std::filesystem::exists(file_)) return false;
        found([](Reader const& db) {
            return db.row("SELECT COUNT(*) FROM sqlite_master", {}, [](Row& row) { return row.next<std::int64_t>(); });
        });
        // Shared, for the writer may come to it after this has given up.
        auto const kept = std::make_shared<std::promise<bool>>();
        auto is_kept = kept->get_future();
        write([](Writer&) {}, [kept](std::exception_ptr const& failure) { kept->set_value(!failure); });
        return is_kept.wait_for(patience_of_health) == std::future_status::ready && is_kept.get();
    } catch (...) { return false; }
}

void SqliteDatabase::work() {
    while (wait_for_work()) {
        auto batch = commit_batch();
        for (auto& task : batch) {
            task.unit = {}; // what it holds is gone when done is called
            task.done(std::move(task.failure));
        }
        batch.clear();
        carry_log_when_long();
    }
}

// False when all is done and it is time to stop. Nobody waiting is the time for what would slow those who wait.
bool SqliteDatabase::wait_for_work() {
    std::unique_lock guard{lock_};
    auto const has_work = [this] { return !waiting_.empty() || is_stopping_; };
    auto const needs_care = [this] { return !writer_ || writer_->log_pages() > long_log; };
    while (needs_care() && !came_.wait_for(guard, between_cares, has_work)) {
        guard.unlock();
        care_when_idle();
        guard.lock();
    }
    came_.wait(guard, has_work);
    return !waiting_.empty();
}

std::optional<SqliteDatabase::Task> SqliteDatabase::next_task() {
    std::lock_guard const guard{lock_};
    if (waiting_.empty()) return std::nullopt;
    auto task = std::move(waiting_.front());
    waiting_.pop_front();
    return task;
}

SqliteDatabase::Batch SqliteDatabase::commit_batch() {
    Batch batch;
    batch.reserve(most_in_a_batch);
    try {
        if (!writer_) recover();
        Transaction db{*writer_};
        run_units(db, batch);
        db.commit();
    } catch (...) { fail(batch, Reason::of_what_is_caught()); }
    return batch;
}

void SqliteDatabase::run_units(Transaction& db, Batch& batch) {
    while (batch.size() < most_in_a_batch) {
        auto task = next_task();
        if (!task) return;
        auto const is_first = batch.empty();
        auto& kept = batch.emplace_back(*std::move(task));
        if (is_first) run_first(db, kept);
        else run_another(db, kept);
    }
}

// The first of a batch needs no savepoint: until others have come, what it did is all there is to take back.
void SqliteDatabase::run_first(Transaction& db, Task& task) {
    try {
        task.unit(db);
    } catch (...) { task.failure = std::current_exception(); }
    require_transaction(task);
    if (task.failure) db.start_over();
}

void SqliteDatabase::run_another(Writer& db, Task& task) {
    try {
        db.unit([&] { task.unit(db); });
    } catch (...) { task.failure = std::current_exception(); }
    require_transaction(task);
}

void SqliteDatabase::require_transaction(Task const& task) const {
    if (writer_->is_in_transaction()) return;
    if (task.failure) std::rethrow_exception(task.failure);
    throw NotKept{"a unit ended its transaction"};
}

// Nothing of the batch is kept and none is tried again. Where nothing could even begin, all who wait are told.
void SqliteDatabase::fail(Batch& batch, Reason const& reason) {
    if (batch.empty())
        while (auto task = next_task()) batch.push_back(*std::move(task));
    for (auto& task : batch) task.failure = reason.exception();
    if (reason.kind == Reason::Kind::busy) return;
    is_broken_ = true;
    writer_.reset();
}

// A commit of its own first: it finds out whether the disk takes anything, and overwrites in the log what a failed commit may
// have left there, which would otherwise come back after a crash.
void SqliteDatabase::recover() {
    auto writer = open_writer(file_);
    Transaction db{*writer};
    db.change("PRAGMA user_version = 0");
    db.commit();
    writer_ = std::move(writer);
    carried_at_ = 0;
    is_broken_ = false;
}

void SqliteDatabase::care_when_idle() noexcept {
    try {
        if (!writer_) recover();
    } catch (Failed const&) { // tried again later
        return;
    }
    if (writer_->log_pages() > long_log && writer_->carry_log(Sqlite::Checkpoint::truncate)) carried_at_ = 0;
}

void SqliteDatabase::carry_log_when_long() noexcept {
    if (!writer_) return;
    auto const pages = writer_->log_pages();
    if (pages < carried_at_) carried_at_ = 0; // the log was begun anew
    bool const is_idle = [this] {
        std::lock_guard const guard{lock_};
        return waiting_.empty();
    }();
    if (pages - carried_at_ < (is_idle ? long_log_when_idle : long_log)) return;
    writer_->carry_log(Sqlite::Checkpoint::passive);
    carried_at_ = pages;
}

} // namespace storage
