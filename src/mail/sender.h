#pragma once

#include "mail/outbox.h"
#include "mail/smtp.h"
#include "storage/database.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace mail {

struct Sending {
    Server server;
    Recipient from;
    std::chrono::milliseconds pace{500};            // between two mails
    std::function<void(std::string_view)> log = {}; // told what went wrong with the outbox itself; never a mail's content
};

// Sends what waits in the outbox, oldest first, in a thread of its own. Several nodes may each have one.
class Sender {
public:
    using Clock = std::function<Instant()>;

    Sender(storage::Database&, Sending, Clock, Chance const&);

    // Lets the mail that is under way end; what waits stays in the outbox.
    ~Sender();

    void start();

    // To be called once a mail has been committed: it leaves at once.
    void notify();

    // Sends the next mail that is due, in this thread; false where none is.
    bool send_next();

private:
    void run(std::stop_token const&);
    bool try_next();
    std::chrono::milliseconds rest_until_next() const;
    void wait(std::stop_token const&, std::chrono::milliseconds);

    storage::Database& database_;
    Sending sending_;
    Clock clock_;
    Lease lease_;

    std::mutex mutex_;
    std::condition_variable_any woken_;
    bool is_posted_ = false;
    std::stop_token stop_;
    std::jthread thread_; // last: it uses the others
};

} // namespace mail
