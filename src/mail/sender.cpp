#include "mail/sender.h"

#include "mail/message.h"

#include <algorithm>
#include <utility>

namespace mail {

using namespace std::chrono_literals;

namespace {

constexpr auto longest_rest = std::chrono::milliseconds{30s};

} // namespace

// A lease outlives the longest try, so that no other node sends the same mail meanwhile.
Sender::Sender(storage::Database& database, Sending sending, Clock clock, Chance const& chance)
    : database_{database}, sending_{std::move(sending)}, clock_{std::move(clock)}, lease_{new_uuid(clock_(), chance),
                                                                                       sending_.server.time_out + 60s} {}

Sender::~Sender() {
    thread_.request_stop();
    woken_.notify_all();
}

void Sender::start() {
    thread_ = std::jthread{[this](std::stop_token const& stop) { run(stop); }};
}

void Sender::notify() {
    {
        std::lock_guard const lock{mutex_};
        is_posted_ = true;
    }
    woken_.notify_all();
}

bool Sender::send_next() {
    std::optional<Claimed> claimed;
    database_.write([&](storage::Writer& db) { claimed = claim(db, lease_, clock_()); });
    if (!claimed) return false;

    auto const outcome = deliver(sending_.server, sending_.from, claimed->mail.to, message(*claimed, sending_.from),
        [this] { return stop_.stop_requested(); });

    database_.write([&](storage::Writer& db) { settle(db, *claimed, lease_, outcome, clock_()); });
    return true;
}

void Sender::run(std::stop_token const& stop) {
    stop_ = stop;
    while (!stop.stop_requested()) wait(stop, try_next() ? sending_.pace : rest_until_next());
}

// The thread goes on where the database does not answer for a while: this is its outermost function.
bool Sender::try_next() {
    try {
        return send_next();
    } catch (std::exception const& failure) {
        if (sending_.log) sending_.log(failure.what());
        return false;
    }
}

std::chrono::milliseconds Sender::rest_until_next() const {
    try {
        auto const due = database_.found([](storage::Reader const& db) { return next_due(db); });
        if (!due) return longest_rest;
        return std::clamp(std::chrono::milliseconds{*due - clock_()}, sending_.pace, longest_rest);
    } catch (std::exception const&) {
        return 1s; // try_next says why
    }
}

// A mail that was posted ends a rest, never the pause between two mails.
void Sender::wait(std::stop_token const& stop, std::chrono::milliseconds length) {
    std::unique_lock lock{mutex_};
    woken_.wait_for(lock, stop, sending_.pace, [] { return false; });
    woken_.wait_for(lock, stop, length - sending_.pace, [this] { return is_posted_; });
    is_posted_ = false;
}

} // namespace mail
