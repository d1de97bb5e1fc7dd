#include "web/multipart.h"
#include "web/server.h"

#include "support/http.h"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>

using namespace std::string_literals;

// Only there where a sanitizer watches: it keeps what was freed for a while, so that resident memory says nothing of what is
// held.
extern "C" [[gnu::weak]] std::size_t __sanitizer_get_current_allocated_bytes();

namespace {

namespace fs = std::filesystem;

constexpr std::size_t limit = std::size_t{20} << 20;

bool is_watched() { return __sanitizer_get_current_allocated_bytes != nullptr; }
std::atomic<std::size_t> held_with_form{0};

web::Response status_page(int status, web::Request const*) { return web::text("status " + std::to_string(status), status); }

// Tells what came: the sizes of body and spool, the fields and the file.
void tell(web::Request request, web::Answer const& answer) {
    auto const type = request.header("content-type").value_or("");
    auto const form = request.spool ? web::read_multipart(type, request.spool) : web::read_multipart(type, request.body);
    if (!form) return answer(web::text("unreadable", 400));
    if (is_watched()) held_with_form = __sanitizer_get_current_allocated_bytes();
    auto const* file = form->file("file");
    auto text = std::to_string(request.body.size()) + " in memory; title " + form->text("title");
    if (file) text += "; " + file->name + ", " + std::to_string(file->size()) + " bytes, ends " + file->read(file->size() - 3, 9);
    answer(web::text(text));
}

// A folder of its own for what waits there.
struct Folder {
    Folder() : path{fs::temp_directory_path() / ("esspratiques_uploads_" + std::to_string(getpid()))} {
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    bool is_empty() const { return fs::is_empty(path); }

    fs::path path;
};

struct Site {
    Site() : server{settings(), tell, status_page}, port{server.start()} {}

    web::ServerSettings settings() const {
        web::ServerSettings settings{.listen = "127.0.0.1:0"};
        settings.takes_uploads = [](web::Request const& request) {
            if (request.path == "/documents" && request.header("cookie") == "nobody") throw web::Refused{401};
            return request.path == "/documents";
        };
        settings.most_upload_bytes = limit;
        settings.uploads = 8;
        settings.trusted_proxies = {"127.0.0.1"};
        settings.spool_folder = folder.path;
        return settings;
    }

    Folder folder;
    web::Server server;
    int port;
};

std::string form_with(std::string const& bytes) {
    return "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nCompte rendu\r\n"
           "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.pdf\"\r\n\r\n" +
           bytes + "\r\n--b--\r\n";
}

http::Headers const of_form{{"Content-Type", "multipart/form-data; boundary=b"}};

// Resident memory at its highest since it was last asked to start over.
std::size_t highest_memory() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) * 1024;
    return 0;
}
void start_over() { std::ofstream{"/proc/self/clear_refs"} << "5"; }

std::size_t memory_now() {
    start_over();
    return highest_memory();
}

std::size_t open_files() {
    auto const all = fs::directory_iterator{"/proc/self/fd"};
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

} // namespace

TEST_CASE("an upload waits on the disk, and its form reads as one in memory does") {
    Site site;
    for (auto const size : {std::size_t{3}, std::size_t{65'536}, std::size_t{200'000}}) {
        auto const bytes = std::string(size - 3, '\n') + "fin";
        auto const answer = http::ask(site.port, "POST", "/documents", of_form, form_with(bytes));
        CHECK(answer.status == 200);
        CHECK(answer.body == "0 in memory; title Compte rendu; a.pdf, " + std::to_string(size) + " bytes, ends fin");
        CHECK(http::ask(site.port, "POST", "/elsewhere", of_form, form_with(bytes)).body.find("0 in memory") != 0);
    }
    CHECK(site.folder.is_empty());
}

TEST_CASE("an upload in chunks waits on the disk too") {
    Site site;
    auto const body = form_with(std::string(100'000, 'x') + "fin");
    http::Line line{site.port};
    line.say(http::request(
        "POST", "/documents", {{"Content-Type", "multipart/form-data; boundary=b"}, {"Transfer-Encoding", "chunked"}}));
    for (std::size_t at = 0; at < body.size(); at += 30'000) {
        auto const piece = body.substr(at, 30'000);
        char size[16];
        std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
        line.say(size + piece + "\r\n");
    }
    line.say("0\r\n\r\n");

    CHECK(line.hear().body == "0 in memory; title Compte rendu; a.pdf, 100003 bytes, ends fin");
}

TEST_CASE("an upload that is too large is refused before it is received") {
    Site site;
    http::Line line{site.port};
    line.say("POST /documents HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
             std::to_string(std::size_t{60} << 20) + "\r\n\r\n");
    CHECK(line.hear().status == 413);

    http::Line chunked{site.port};
    chunked.say(http::request(
        "POST", "/documents", {{"Content-Type", "multipart/form-data; boundary=b"}, {"Transfer-Encoding", "chunked"}}));
    std::string const piece = "100000\r\n" + std::string(std::size_t{1} << 20, 'x') + "\r\n";
    for (int i = 0; i < 22 && chunked.say(piece); ++i) {}
    CHECK(chunked.hear().status == 413);
    CHECK(site.folder.is_empty());
}

TEST_CASE("what takes uploads takes any other body no larger than others do") {
    Site site;
    for (auto const* type : {"text/plain", "application/x-www-form-urlencoded", ""}) {
        http::Line line{site.port};
        line.say("POST /documents HTTP/1.1\r\nHost: a\r\nContent-Type: " + std::string{type} +
                 "\r\nContent-Length: " + std::to_string(std::size_t{2} << 20) + "\r\n\r\n");
        CHECK(line.hear().status == 413);
    }
}

TEST_CASE("a form with files is one however its type is written") {
    Site site;
    auto const answer = http::ask(site.port, "POST", "/documents", {{"Content-Type", "Multipart/Form-DATA; boundary=b"}},
        form_with(std::string(2 << 20, 'x') + "fin"));
    CHECK(answer.body.starts_with("0 in memory; title Compte rendu; a.pdf"));
}

TEST_CASE("who may not bring files is told so before they come") {
    Site site;
    http::Line line{site.port};
    line.say("POST /documents HTTP/1.1\r\nHost: a\r\nCookie: nobody\r\nContent-Type: multipart/form-data; boundary=b\r\n"
             "Content-Length: 100000\r\n\r\n");
    CHECK(line.hear().status == 401);
}

TEST_CASE("so many uploads wait at once, and a quarter of them from one address") {
    Site site;
    auto const whole = form_with("abc");
    auto const from = [&](std::string const& address) {
        return http::ask(site.port, "POST", "/documents",
            {{"Content-Type", "multipart/form-data; boundary=b"}, {"X-Forwarded-For", address}}, whole);
    };
    std::vector<std::unique_ptr<http::Line>> lines;
    auto const begin = [&](std::string const& address) {
        auto& line = *lines.emplace_back(std::make_unique<http::Line>(site.port));
        line.say(http::request("POST", "/documents",
            {{"Content-Type", "multipart/form-data; boundary=b"}, {"X-Forwarded-For", address}, {"Expect", "100-continue"},
                {"Content-Length", std::to_string(whole.size())}}));
        return line.hear().status;
    };
    for (int i = 0; i < 2; ++i) CHECK(begin("192.0.2.1") == 100);
    auto const refused = from("192.0.2.1");
    CHECK(refused.status == 503);
    CHECK_FALSE(refused.header("Retry-After").empty());
    for (auto const* address : {"192.0.2.2", "192.0.2.3", "192.0.2.4"})
        for (int i = 0; i < 2; ++i) CHECK(begin(address) == 100);
    CHECK(from("192.0.2.5").status == 503);

    for (auto const& line : lines) {
        line->say(whole);
        CHECK(line->hear().status == 200);
    }
    // A place is free once the last who held the form let go of it, a moment after the answer.
    auto status = 503;
    for (int i = 0; i < 500 && status == 503; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        status = from("192.0.2.1").status;
    }
    CHECK(status == 200);
    CHECK(site.folder.is_empty());
}

TEST_CASE("an upload that is cut off, or is no form, leaves nothing open behind") {
    Site site;
    http::ask(site.port, "POST", "/documents", of_form, form_with("abc"));
    auto const before = open_files();
    for (int i = 0; i < 20; ++i) {
        http::Line line{site.port};
        line.say("POST /documents HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                 "Content-Length: 100000\r\n\r\n--b\r\nhalf");
    }
    CHECK(http::ask(site.port, "POST", "/documents", of_form, "--b\r\nno head\r\n--b--").status == 400);
    for (int i = 0; i < 100 && open_files() > before; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{20});
    CHECK(open_files() <= before);
    CHECK(site.folder.is_empty());
}

TEST_CASE("an upload of 20 MB grows the memory by far less") {
    Site site;
    auto const head = form_with("").substr(0, form_with("").find("\r\n\r\n--b--") + 2);
    auto const send = [&](std::size_t megabytes) {
        std::string const piece(1 << 16, 'x'), end = "\r\n--b--\r\n";
        auto const size = head.size() + megabytes * 16 * piece.size() + end.size();
        http::Line line{site.port};
        line.say("POST /documents HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
                 std::to_string(size) + "\r\n\r\n" + head);
        for (std::size_t i = 0; i < megabytes * 16; ++i) line.say(piece);
        line.say(end);
        return line.hear();
    };
    send(1); // whatever grows once
    auto const before = is_watched() ? __sanitizer_get_current_allocated_bytes() : memory_now();

    auto const answer = send(19);

    CHECK(answer.body.find("19922944 bytes") != answer.body.npos);
    CHECK((is_watched() ? held_with_form.load() : highest_memory()) < before + (std::size_t{4} << 20));
    CHECK(site.folder.is_empty());
}

TEST_CASE("a form on the disk with thousands of parts or endless fields is refused") {
    Folder folder;
    auto const read = [&](std::string const& body) {
        auto const spool = std::make_shared<web::Spool>(folder.path);
        spool->write(body);
        return web::read_multipart("multipart/form-data; boundary=b", spool).has_value();
    };
    std::string many;
    for (int i = 0; i < 5'000; ++i) many += "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";
    CHECK_FALSE(read(many + "--b--\r\n"));
    CHECK_FALSE(read("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + std::string(2 << 20, 'x') + "\r\n--b--\r\n"));
    CHECK(read(form_with("")));
    auto const whole = form_with(std::string(70'000, '\r'));
    CHECK(read(whole));
    for (std::size_t size = 0; size + 2 < whole.size(); size += 1'013) CHECK_FALSE(read(whole.substr(0, size)));
}
