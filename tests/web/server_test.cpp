#include "web/servers.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>

using namespace std::chrono_literals;
using support::echo, support::Gate, support::on_any_port, support::Site, support::status_page;

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

TEST_CASE("where too many wait, one more is told to come back") {
    Gate begun, done;
    auto small = on_any_port();
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

TEST_CASE("over its number of connections, the one idle longest gives way") {
    auto few = on_any_port();
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
    auto one = on_any_port();
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
    auto patient = on_any_port();
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
    auto hasty = on_any_port();
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
    auto same = on_any_port();
    same.listen = "127.0.0.1:" + std::to_string(site.port);

    CHECK_THROWS(web::Server{same, echo, status_page}.start());
    for (auto const* listen : {"nowhere", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", "a.b:80"}) {
        same.listen = listen;
        CHECK_THROWS(web::Server{same, echo, status_page}.start());
    }
}

TEST_CASE("several threads share the connections") {
    auto several = on_any_port();
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
