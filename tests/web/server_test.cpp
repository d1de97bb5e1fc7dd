#include "web/server.h"

#include "support/http.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

web::Response status_page(int status, web::Request const* request) {
    return web::text("status " + std::to_string(status) + (request ? " " + request->reference : ""), status);
}

void echo(web::Request request, web::Answer const& answer) {
    answer(web::text(request.method + " " + request.path + " " + request.query + " " + request.body));
}

web::ServerSettings settings() { return {.listen = "127.0.0.1:0"}; }

// A server for one test, on a port of its own.
struct Site {
    explicit Site(web::Handler handler = echo, web::ServerSettings settings = ::settings())
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

web::Handler always(web::Response response) {
    return [response = std::move(response)](web::Request const&, web::Answer const& answer) { answer(response); };
}

} // namespace

TEST_CASE("a request is answered, and the next one on the same line") {
    Site site;
    http::Line line{site.port};

    for (auto const* path : {"/un", "/deux", "/trois"}) {
        line.say(http::request("GET", std::string{path} + "?a=b"));
        auto const answer = line.hear();
        CHECK(answer.status == 200);
        CHECK(answer.body == "GET " + std::string{path} + " a=b ");
        CHECK_FALSE(answer.has("Connection"));
    }
}

TEST_CASE("requests that come at once are answered in their order") {
    Site site;
    http::Line line{site.port};

    line.say(http::request("GET", "/un") + http::request("POST", "/deux", {}, "corps") + http::request("GET", "/trois"));

    CHECK(line.hear().body == "GET /un  ");
    CHECK(line.hear().body == "POST /deux  corps");
    CHECK(line.hear().body == "GET /trois  ");
}

TEST_CASE("HEAD is answered as GET without the body") {
    Site site;

    auto const head = http::ask(site.port, "HEAD", "/page");
    auto const get = http::get(site.port, "/page");

    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == get.header("Content-Length"));
    CHECK(head.header("Content-Type") == get.header("Content-Type"));
    http::Line line{site.port};
    line.say(http::request("HEAD", "/page", {{"Connection", "close"}}));
    CHECK(line.hear(true).status == 200);
    CHECK(line.hear_all().empty());
}

TEST_CASE("whoever asks for the line to be closed, or speaks HTTP/1.0, is answered and left") {
    Site site;
    for (std::string const request : {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"}) {
        http::Line line{site.port};
        line.say(request);
        auto const answer = line.hear();
        CHECK(answer.status == 200);
        CHECK(answer.header("Connection") == "close");
        CHECK(line.is_hung_up());
    }
}

TEST_CASE("what is no plain request is refused before anyone sees it") {
    std::atomic<int> seen{0};
    Site site{[&](web::Request const&, web::Answer const& answer) {
        ++seen;
        answer(web::text("vu"));
    }};
    std::string const host = "Host: a\r\n", end = "\r\n";
    auto const get = [&](std::string const& target) { return "GET " + target + " HTTP/1.1\r\n" + host + end; };
    auto const post = [&](std::string const& headers, std::string const& body = "") {
        return "POST / HTTP/1.1\r\n" + host + headers + end + body;
    };
    std::string const chunked = "Transfer-Encoding: chunked\r\n";
    std::string many_lines, many_bytes;
    for (int count = 0; count < 101; ++count) many_lines += "X-" + std::to_string(count) + ": 1\r\n";
    for (int count = 0; count < 40; ++count) many_bytes += "X-" + std::to_string(count) + ": " + std::string(500, 'x') + "\r\n";

    struct Case {
        char const* what;
        std::string bytes;
        int status;
    };
    std::vector<Case> const cases{
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
        {"an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"a Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
        {"two Hosts in one", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
        {"length and chunks", post("Content-Length: 4\r\n" + chunked, "0\r\n\r\n"), 400},
        {"chunks and length", post(chunked + "Content-Length: 4\r\n", "0\r\n\r\n"), 400},
        {"two lengths", post("Content-Length: 4\r\nContent-Length: 5\r\n", "abcde"), 400},
        {"twice the same length", post("Content-Length: 4\r\nContent-Length: 4\r\n", "abcd"), 400},
        {"a list of lengths", post("Content-Length: 4, 4\r\n", "abcd"), 400},
        {"a length below nothing", post("Content-Length: -1\r\n"), 400},
        {"a length with a plus", post("Content-Length: +4\r\n", "abcd"), 400},
        {"a length in hexadecimal", post("Content-Length: 0x4\r\n", "abcd"), 400},
        {"a length beyond all", post("Content-Length: 99999999999999999999\r\n"), 400},
        {"an empty length", post("Content-Length:\r\n"), 400},
        {"a blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        {"an unknown coding", post("Transfer-Encoding: gzip\r\n"), 501},
        {"chunks in a list", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
        {"chunked twice", post(chunked + chunked, "0\r\n\r\n"), 400},
        {"chunked, oddly written", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
        {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\n" + host + chunked + end + "0\r\n\r\n", 400},
        {"a chunk size that is none", post(chunked, "zz\r\n"), 400},
        {"a chunk size below nothing", post(chunked, "-1\r\n"), 400},
        {"a chunk size beyond all", post(chunked, "fffffffffffffffff\r\n"), 400},
        {"a chunk longer than its size", post(chunked, "3\r\nabcdef\r\n0\r\n\r\n"), 400},
        {"a chunk line without carriage return", post(chunked, "3\nabc\n0\n\n"), 400},
        {"a bad chunk extension", post(chunked, "3;=\r\nabc\r\n0\r\n\r\n"), 400},
        {"an endless chunk extension", post(chunked, "3;a=" + std::string(40'000, 'a')), 431},
        {"a folded header", "GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n", 400},
        {"a header folded by a tab", "GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n\tc\r\n\r\n", 400},
        {"a first header that is folded", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"NUL in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s, 400},
        {"NUL in the target", "GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
        {"a control sign in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400},
        {"a carriage return alone", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rY: b\r\n\r\n", 400},
        {"lines without carriage return", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"a header without a name", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400},
        {"a header without a colon", "GET / HTTP/1.1\r\nHost: a\r\nabc\r\n\r\n", 400},
        {"a header name in UTF-8", "GET / HTTP/1.1\r\nHost: a\r\né: b\r\n\r\n", 400},
        {"another server's address", get("http://evil.example/"), 400},
        {"an authority", get("evil.example:80"), 400},
        {"a star", "OPTIONS * HTTP/1.1\r\n" + host + end, 400},
        {"a target without slash", get("a"), 400},
        {"a fragment", get("/a#b"), 400},
        {"half a percent sign", get("/%"), 400},
        {"a percent sign with one digit", get("/%4"), 400},
        {"a percent sign without digits", get("/%zz"), 400},
        {"NUL, encoded", get("/a%00"), 400},
        {"overlong UTF-8", get("/%c0%ae%c0%ae/"), 400},
        {"a lone surrogate", get("/%ed%a0%80"), 400},
        {"Latin-1, encoded", get("/caf%e9"), 400},
        {"Latin-1, raw", get("/caf\xe9"), 400},
        {"a blank in the target", get("/a b"), 400},
        {"no target", "GET  HTTP/1.1\r\n" + host + end, 400},
        {"HTTP/0.9", "GET /\r\n\r\n", 400},
        {"HTTP/2 asked without being agreed", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"HTTP/3.0", "GET / HTTP/3.0\r\n" + host + end, 400},
        {"a small http", "GET / http/1.1\r\n" + host + end, 400},
        {"TLS", "\x16\x03\x01\x02\x00\x01\x00"s, 400},
        {"a line end first", "\r\nGET / HTTP/1.1\r\n" + host + end, 400},
        {"TRACE", "TRACE / HTTP/1.1\r\n" + host + end, 405},
        {"CONNECT", "CONNECT a:443 HTTP/1.1\r\n" + host + end, 405},
        {"a method nobody knows", "BREW / HTTP/1.1\r\n" + host + end, 501},
        {"a method in small letters", "get / HTTP/1.1\r\n" + host + end, 501},
        {"a target of 9 kB", get("/" + std::string(9'000, 'a')), 414},
        {"a target that never ends", "GET /" + std::string(20'000, 'a'), 414},
        {"101 header lines more", "GET / HTTP/1.1\r\n" + host + many_lines + end, 431},
        {"20 kB of headers", "GET / HTTP/1.1\r\n" + host + many_bytes + end, 431},
        {"a header that never ends", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(30'000, 'a'), 431},
        {"a body beyond the limit", post("Content-Length: 2000000\r\n"), 413},
        {"chunks beyond the limit", post(chunked, "200000\r\n"), 413},
        {"another expectation", post("Expect: miracle\r\nContent-Length: 1\r\n", "a"), 417},
    };
    for (auto const& [what, bytes, status] : cases) {
        CAPTURE(what);
        http::Line line{site.port};
        line.say(bytes);
        auto const answer = line.hear();
        CHECK(answer.status == status);
        CHECK(answer.header("Connection") == "close");
        CHECK(answer.header("X-Content-Type-Options") == "nosniff");
        CHECK(answer.body.starts_with("status " + std::to_string(status)));
        line.say_no_more();
        CHECK(line.is_hung_up());
    }
    CHECK(seen == 0);
    CHECK(http::get(site.port, "/").status == 200);
}

TEST_CASE("a plain request may be unusual") {
    Site site;
    std::string const host = "Host: a\r\n", chunked = "Transfer-Encoding: Chunked\r\n";
    struct Case {
        std::string bytes, body;
    };
    std::vector<Case> const cases{
        {"GET /caf%c3%a9/%2e%2e?x=%zz HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "GET /caf%c3%a9/%2e%2e x=%zz "},
        {"GET /" + std::string(8'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", "GET /" + std::string(8'000, 'a') + "  "},
        {"OPTIONS / HTTP/1.1\r\nhOsT: a\r\n\r\n", "OPTIONS /  "},
        {"POST / HTTP/1.1\r\n" + host + "Content-Length: 004\r\n\r\nabcd", "POST /  abcd"},
        {"POST / HTTP/1.1\r\n" + host + chunked + "\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nHost: b\r\n\r\n", "POST /  abcde"},
        {"POST / HTTP/1.1\r\n" + host + chunked + "\r\n0\r\n\r\n", "POST /  "},
        {"PATCH / HTTP/1.1\r\n" + host + "X:\t a \r\nContent-Length: 0\r\n\r\n", "PATCH /  "},
    };
    for (auto const& [bytes, body] : cases) {
        CAPTURE(bytes);
        http::Line line{site.port};
        line.say(bytes);
        CHECK(line.hear().body == body);
    }
}

TEST_CASE("a request may come one byte at a time") {
    Site site;
    http::Line line{site.port};

    for (std::string const body : {"3\r\nabc\r\n0\r\n\r\n", "0\r\n\r\n", "0\r\nX: y\r\n\r\n", "4\r\n0\n00\r\n00\r\n\r\n"}) {
        line.say(http::request("POST", "/a", {{"Transfer-Encoding", "chunked"}}));
        for (auto const sign : body) {
            line.say({&sign, 1});
            std::this_thread::yield();
        }
        CHECK(line.hear().body == (body.front() == '0' ? "POST /a  " : body.front() == '3' ? "POST /a  abc" : "POST /a  0\n00"));
    }
}

TEST_CASE("a large body comes whole, up to what is allowed") {
    auto generous = settings();
    generous.most_body_bytes = 5'000'000;
    Site site{
        [](web::Request const& request, web::Answer const& answer) { answer(web::text(std::to_string(request.body.size()))); },
        generous};

    CHECK(http::ask(site.port, "POST", "/pieces?a", {}, std::string(5'000'000, 'x')).body == "5000000");
    CHECK(http::ask(site.port, "POST", "/pieces", {}, std::string(5'000'001, 'x')).status == 413);
}

TEST_CASE("whoever asks before sending a body is told to go on, or that it is too large") {
    Site site;
    http::Line patient{site.port}, refused{site.port};

    patient.say("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    CHECK(patient.hear().status == 100);
    patient.say("corps");
    CHECK(patient.hear().body == "POST /  corps");

    refused.say("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5000000\r\n\r\n");
    CHECK(refused.hear().status == 413);
}

TEST_CASE("who sends nothing, or too slowly, is cut off") {
    auto hasty = settings();
    hasty.header_deadline = 60ms;
    hasty.body_grace = 60ms;
    hasty.idle_deadline = 60ms;
    Site site{echo, hasty};

    SUBCASE("nothing at all") { CHECK(http::Line{site.port}.is_hung_up()); }
    SUBCASE("half a head") {
        http::Line line{site.port};
        line.say("GET / HT");
        CHECK(line.hear().status == 408);
    }
    SUBCASE("a head that keeps coming") {
        http::Line line{site.port};
        line.say("GET / HTTP/1.1\r\n");
        for (int count = 0; count < 1'000 && line.say("X: a\r\n"); ++count) std::this_thread::yield();
        CHECK((line.hear().status == 408 || line.is_hung_up()));
    }
    SUBCASE("half a body") {
        http::Line line{site.port};
        line.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
        CHECK(line.hear().status == 408);
    }
    SUBCASE("half a chunk") {
        http::Line line{site.port};
        line.say("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
        CHECK(line.hear().status == 408);
    }
    SUBCASE("nothing after an answer") {
        http::Line line{site.port};
        line.say(http::request("GET", "/"));
        CHECK(line.hear().status == 200);
        CHECK(line.is_hung_up());
    }
    SUBCASE("an answer that nobody reads") {
        std::promise<void> let_go;
        auto const held = std::shared_ptr<void>{nullptr, [&](void*) { let_go.set_value(); }};
        Site endless{[&, held = std::weak_ptr<void>{held}](web::Request const&, web::Answer const& answer) {
                         answer({200, {}, web::Stream{[kept = held.lock()] { return std::string(10'000, 'x'); }}});
                     },
            [] {
                auto settings = ::settings();
                settings.body_grace = 60ms;
                return settings;
            }()};
        http::Line line{endless.port, 4096};
        line.say(http::request("GET", "/"));
        const_cast<std::shared_ptr<void>&>(held).reset();
        CHECK(let_go.get_future().wait_for(10s) == std::future_status::ready);
    }
}

TEST_CASE("a body that comes steadily for long is not cut by the time of grace") {
    auto hasty = settings();
    hasty.body_grace = 30ms;
    hasty.most_body_bytes = 10'000'000;
    Site site{
        [](web::Request const& request, web::Answer const& answer) { answer(web::text(std::to_string(request.body.size()))); },
        hasty};
    http::Line line{site.port};
    std::string const piece(20'000, 'x');
    line.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n");

    auto const begin = std::chrono::steady_clock::now();
    int sent = 0;
    for (; sent < 50; ++sent) line.say(piece);
    while (std::chrono::steady_clock::now() - begin < 100ms) std::this_thread::yield();
    for (; sent < 100; ++sent) line.say(piece);

    CHECK(line.hear().body == "2000000");
}

TEST_CASE("where too many wait, one more is told to come back") {
    Gate begun, done;
    auto small = settings();
    small.workers = 1;
    small.queue = 1;
    Site site{[&](web::Request const&, web::Answer const& answer) {
                  begun.open();
                  done.pass();
                  answer(web::text("enfin"));
              },
        small};
    http::Line first{site.port}, second{site.port}, third{site.port};

    first.say(http::request("GET", "/"));
    begun.pass();
    second.say(http::request("GET", "/"));
    // One of the two waits, the other is refused: whichever the server read first.
    third.say(http::request("GET", "/"));
    auto fourth = http::get(site.port, "/");
    CHECK(fourth.status == 503);
    CHECK(fourth.header("Retry-After") == "2");
    done.open();

    CHECK(first.hear().body == "enfin");
    auto const a = second.hear().status, b = third.hear().status;
    CHECK(std::min(a, b) == 200);
    CHECK(std::max(a, b) == 503);
}

TEST_CASE("an answer may come later from elsewhere, while the worker does other things") {
    auto one = settings();
    one.workers = 1;
    std::promise<web::Answer> later;
    Site site{[&](web::Request const& request, web::Answer const& answer) {
                  if (request.path == "/plus-tard") later.set_value(answer);
                  else answer(web::text("aussitôt"));
              },
        one};
    http::Line slow{site.port};

    slow.say(http::request("GET", "/plus-tard"));
    auto const answer = later.get_future().get();
    CHECK(http::get(site.port, "/").body == "aussitôt");
    std::thread{[&] { answer(web::text("voilà")); }}.join();
    CHECK(slow.hear().body == "voilà");

    answer(web::text("encore"));
    slow.say(http::request("GET", "/"));
    CHECK(slow.hear().body == "aussitôt");
}

TEST_CASE("what breaks is a 500 that tells nothing but a reference") {
    Site site{[](web::Request const& request, web::Answer const& answer) {
        if (request.path == "/jette") throw std::runtime_error{"secret"};
        if (request.path == "/entier") throw 42;
        if (request.path == "/refuse") throw web::Refused{429, 7};
        if (request.path == "/plus-tard") answer({200, {}, web::Later{"diagnostic", "{}"}});
        if (request.path == "/dessin") answer({200, {}, web::Drawing{[] { return std::string{}; }}});
        if (request.path == "/fichier") answer({200, {}, web::File{"/nowhere/secret"}});
        if (request.path == "/coupe") answer({200, {{"X-Name", "a\r\nSet-Cookie: b"}}, std::string{"secret"}});
        if (request.path == "/nul") answer({200, {{"X-Name", std::string{"a\0b", 3}}}, std::string{"secret"}});
        if (request.path == "/nom") answer({200, {{"X Name", "a"}}, std::string{"secret"}});
        if (request.path == "/longueur") answer({200, {{"content-length", "3"}}, std::string{"secret"}});
    }};
    for (auto const* path :
        {"/jette", "/entier", "/oublie", "/plus-tard", "/dessin", "/fichier", "/coupe", "/nul", "/nom", "/longueur"}) {
        CAPTURE(path);
        auto const answer = http::get(site.port, path);
        CHECK(answer.status == 500);
        CHECK(answer.body.starts_with("status 500 "));
        CHECK(answer.body.size() == std::string_view{"status 500 "}.size() + 12);
        CHECK(answer.body.find("secret") == std::string::npos);
        CHECK_FALSE(answer.has("Set-Cookie"));
    }
    auto const refused = http::get(site.port, "/refuse");
    CHECK(refused.status == 429);
    CHECK(refused.header("Retry-After") == "7");
}

TEST_CASE("an answer dropped by all who held it is a 500") {
    std::promise<web::Answer> kept;
    Site site{[&](web::Request const&, web::Answer const& answer) { kept.set_value(answer); }};
    http::Line line{site.port};
    line.say(http::request("GET", "/"));

    { auto const dropped = kept.get_future().get(); }

    CHECK(line.hear().status == 500);
}

TEST_CASE("what is brief waits for no worker, and is answered whatever becomes of it") {
    Gate gate;
    auto brief = settings();
    brief.workers = 1;
    brief.is_brief = [](web::Request const& request) { return request.path.starts_with("/brief"); };
    Site site{[&](web::Request const& request, web::Answer const& answer) {
                  if (request.path == "/brief/refused") throw web::Refused{409};
                  if (request.path == "/brief/dropped") return;
                  if (!request.path.starts_with("/brief") || request.body.size() > 100) gate.pass();
                  answer(web::text("said"));
              },
        brief};
    http::Line at_work{site.port};
    at_work.say(http::request("GET", "/slow"));

    CHECK(http::get(site.port, "/brief").body == "said");
    CHECK(http::get(site.port, "/brief/refused").status == 409);
    CHECK(http::get(site.port, "/brief/dropped").status == 500);
    http::Line large{site.port};
    large.say("POST /brief HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n" + std::string(20'000, 'x'));
    CHECK(http::get(site.port, "/brief").body == "said"); // the large one is with a worker, not in the way

    gate.open();
    CHECK(at_work.hear().body == "said");
    CHECK(large.hear().body == "said");
}

TEST_CASE("a broken status page does not leave a visitor without an answer") {
    web::Server server{settings(), [](web::Request const&, web::Answer const&) { throw web::Refused{404}; },
        [](int, web::Request const*) -> web::Response { throw std::runtime_error{"broken"}; }};
    auto const port = server.start();

    auto const answer = http::get(port, "/");

    CHECK(answer.status == 404);
    CHECK(answer.header("X-Content-Type-Options") == "nosniff");
}

TEST_CASE("every answer carries the strict headers") {
    static constexpr std::string_view asset = "body { color: red }";
    auto const file = std::filesystem::temp_directory_path() / "web-headers.pdf";
    std::ofstream{file} << "%PDF";
    auto const handler = [&](web::Request const& request, web::Answer const& answer) {
        if (request.path == "/page") answer(web::text("a"));
        if (request.path == "/asset") answer({200, {{"Cache-Control", "public"}}, web::Fixed{asset}});
        if (request.path == "/fichier") answer({200, {{"Content-Type", "application/pdf"}}, web::File{file}});
        if (request.path == "/flux") answer({200, {}, web::Stream{[] { return std::string{}; }}});
        if (request.path == "/connu") answer({200, {{"ETag", "\"a\""}}, std::string{"b"}});
        if (request.path == "/vide") answer({204});
        if (request.path == "/ailleurs") answer(web::see_other(Url::page({"connexion"})));
        if (request.path == "/absent") throw web::Refused{404};
    };
    auto secure = settings();
    secure.is_https = true;
    Site const site{handler, secure}, plain{handler};

    for (auto const* path : {"/page", "/asset", "/fichier", "/flux", "/connu", "/vide", "/ailleurs", "/absent", "/jette", "/%"}) {
        CAPTURE(path);
        auto const answer = http::get(site.port, path, {{"If-None-Match", "\"a\""}, {"Origin", "https://evil.example"}});
        auto const policy = answer.header("Content-Security-Policy");
        for (auto const* part :
            {"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
                "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'"})
            CHECK(policy.find(part) != policy.npos);
        CHECK(policy.find("unsafe") == policy.npos);
        CHECK(answer.header("X-Content-Type-Options") == "nosniff");
        CHECK(answer.header("Referrer-Policy") == "same-origin");
        CHECK(answer.header("Permissions-Policy").find("camera=()") != std::string::npos);
        CHECK(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(answer.header("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(answer.header("Strict-Transport-Security") == "max-age=63072000; includeSubDomains");
        CHECK(answer.header("Cache-Control") == (std::string_view{path} == "/asset" ? "public" : "private, no-store"));
        CHECK_FALSE(answer.has("Server"));
        CHECK_FALSE(answer.has("Access-Control-Allow-Origin"));
        CHECK(answer.header("Date").ends_with(" GMT"));
        CHECK_FALSE(http::get(plain.port, path).has("Strict-Transport-Security"));
    }
    std::filesystem::remove(file);
}

TEST_CASE("a page that holds a token sends no referrer") {
    Site const site{always({200, {{"referrer-policy", "no-referrer"}}, std::string{}})};

    auto const answer = http::get(site.port, "/");

    CHECK(std::count_if(answer.headers.begin(), answer.headers.end(),
              [](auto const& header) { return header.first == "referrer-policy" || header.first == "Referrer-Policy"; }) == 1);
    CHECK(answer.header("Referrer-Policy") == "no-referrer");
}

TEST_CASE("what the visitor has already is not sent again") {
    Site const site{always({200, {{"ETag", "\"v2\""}, {"Content-Type", "text/plain"}}, std::string(3'000, 'a')})};

    for (auto const* known : {"\"v2\"", "W/\"v2\"", "\"v1\", \"v2\"", "*"}) {
        http::Line line{site.port};
        line.say(http::request("GET", "/", {{"If-None-Match", known}}) + http::request("GET", "/"));
        auto const answer = line.hear();
        CHECK(answer.status == 304);
        CHECK(answer.header("ETag") == "\"v2\"");
        CHECK_FALSE(answer.has("Content-Length"));
        CHECK(line.hear().status == 200);
    }
    CHECK(http::get(site.port, "/", {{"If-None-Match", "\"v1\""}}).status == 200);
    CHECK(http::ask(site.port, "POST", "/", {{"If-None-Match", "*"}}).status == 200);
}

TEST_CASE("a file is sent whole, whatever its size, with its length") {
    auto const path = std::filesystem::temp_directory_path() / "web-file.bin";
    std::string content;
    for (int number = 0; content.size() < 1'000'000; ++number) content += std::to_string(number);
    std::ofstream{path, std::ios::binary} << content;
    Site const site{always({200, {{"Content-Type", "application/pdf"}}, web::File{path}})};

    auto const answer = http::get(site.port, "/", {{"Accept-Encoding", "gzip"}});
    auto const head = http::ask(site.port, "HEAD", "/");

    CHECK(answer.body == content);
    CHECK(answer.header("Content-Length") == std::to_string(content.size()));
    CHECK(head.header("Content-Length") == std::to_string(content.size()));
    std::filesystem::remove(path);
}

TEST_CASE("a stream is sent piece by piece as it comes") {
    Gate first_was_heard;
    Site const site{[&](web::Request const& request, web::Answer const& answer) {
        answer({200, {}, web::Stream{[&, count = 0, path = request.path]() mutable {
                    if (path == "/casse" && count == 2) throw std::runtime_error{"broken"};
                    if (path == "/attend" && count == 1) first_was_heard.pass();
                    return count++ < 3 ? "ligne " + std::to_string(count) + "\n" : std::string{};
                }}});
    }};

    CHECK(http::get(site.port, "/").body == "ligne 1\nligne 2\nligne 3\n");
    CHECK(http::get(site.port, "/").header("Transfer-Encoding") == "chunked");
    SUBCASE("the first before the second is made") {
        http::Line line{site.port};
        line.say(http::request("GET", "/attend"));
        CHECK(line.hear(true).status == 200);
        first_was_heard.open();
        CHECK(line.say(http::request("GET", "/")));
    }
    SUBCASE("without chunks where the visitor does not know them") {
        http::Line line{site.port};
        line.say("GET / HTTP/1.0\r\n\r\n");
        auto const answer = line.hear();
        CHECK_FALSE(answer.has("Transfer-Encoding"));
        CHECK(answer.body == "ligne 1\nligne 2\nligne 3\n");
    }
    SUBCASE("HEAD makes none") {
        http::Line line{site.port};
        line.say(http::request("HEAD", "/casse") + http::request("GET", "/"));
        CHECK(line.hear(true).status == 200);
        CHECK(line.hear().body.size() == 24);
    }
    SUBCASE("one that breaks is visibly short") {
        http::Line line{site.port};
        line.say(http::request("GET", "/casse"));
        CHECK_THROWS(line.hear());
    }
}

TEST_CASE("over its number of connections, the one idle longest gives way") {
    auto few = settings();
    few.connections = 3;
    Site site{echo, few};
    http::Line oldest{site.port}, second{site.port}, third{site.port};
    for (auto* line : {&oldest, &second, &third}) {
        line->say(http::request("GET", "/"));
        CHECK(line->hear().status == 200);
    }
    oldest.say(http::request("GET", "/"));
    CHECK(oldest.hear().status == 200); // now second has been idle longest

    CHECK(http::get(site.port, "/").status == 200);

    CHECK(second.is_hung_up());
    oldest.say(http::request("GET", "/"));
    CHECK(oldest.hear().status == 200);
    third.say(http::request("GET", "/"));
    CHECK(third.hear().status == 200);
}

TEST_CASE("where all connections are at work, one more is told to come back") {
    auto one = settings();
    one.connections = 1;
    std::promise<web::Answer> kept;
    Site site{[&](web::Request const&, web::Answer const& answer) { kept.set_value(answer); }, one};
    http::Line line{site.port};
    line.say(http::request("GET", "/"));
    auto const answer = kept.get_future().get();

    auto const refused = http::Line{site.port}.hear();
    answer(web::text("fini"));

    CHECK(refused.status == 503);
    CHECK(refused.has("Retry-After"));
    CHECK(line.hear().body == "fini");
}

TEST_CASE("stopping answers what is under way, closes what is idle and takes nothing new") {
    Gate begun, done;
    auto patient = settings();
    patient.drain_deadline = 10s;
    Site site{[&](web::Request const& request, web::Answer const& answer) {
                  if (request.path == "/long") {
                      begun.open();
                      done.pass();
                  }
                  answer(web::text("fini"));
              },
        patient};
    http::Line idle{site.port}, fresh{site.port}, busy{site.port};
    idle.say(http::request("GET", "/"));
    CHECK(idle.hear().body == "fini");
    busy.say(http::request("GET", "/long"));
    begun.pass();

    std::thread stopping{[&] { site.server.stop(); }};
    CHECK(idle.is_hung_up());
    CHECK(fresh.is_hung_up());
    CHECK_FALSE(http::Line{site.port}.is_open());
    done.open();

    auto const answer = busy.hear();
    CHECK(answer.body == "fini");
    CHECK(answer.header("Connection") == "close");
    CHECK(busy.is_hung_up());
    stopping.join();
}

TEST_CASE("stopping does not wait longer than its deadline; a late answer does no harm") {
    std::promise<web::Answer> kept;
    auto hasty = settings();
    hasty.drain_deadline = 50ms;
    web::Answer late;
    {
        Site site{[&](web::Request const&, web::Answer const& answer) { kept.set_value(answer); }, hasty};
        http::Line line{site.port};
        line.say(http::request("GET", "/"));
        late = kept.get_future().get();

        site.server.stop();
        late(web::text("trop tard"));
        CHECK(line.is_open());
    }
    late(web::text("bien trop tard"));
}

TEST_CASE("a taken address is an error at the start") {
    Site const site;
    auto same = settings();
    same.listen = "127.0.0.1:" + std::to_string(site.port);

    CHECK_THROWS(web::Server{same, echo, status_page}.start());
    for (auto const* listen : {"nowhere", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", "a.b:80"}) {
        same.listen = listen;
        CHECK_THROWS(web::Server{same, echo, status_page}.start());
    }
}

TEST_CASE("several threads share the connections") {
    auto several = settings();
    several.io_threads = 3;
    Site site{echo, several};
    std::vector<std::thread> visitors;
    std::atomic<int> answered{0};
    for (int visitor = 0; visitor < 6; ++visitor)
        visitors.emplace_back([&] {
            http::Line line{site.port};
            for (int count = 0; count < 50; ++count) {
                line.say(http::request("POST", "/", {}, "corps"));
                if (line.hear().body == "POST /  corps") ++answered;
            }
        });
    for (auto& visitor : visitors) visitor.join();

    CHECK(answered == 300);
}

TEST_CASE("only a trusted proxy says whom it speaks for") {
    auto const whom = [](web::Request const& request, web::Answer const& answer) {
        answer(web::text(request.address + (request.is_secure ? " secure" : " plain")));
    };
    auto behind = settings();
    behind.trusted_proxies = {"127.0.0.0/8", "10.0.0.0/8"};
    Site const open{whom}, proxied{whom, behind};

    http::Headers const told{
        {"X-Forwarded-For", "203.0.113.9, 198.51.100.7"}, {"X-Forwarded-For", "10.1.2.3"}, {"X-Forwarded-Proto", "https"}};
    CHECK(http::get(open.port, "/", told).body == "127.0.0.1 plain");
    CHECK(http::get(proxied.port, "/", told).body == "198.51.100.7 secure");
    CHECK(http::get(proxied.port, "/").body == "127.0.0.1 plain");
    CHECK(http::get(proxied.port, "/", {{"X-Forwarded-For", "1.1.1.1'\"<script>"}, {"X-Forwarded-Proto", "xhttps"}}).body ==
          "127.0.0.1 plain");
}

TEST_CASE("headers that are not UTF-8 are cleaned") {
    Site const site{[](web::Request const& request, web::Answer const& answer) {
        answer(web::text(std::string{request.header("x-name").value_or("none")} + " " + request.cookie("sid").value_or("none")));
    }};

    CHECK(http::get(site.port, "/", {{"X-Name", "caf\xe9"}, {"Cookie", "a=b; sid=x\xffy"}}).body == "caf\ufffd x\ufffdy");
}
