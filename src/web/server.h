#pragma once

#include "web/request.h"
#include "web/response.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace web {

struct ServerSettings {
    std::string listen = "127.0.0.1:8080"; // address:port, port 0 for any free one
    bool is_https = false;                 // is the base URL https? then HSTS is sent
    int io_threads = 1;
    int workers = 4;                               // how many requests are worked on at once
    std::size_t queue = 512;                       // how many wait for a worker; one more gets 503 and Retry-After
    std::size_t connections = 12'000;              // one more closes the one that has been idle longest
    std::vector<std::string> trusted_proxies = {}; // CIDR; only they may say whom they speak for

    std::size_t most_body_bytes = std::size_t{1} << 20; // a larger body gets 413 before it is read

    // May this request, whose body has not come yet, bring files? Such a form waits on the disk instead of the memory; a throw
    // of Refused refuses it before it is read.
    std::function<bool(Request const&)> takes_uploads = [](Request const&) { return false; };
    std::size_t most_upload_bytes = std::size_t{20} << 20;
    std::size_t uploads = 32; // how many are there at once, a quarter of them from one address; one more gets 503
    std::filesystem::path spool_folder = std::filesystem::temp_directory_path();

    // What takes no longer than waking a worker, where its body is small, is answered or handed on where it was received; it
    // must wait for nothing there. The body is not in the request yet.
    std::function<bool(Request const&)> is_brief = [](Request const&) { return false; };

    std::chrono::milliseconds header_deadline{15'000};
    std::chrono::milliseconds body_grace{20'000}; // after it, a body comes at 8 kB/s or is cut
    std::chrono::milliseconds body_deadline{600'000};
    std::chrono::milliseconds idle_deadline{75'000};
    std::chrono::milliseconds drain_deadline{9'000}; // SIGTERM: what is under way is answered within this time
};

// Called once for each request, from any thread, even after the server has ended.
using Answer = std::function<void(Response)>;

// Called on a worker, or where it was received if it is brief; may answer at once or later, from elsewhere. An Answer dropped
// unanswered is a 500.
using Handler = std::function<void(Request, Answer)>;

// What a visitor sees of a status that is no page of ours: 400, 404, 405, 408, 413, 429, 431, 500, 503…; request is absent
// where none could be read.
using StatusPage = std::function<Response(int status, Request const*)>;

class Server {
public:
    Server(ServerSettings, Handler, StatusPage);
    ~Server();
    Server(Server const&) = delete;

    // Listens; throws where the address is taken. The port is the one that was given.
    int start();

    // Takes no new connection, answers what is under way, closes what is idle. Returns when all is done or the deadline is over.
    // A handler that is still at work then is waited for by the destructor alone; what it answers goes nowhere.
    void stop();

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

} // namespace web
