#pragma once

#include "storage/storage.h"

#include <condition_variable>
#include <mutex>

namespace storage {

// Connections that wait to be used; opened when first needed, and no more than were asked for.
class Pool {
public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    Pool(int most, Open, std::chrono::milliseconds longest_wait = std::chrono::seconds{2});

    // Runs work with a connection of its own; throws Busy where none comes free in time.
    void use(std::function<void(Connection&)> const& work);

private:
    std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection>) noexcept;

    Open open_;
    std::chrono::milliseconds longest_wait_;
    std::mutex lock_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> waiting_; // the last to come back goes first: its memory is warm
    int not_opened_;
};

} // namespace storage
