#pragma once

#include "accounts/desk.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace app {

// The thread that answers sign-ups and forgotten passwords as soon as they are durable, and now and then tidies up.
class Errands {
public:
    struct Work {
        std::function<void()> run;  // what waits; called when rung, and at each tick
        std::function<void()> tidy; // once an hour
    };

    Errands(Work, std::chrono::milliseconds tick, std::function<void(std::string_view)> log_fault);
    ~Errands();
    Errands(Errands const&) = delete;

    // Safe from any thread; returns at once.
    void ring();

private:
    void run();
    void attempt(std::function<void()> const&);

    Work work_;
    std::chrono::milliseconds tick_;
    std::function<void(std::string_view)> log_fault_;
    std::mutex mutex_;
    std::condition_variable rung_;
    bool is_rung_ = false;
    bool is_ending_ = false;
    std::thread thread_; // last: it uses the others
};

} // namespace app
