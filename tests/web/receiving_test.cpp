#include "web/servers.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>

using namespace std::chrono_literals;
using namespace std::string_literals;
using support::echo, support::on_any_port, support::Site;

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
    auto generous = on_any_port();
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
    auto hasty = on_any_port();
    hasty.header_deadline = 60ms;
    hasty.body_grace = 60ms;
    hasty.idle_deadline = 60ms;
    Site site{echo, hasty};

    SUBCASE("nothing at all") { CHECK(http::Line{site.port}.is_hung_up()); }
    SUBCASE("half a head, half a body, half a chunk") {
        for (std::string const half : {"GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab",
                 "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"}) {
            CAPTURE(half);
            http::Line line{site.port};
            line.say(half);
            CHECK(line.hear().status == 408);
        }
    }
    SUBCASE("a head that keeps coming") {
        http::Line line{site.port};
        line.say("GET / HTTP/1.1\r\n");
        for (int count = 0; count < 1'000 && line.say("X: a\r\n"); ++count) std::this_thread::yield();
        CHECK((line.hear().status == 408 || line.is_hung_up()));
    }
    SUBCASE("nothing after an answer") {
        http::Line line{site.port};
        line.say(http::request("GET", "/"));
        CHECK(line.hear().status == 200);
        CHECK(line.is_hung_up());
    }
    SUBCASE("an answer that nobody reads") {
        std::promise<void> let_go;
        auto held = std::shared_ptr<void>{nullptr, [&](void*) { let_go.set_value(); }};
        Site endless{[held = std::weak_ptr<void>{held}](web::Request const&, web::Answer const& answer) {
                         answer({200, {}, web::Stream{[kept = held.lock()] { return std::string(10'000, 'x'); }}});
                     },
            hasty};
        http::Line line{endless.port, 4096};
        line.say(http::request("GET", "/"));
        held.reset();
        CHECK(let_go.get_future().wait_for(10s) == std::future_status::ready);
    }
}

TEST_CASE("a body that comes steadily for long is not cut by the time of grace") {
    auto hasty = on_any_port();
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

TEST_CASE("only a trusted proxy says whom it speaks for") {
    auto const whom = [](web::Request const& request, web::Answer const& answer) {
        answer(web::text(request.address + (request.is_secure ? " secure" : " plain")));
    };
    auto behind = on_any_port();
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
