#include "app/errands.h"

namespace app {

Errands::Errands(Work work, std::chrono::milliseconds tick, std::function<void(std::string_view)> log_fault)
    : work_{std::move(work)}, tick_{tick}, log_fault_{std::move(log_fault)}, thread_{[this] { run(); }} {}

Errands::~Errands() {
    {
        std::lock_guard const lock{mutex_};
        is_ending_ = true;
    }
    rung_.notify_one();
    thread_.join();
}

void Errands::ring() {
    {
        std::lock_guard const lock{mutex_};
        is_rung_ = true;
    }
    rung_.notify_one();
}

void Errands::run() {
    auto tidied = std::chrono::steady_clock::time_point{};
    for (;;) {
        std::unique_lock lock{mutex_};
        rung_.wait_for(lock, tick_, [this] { return is_rung_ || is_ending_; });
        if (is_ending_) return;
        is_rung_ = false;
        lock.unlock();

        attempt(work_.run);
        auto const now = std::chrono::steady_clock::now();
        if (now - tidied < std::chrono::hours{1}) continue;
        tidied = now;
        attempt(work_.tidy);
    }
}

// A fault of today must not keep tomorrow's work from being done.
void Errands::attempt(std::function<void()> const& work) {
    try {
        work();
    } catch (std::exception const& fault) { log_fault_(fault.what()); }
}

} // namespace app
