#include "web/workers.h"

namespace web {

Workers::Workers(int threads, std::size_t queue) : most_waiting_{queue} {
    for (int count = 0; count < threads; ++count) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
    {
        std::lock_guard const lock{mutex_};
        is_closing_ = true;
    }
    is_wanted_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool Workers::offer(std::function<void()> job) {
    {
        std::lock_guard const lock{mutex_};
        auto const free = threads_.size() - working_;
        if (waiting_.size() >= most_waiting_ + free) return false;
        waiting_.push_back(std::move(job));
    }
    is_wanted_.notify_one();
    return true;
}

void Workers::add(std::function<void()> job) {
    {
        std::lock_guard const lock{mutex_};
        waiting_.push_back(std::move(job));
    }
    is_wanted_.notify_one();
}

bool Workers::rest(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock{mutex_};
    return is_done_.wait_until(lock, deadline, [this] { return working_ == 0 && waiting_.empty(); });
}

void Workers::work() {
    std::unique_lock lock{mutex_};
    for (;;) {
        is_wanted_.wait(lock, [this] { return is_closing_ || !waiting_.empty(); });
        if (is_closing_) return;
        auto job = std::move(waiting_.front());
        waiting_.pop_front();
        ++working_;
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
        --working_;
        if (working_ == 0 && waiting_.empty()) is_done_.notify_all();
    }
}

} // namespace web
