#include "storage/pool.h"

namespace storage {

Pool::Pool(int most, Open open, std::chrono::milliseconds longest_wait)
    : open_{std::move(open)}, longest_wait_{longest_wait}, not_opened_{most} {
    waiting_.reserve(static_cast<std::size_t>(most));
}

void Pool::use(std::function<void(Connection&)> const& work) {
    struct Lease {
        Pool& pool;
        std::unique_ptr<Connection> connection = pool.take();
        ~Lease() { pool.give_back(std::move(connection)); }
    } const lease{*this};
    work(*lease.connection);
}

std::unique_ptr<Connection> Pool::take() {
    std::unique_lock guard{lock_};
    if (!returned_.wait_for(guard, longest_wait_, [this] { return !waiting_.empty() || not_opened_ > 0; }))
        throw Busy{"every connection to the database is in use"};
    if (!waiting_.empty()) {
        auto connection = std::move(waiting_.back());
        waiting_.pop_back();
        return connection;
    }
    --not_opened_;
    guard.unlock();
    try {
        return open_();
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
    {
        std::lock_guard const guard{lock_};
        if (connection) waiting_.push_back(std::move(connection));
        else ++not_opened_;
    }
    returned_.notify_one();
}

} // namespace storage
