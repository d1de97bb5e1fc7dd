#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace web {

// Threads that do what may wait: so many at once, so many in the queue, no more.
class Workers {
public:
    Workers(int threads, std::size_t queue);
    ~Workers(); // waits for what has been begun; what nobody has begun is dropped

    // False where the queue is full.
    bool offer(std::function<void()> job);

    // For a part of what has been begun already, which no queue may refuse.
    void add(std::function<void()> job);

    // True once nothing is worked on or waits; false where that takes until the deadline.
    bool rest(std::chrono::steady_clock::time_point deadline);

private:
    void work();

    std::size_t const most_waiting_;
    std::mutex mutex_;
    std::condition_variable is_wanted_, is_done_;
    std::deque<std::function<void()>> waiting_;
    std::size_t working_ = 0;
    bool is_closing_ = false;
    std::vector<std::thread> threads_;
};

} // namespace web
