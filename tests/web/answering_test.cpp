#include "web/servers.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

using support::always, support::Gate, support::on_any_port, support::Site;

TEST_CASE("an answer may come later from elsewhere, while the worker does other things") {
    auto one = on_any_port();
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
    auto brief = on_any_port();
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
    web::Server server{on_any_port(), [](web::Request const&, web::Answer const&) { throw web::Refused{404}; },
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
    auto secure = on_any_port();
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
