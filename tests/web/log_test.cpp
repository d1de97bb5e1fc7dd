#include "web/log.h"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

TEST_CASE("a line of the log is one JSON object, whatever is written into it") {
    using namespace std::chrono;
    auto const at = system_clock::time_point{milliseconds{1'795'305'600'007}};
    std::string const hostile = "a\"b\\c\r\n{\"level\":\"error\"}\x01\x7f é \xff";

    auto const line = web::json_line({.level = web::Level::warning,
                                         .event = "refused",
                                         .reference = "r1",
                                         .method = "GET",
                                         .pattern = "/invitations/{}",
                                         .status = 404,
                                         .took = microseconds{1'234},
                                         .user = hostile},
        at);

    CHECK(line.find('\n') == std::string::npos);
    auto const read = boost::json::parse(line).as_object();
    CHECK(read.at("at") == "2026-11-22T00:00:00.007Z");
    CHECK(read.at("level") == "warning");
    CHECK(read.at("pattern") == "/invitations/{}");
    CHECK(read.at("status") == 404);
    CHECK(read.at("ms") == 1.234);
    CHECK(read.at("user").as_string().find("{\"level\":\"error\"}") != std::string::npos);
    CHECK_FALSE(read.contains("organisation"));
}

TEST_CASE("lines are written in their order") {
    auto const path = std::filesystem::temp_directory_path() / "web-log.jsonl";
    std::filesystem::remove(path);
    web::open_log(path.string());

    for (auto const* event : {"un", "deux", "trois"}) web::log({.event = event});
    web::close_log();
    web::log({.event = "après"});

    std::ifstream file{path};
    std::string all{std::istreambuf_iterator<char>{file}, {}};
    CHECK(all.find("\"un\"") < all.find("\"deux\""));
    CHECK(all.find("\"deux\"") < all.find("\"trois\""));
    CHECK(all.ends_with("}\n"));
    CHECK(all.find("après") == all.npos);
    std::filesystem::remove(path);
}

TEST_CASE("a log that nobody reads holds nobody up") {
    auto const path = std::filesystem::temp_directory_path() / "web-log.pipe";
    std::filesystem::remove(path);
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    auto const reader = open(path.c_str(), O_RDONLY | O_NONBLOCK);
    web::open_log(path.string());

    auto const begin = std::chrono::steady_clock::now();
    std::string const detail(300, 'x');
    for (int count = 0; count < 50'000; ++count) web::log({.event = "request", .detail = detail});
    web::close_log();

    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{20});
    close(reader);
    std::filesystem::remove(path);
}

TEST_CASE("a log that cannot be opened is an error") { CHECK_THROWS(web::open_log("/nowhere/log")); }
