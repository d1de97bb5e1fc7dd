// bench-load: visitors for bin/bench. Prints lines « name value ».
//
//   bench-load page|whole|plan|save|both|bare|sign-in|report|workbook|vote PORT SAMPLE PID CONNECTIONS SECONDS [gzip]
//   bench-load share PORT SAMPLE PID CONNECTIONS SECONDS FOLDER   saves, and between them SQLite's own commits in FOLDER
//   bench-load beside PORT SAMPLE PID CONNECTIONS SECONDS         how long readers of pages wait while so many reports are made
//   bench-load open PORT SAMPLE PID CONNECTIONS                   how much memory so many open connections leave in use
//   bench-load start PORT SAMPLE PROGRAM ARGUMENT…                how long the program takes from its start to its first page
//   bench-load flushes FOLDER SECONDS
//
// SAMPLE is what « esspratiques sample » printed, PID the server's process, or 0 where its CPU does not matter.
#include "crowd.h"
#include "http.h"
#include "limits.h"
#include "visitors.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace bench;

// What the visitors of a load ask, each for structures that no other asks for.
class Visits {
public:
    Visits(std::string_view what, int port, std::vector<Place> const& places, std::size_t connections, bool takes_gzip)
        : what_{what}, port_{port}, places_{places}, connections_{connections}, takes_gzip_{takes_gzip} {
        if (what_ == "plan") std::erase_if(places_, [](Place const& place) { return place.actions == 0; });
        if (places_.empty()) throw std::runtime_error{"the sample has nothing to visit"};
    }

    std::vector<std::unique_ptr<Visitor>> visitors() const {
        std::vector<std::unique_ptr<Visitor>> all;
        if (what_ == "vote") { // all in one room
            Room const room{port_, places_.front()};
            while (all.size() < connections_) all.push_back(std::make_unique<Telephone>(room));
        }
        for (auto number = all.size(); number < connections_; ++number) all.push_back(visitor(number));
        return all;
    }

private:
    std::unique_ptr<Visitor> visitor(std::size_t number) const {
        auto const& own = places_[number % places_.size()];
        if (what_ == "save" || (what_ == "both" && number % 2 == 1)) return std::make_unique<Member>(port_, own);
        if (what_ == "sign-in") return std::make_unique<Newcomer>(port_, own);
        return std::make_unique<Reader>(requests(number));
    }

    std::vector<std::string> requests(std::size_t number) const {
        if (what_ == "bare") return {get("/healthz", "")};
        std::vector<std::string> all;
        for (auto at = number % places_.size(); at < places_.size(); at += connections_) all.push_back(request(places_[at]));
        return all;
    }

    std::string request(Place const& place) const {
        if (what_ == "plan") return get(place.plan_path(), "session=" + place.session, takes_gzip_);
        if (what_ == "whole") return get(place.whole_path(), "session=" + place.session, takes_gzip_);
        if (what_ == "page" || what_ == "both") return get(place.chapter_path(), "session=" + place.session, takes_gzip_);
        if (what_ == "report") return get(place.results_path(".pdf"), "session=" + place.session);
        if (what_ == "workbook") return get(place.results_path(".xlsx"), "session=" + place.session);
        throw std::runtime_error{"not known: " + std::string{what_}};
    }

    std::string_view what_;
    int port_;
    std::vector<Place> places_;
    std::size_t connections_;
    bool takes_gzip_;
};

double answers(std::vector<std::unique_ptr<Visitor>> const& visitors) {
    std::size_t count = 0;
    for (auto const& visitor : visitors) count += visitor->times.size();
    return static_cast<double>(count);
}

int load(std::string const& what, int port, std::vector<Place> const& places, int pid, std::size_t connections, double seconds,
    bool takes_gzip) {
    auto const visitors = Visits{what, port, places, connections, takes_gzip}.visitors();
    Crowd crowd{port, pid, visitors};
    crowd.warm_up(Seconds{std::min(1.0, seconds / 3)});
    crowd.run(Seconds{seconds});
    print(crowd.load(), visitors, what == "both");
    return 0;
}

// A disk has its moods, so that both are measured in turns of a fifth of a second.
int load_beside_raw_commits(
    int port, std::vector<Place> const& places, int pid, std::size_t connections, double seconds, std::string const& folder) {
    constexpr Seconds turn{0.2};
    auto const visitors = Visits{"save", port, places, connections, false}.visitors();
    Crowd crowd{port, pid, visitors};
    RawCommits raw{folder};
    long commits = 0;
    Seconds in_commits{0};
    crowd.warm_up(turn * 2);
    while (crowd.load().seconds < seconds) {
        crowd.run(turn);
        auto const begin = Clock::now();
        for (; Clock::now() - begin < turn; ++commits) raw.commit();
        in_commits += Clock::now() - begin;
    }
    print(crowd.load(), visitors, false);
    auto const commits_per_second = static_cast<double>(commits) / in_commits.count();
    print("commits_per_second", commits_per_second);
    print("share", answers(visitors) / crowd.load().seconds / commits_per_second);
    return 0;
}

// Four people read pages, one every few milliseconds; times of all of them.
std::vector<double> reading(int port, std::vector<Place> const& places, double seconds) {
    constexpr std::size_t people = 4;
    std::array<std::vector<double>, people> times;
    std::vector<std::jthread> threads;
    for (std::size_t person = 0; person < people; ++person)
        threads.emplace_back([&, person] {
            auto const line = connected(port);
            auto const end = Clock::now() + std::chrono::duration_cast<Clock::duration>(Seconds{seconds});
            for (auto turn = person; Clock::now() < end; turn += people) {
                auto const& place = places[turn % places.size()];
                auto const begin = Clock::now();
                if (asked_on(line, get(place.chapter_path(), "session=" + place.session)).empty()) break;
                times[person].push_back(Seconds{Clock::now() - begin}.count());
                std::this_thread::sleep_for(std::chrono::milliseconds{5});
            }
            close(line);
        });
    threads.clear();
    std::vector<double> all;
    for (auto const& own : times) all.insert(all.end(), own.begin(), own.end());
    return all;
}

int read_beside_reports(int port, std::vector<Place> const& places, std::size_t connections, double seconds) {
    reading(port, places, std::min(1.0, seconds / 3));
    auto const calm = reading(port, places, seconds);
    std::vector<std::jthread> orders;
    std::atomic<long> reports = 0;
    for (std::size_t number = 0; number < connections; ++number)
        orders.emplace_back([&, number](std::stop_token const& stop) {
            // Another structure each time: the worker remembers what it has just set.
            for (auto turn = number; !stop.stop_requested(); turn += connections) {
                auto const& place = places[turn % places.size()];
                reports += asked_once(port, get(place.results_path(".pdf"), "session=" + place.session)).starts_with("HTTP/1.1 200");
            }
        });
    std::this_thread::sleep_for(std::chrono::seconds{1}); // the worker is warm
    auto const busy = reading(port, places, seconds);
    for (auto& order : orders) order.request_stop();
    orders.clear();
    print_times("calm_", calm);
    print_times("busy_", busy);
    print("reports", static_cast<double>(reports));
    return 0;
}

long resident_kilobytes(int pid) {
    std::ifstream stream{"/proc/" + std::to_string(pid) + "/status"};
    for (std::string line; std::getline(stream, line);)
        if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
    throw std::runtime_error{"the server is gone"};
}

int open_many(int port, std::vector<Place> const& places, int pid, std::size_t connections) {
    std::vector<int> lines;
    for (std::size_t i = 0; i < connections; ++i) {
        auto const& place = places[i % places.size()];
        lines.push_back(connected(port));
        auto const answer = asked_on(lines.back(), get(place.chapter_path(), "session=" + place.session, true));
        if (!answer.starts_with("HTTP/1.1 200")) throw std::runtime_error{"no page: " + answer.substr(0, 100)};
    }
    print("resident_mb", static_cast<double>(resident_kilobytes(pid)) / 1024);
    for (auto const line : lines) close(line);
    return 0;
}

bool is_served(int port, std::string_view request) {
    auto const line = connected(port);
    if (line < 0) return false;
    auto const answer = asked_on(line, request);
    close(line);
    return answer.starts_with("HTTP/1.1 200");
}

int start(int port, Place const& place, char** command) {
    auto const request = get(place.chapter_path(), "session=" + place.session);
    auto const begin = Clock::now();
    auto const child = fork();
    if (child == 0) {
        execv(command[0], command);
        _exit(127);
    }
    while (!is_served(port, request)) {
        if (Clock::now() - begin > std::chrono::seconds{20} || waitpid(child, nullptr, WNOHANG) != 0)
            throw std::runtime_error{"the program does not serve"};
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    print("start_s", Seconds{Clock::now() - begin}.count());
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    return 0;
}

int run(int count, char** arguments) {
    std::string const what = count > 1 ? arguments[1] : "";
    if (what == "flushes" && count == 4) return print("flushes", flushes(arguments[2], std::atof(arguments[3]))), 0;
    if (count < 5) return std::fputs("bench-load WHAT PORT SAMPLE PID CONNECTIONS SECONDS [gzip]\n", stderr), 2;
    auto const port = std::atoi(arguments[2]);
    auto const places = read_sample(arguments[3]);
    if (what == "start") return start(port, places.front(), arguments + 4);

    auto const pid = std::atoi(arguments[4]);
    auto const connections = static_cast<std::size_t>(count > 5 ? std::atoi(arguments[5]) : 1);
    if (what == "open") return open_many(port, places, pid, connections);
    auto const seconds = count > 6 ? std::atof(arguments[6]) : 3;
    if (what == "beside") return read_beside_reports(port, places, connections, seconds);
    if (what == "share" && count == 8) return load_beside_raw_commits(port, places, pid, connections, seconds, arguments[7]);
    return load(what, port, places, pid, connections, seconds, count > 7);
}

} // namespace

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    rlimit files{8192, 8192};
    setrlimit(RLIMIT_NOFILE, &files);
    try {
        return run(count, arguments);
    } catch (std::exception const& problem) { return std::fprintf(stderr, "bench-load: %s\n", problem.what()), 1; }
}
