#include "reports/process.h"
#include "reports/workshop.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

#include <sched.h>
#include <signal.h>
#include <sys/resource.h>

using namespace reports;
using namespace std::chrono_literals;

namespace {

// Processes of this one that run a worker.
std::vector<int> workers() {
    std::vector<int> result;
    for (auto const& task : std::filesystem::directory_iterator{"/proc/self/task"}) {
        std::ifstream children{task.path() / "children"};
        for (int pid; children >> pid;) {
            std::ifstream command{"/proc/" + std::to_string(pid) + "/cmdline"};
            std::string const line{std::istreambuf_iterator<char>{command}, {}};
            if (line.find("worker.js") != std::string::npos) result.push_back(pid);
        }
    }
    return result;
}

std::chrono::milliseconds since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

} // namespace

TEST_CASE("a worker is started by the first job and stays for the next ones") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};
    CHECK(workers().empty());

    auto const first = make_now(workshop, echo());
    REQUIRE(first);
    CHECK(first->bytes == "écho");
    CHECK(first->type == "text/plain");

    auto const before = workers();
    CHECK(before.size() == 1);
    REQUIRE(make_now(workshop, echo()));
    for (auto const pid : before) CHECK(kill(pid, 0) == 0);

    workshop.stop();
    CHECK(workers().empty());
}

TEST_CASE("a worker sees nothing of our environment and no open file of ours") {
    if (!has_worker()) return;
    setenv("ESSPRATIQUES_SECRET", "a secret", 1);
    Workshop workshop{test_settings()};
    REQUIRE(make_now(workshop, echo()));
    unsetenv("ESSPRATIQUES_SECRET");

    std::ifstream file{"/proc/" + std::to_string(workers().at(0)) + "/environ"};
    std::string const environment{std::istreambuf_iterator<char>{file}, {}};
    CHECK(environment.find("NODE_ENV") != std::string::npos);
    CHECK(environment.find("SECRET") == std::string::npos);
}

TEST_CASE("a worker gives way to whoever reads a page") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};
    REQUIRE(make_now(workshop, echo()));

    CHECK(getpriority(PRIO_PROCESS, static_cast<id_t>(workers().at(0))) > getpriority(PRIO_PROCESS, 0));
}

TEST_CASE("a job that brings its worker down is answered, and the next one is made") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};
    REQUIRE(make_now(workshop, echo()));

    auto const crashed = make_now(workshop, {"test-crash", "{}", "a"});

    REQUIRE_FALSE(crashed);
    CHECK(crashed.error().fault == Fault::failed);
    CHECK(make_now(workshop, echo()));
}

TEST_CASE("a worker that was killed while it waited is replaced before the next job") {
    if (!has_worker()) return;
    auto settings = test_settings();
    settings.processes = 1;
    Workshop workshop{settings};
    REQUIRE(make_now(workshop, echo()));

    for (auto const pid : workers()) kill(pid, SIGKILL);

    CHECK(make_now(workshop, echo()));
}

TEST_CASE("a job that hangs is killed at its deadline") {
    if (!has_worker()) return;
    auto settings = test_settings();
    settings.deadline = 300ms;
    Workshop workshop{settings};

    auto const hung = make_now(workshop, hang("a"));

    REQUIRE_FALSE(hung);
    CHECK(hung.error().fault == Fault::too_large);
    CHECK(hung.error().reason.find("out of time") != std::string::npos);
    CHECK(make_now(workshop, echo()));
}

TEST_CASE("a job that swells is killed before it takes the machine") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};

    auto const swollen = make_now(workshop, {"test-bomb", "{}", "a"});

    REQUIRE_FALSE(swollen);
    CHECK(swollen.error().fault == Fault::too_large);
    CHECK(swollen.error().reason.find("out of memory") != std::string::npos);
    CHECK(make_now(workshop, echo()));
}

TEST_CASE("a report that finds no room beside what earlier ones left is made in a new process") {
    if (!has_worker()) return;
    auto settings = test_settings();
    settings.processes = 1;
    Workshop workshop{settings};
    Job const keeps{"test-keep", "{}", "a"};

    REQUIRE(make_now(workshop, keeps));
    auto const first = workers();
    CHECK(make_now(workshop, keeps));

    CHECK(workers() != first);
}

TEST_CASE("a tenant has two reports under way, and eight wait for all") {
    if (!has_worker()) return;
    auto settings = test_settings();
    settings.processes = 1;
    Workshop workshop{settings};
    std::vector<std::future<Outcome>> accepted;
    for (auto const* tenant : {"a", "a"}) accepted.push_back(order(workshop, hang(tenant)));

    auto const third = make_now(workshop, hang("a"));
    REQUIRE_FALSE(third);
    CHECK(third.error().fault == Fault::busy);
    CHECK(third.error().retry_after > 0);

    // One of the first two leaves the queue when the process takes it up; from then on eight wait.
    auto refused = 0;
    for (int i = 0; i < 12; ++i) {
        auto future = order(workshop, hang("other " + std::to_string(i)));
        if (future.wait_for(0s) != std::future_status::ready) accepted.push_back(std::move(future));
        else if (future.get().error().fault == Fault::busy) ++refused;
    }
    CHECK(refused >= 4);
    CHECK(accepted.size() <= 9 + 1);

    auto const start = std::chrono::steady_clock::now();
    workshop.stop();
    CHECK(since(start) < 1s);
    for (auto& future : accepted) CHECK(future.get().error().fault == Fault::unavailable);
    CHECK(make_now(workshop, echo()).error().fault == Fault::unavailable);
}

TEST_CASE("jobs ordered from many threads are each answered once") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};
    std::atomic<int> made = 0, refused = 0;

    std::vector<std::thread> visitors;
    for (int i = 0; i < 8; ++i)
        visitors.emplace_back([&, i] {
            for (int j = 0; j < 5; ++j) {
                auto const outcome = order(workshop, echo("visitor " + std::to_string(i))).get();
                ++(outcome ? made : refused);
            }
        });
    for (auto& visitor : visitors) visitor.join();

    CHECK(made == 40);
    CHECK(refused == 0);
}

TEST_CASE("without Node, or without the worker, a report is unavailable and says so at once") {
    Workshop without_worker{{.folder = "/nowhere"}};
    CHECK(make_now(without_worker, echo()).error().fault == Fault::unavailable);

    if (!has_worker()) return;
    auto settings = test_settings();
    settings.node = "/nowhere/node";
    Workshop without_node{settings};
    CHECK(make_now(without_node, echo()).error().fault == Fault::unavailable);
}

TEST_CASE("data that is no JSON and kinds that do not exist fail alone") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};

    CHECK(make_now(workshop, {"diagnostic", "{", "a"}).error().fault == Fault::failed);
    CHECK(make_now(workshop, {"no such \"kind", "{}", "a"}).error().fault == Fault::failed);
    CHECK(make_now(workshop, {"__proto__", "{}", "a"}).error().fault == Fault::failed);
    CHECK(make_now(workshop, echo()));
}

TEST_CASE("a visitor's worker has no kinds that are made for tests") {
    if (!has_worker()) return;
    Workshop workshop{{.folder = worker_folder()}};

    CHECK(make_now(workshop, echo()).error().reason.find("test-echo") != std::string::npos);
}

TEST_CASE("a drawing becomes a picture in our fonts, and may name nothing outside itself") {
    if (!has_worker()) return;
    Workshop workshop{test_settings()};
    auto const picture = [&](std::string const& inside) {
        return make_now(workshop, {"png", R"({"width":400,"svg":"<svg viewBox='0 0 40 20'>)" + inside + R"(</svg>"})", "a"});
    };

    auto const text = picture("<text x='2' y='14' font-size='9'>Éthique</text>");
    REQUIRE(text);
    CHECK(text->type == "image/png");
    CHECK(text->bytes.substr(1, 3) == "PNG");
    auto const blank = picture("");
    REQUIRE(blank);
    CHECK(text->bytes.size() > blank->bytes.size() + 500);

    CHECK_FALSE(picture("<image href='/etc/passwd'/>"));
    CHECK_FALSE(picture("<use href='http://example.org/a.svg#a'/>"));
    CHECK_FALSE(picture("<rect fill='url(http://example.org/a.svg#a)'/>"));
}

TEST_CASE("reports leave the first processor to pages, where there is another") {
    auto process = Process::start({"sh", "-c", "read begin; printf '%-4s' \"$(nproc)\""}, "/", {"PATH=/usr/bin:/bin"});
    REQUIRE(process);
    Process::Bounds const bounds{std::chrono::steady_clock::now() + 10s, std::size_t{1} << 30, [] { return false; }};
    CHECK_FALSE(process->write("begin\n", bounds));
    auto const told = process->read(4, bounds);
    REQUIRE(told);
    cpu_set_t ours;
    REQUIRE(sched_getaffinity(0, sizeof ours, &ours) == 0);
    CHECK(std::stoi(*told) == std::max(1, CPU_COUNT(&ours) - 1));
}
