#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

// A few threads and a bounded queue for work that would hold up others: hashing of passwords, errands.
class Pool {
public:
    using Work = std::function<void()>;

    Pool(int threads, std::size_t queue);
    ~Pool();
    Pool(Pool const&) = delete;

    // False where too many wait already.
    bool submit(Work);

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> waiting_;
    std::size_t queue_;
    bool is_ending_ = false;
    std::vector<std::thread> threads_;
};
