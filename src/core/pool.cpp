#include "core/pool.h"

#include <utility>

Pool::Pool(int threads, std::size_t queue) : queue_{queue} {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Pool::~Pool() {
    {
        std::lock_guard const lock{mutex_};
        is_ending_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool Pool::submit(Work work) {
    {
        std::lock_guard const lock{mutex_};
        if (is_ending_ || waiting_.size() >= queue_) return false;
        waiting_.push_back(std::move(work));
    }
    changed_.notify_one();
    return true;
}

void Pool::run() {
    for (;;) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        auto const work = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        work();
    }
}
