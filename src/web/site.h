#pragma once

#include "web/outgoing.h"
#include "web/places.h"
#include "web/proxies.h"
#include "web/server.h"
#include "web/wire.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>

namespace web {

// What all threads share; none of it changes but through its own locks.
struct Site {
    Site(ServerSettings settings, Handler handler, StatusPage status_page)
        : settings{std::move(settings)}, handler{std::move(handler)},
          status_page{std::move(status_page)}, proxies{this->settings.trusted_proxies}, writing{this->settings.is_https} {}

    // As many connections as the system lets us hold.
    void allow_many_files();

    // What came without its body, from whom those say that are trusted to.
    Request request_of(Head&&, std::string const& peer);

    std::string new_reference();

    // What a visitor is told who gets no page of ours.
    Outgoing status_answer(int status, Asked const&, int retry_after = 0);

    ServerSettings const settings;
    Handler const handler;
    StatusPage const status_page;
    Proxies const proxies;
    Writing writing;
    std::shared_ptr<Places> const places = std::make_shared<Places>(settings.uploads); // shared with the uploads that hold one
    std::atomic<bool> is_stopping{false};
    std::atomic<int> connections{0};
    std::size_t most_connections = settings.connections; // as far as the system lets us
    std::atomic<std::uint64_t> next_reference{(std::uint64_t{std::random_device{}()} << 32) | std::random_device{}()};
};

} // namespace web
