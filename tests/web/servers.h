#pragma once

#include "support/http.h"
#include "web/server.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>

// What the tests of the server ask of one.
namespace support {

inline web::Response status_page(int status, web::Request const* request) {
    return web::text("status " + std::to_string(status) + (request ? " " + request->reference : ""), status);
}

inline void echo(web::Request request, web::Answer const& answer) {
    answer(web::text(request.method + " " + request.path + " " + request.query + " " + request.body));
}

inline web::ServerSettings on_any_port() { return {.listen = "127.0.0.1:0"}; }

// A server for one test, on a port of its own.
struct Site {
    explicit Site(web::Handler handler = echo, web::ServerSettings settings = on_any_port())
        : server{std::move(settings), std::move(handler), status_page}, port{server.start()} {}

    web::Server server;
    int port;
};

// Lets one thread wait for another without guessing how long that takes.
class Gate {
public:
    void open() {
        std::lock_guard const lock{mutex_};
        is_open_ = true;
        opened_.notify_all();
    }
    void pass() {
        std::unique_lock lock{mutex_};
        opened_.wait(lock, [this] { return is_open_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable opened_;
    bool is_open_ = false;
};

inline web::Handler always(web::Response response) {
    return [response = std::move(response)](web::Request const&, web::Answer const& answer) { answer(response); };
}

} // namespace support
