#include "crowd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace bench {
namespace {

double cpu_seconds(int pid) {
    if (pid == 0) return 0;
    std::ifstream stream{"/proc/" + std::to_string(pid) + "/stat"};
    std::string const line{std::istreambuf_iterator{stream}, {}};
    unsigned long user = 0, system = 0;
    auto const rest = line.substr(std::min(line.rfind(')') + 2, line.size()));
    if (std::sscanf(rest.c_str(), "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        throw std::runtime_error{"the server is gone"};
    return static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

// In milliseconds, exact: of sorted times, the one that so many percent do not exceed.
double percentile(std::vector<double> const& sorted, double percent) {
    auto const place = static_cast<std::size_t>(std::ceil(percent / 100 * static_cast<double>(sorted.size())));
    return 1000 * sorted[std::max<std::size_t>(place, 1) - 1];
}

} // namespace

Crowd::Crowd(int port, int pid, std::vector<std::unique_ptr<Visitor>> const& visitors)
    : pid_{pid}, epoll_{epoll_create1(EPOLL_CLOEXEC)} {
    for (auto const& visitor : visitors) {
        auto const number = connected(port);
        if (number < 0) throw std::runtime_error{"nobody answers"};
        fcntl(number, F_SETFL, O_NONBLOCK);
        lines_.push_back({number, visitor.get()});
    }
    for (auto& line : lines_) {
        epoll_event event{.events = EPOLLIN, .data = {.ptr = &line}};
        epoll_ctl(epoll_, EPOLL_CTL_ADD, line.number, &event);
    }
}

Crowd::~Crowd() {
    for (auto const& line : lines_) close(line.number);
    close(epoll_);
}

void Crowd::run(Seconds measuring) {
    auto const begin = Clock::now();
    auto const cpu = cpu_seconds(pid_);
    for (auto& line : lines_) ask(line);
    serve_until(begin + std::chrono::duration_cast<Clock::duration>(measuring), true);
    serve_until(Clock::time_point::max(), false);
    load_.seconds += Seconds{Clock::now() - begin}.count();
    load_.cpu += cpu_seconds(pid_) - cpu;
}

void Crowd::warm_up(Seconds warming) {
    run(warming);
    for (auto& line : lines_) line.visitor->times.clear();
    load_ = {};
}

void Crowd::ask(Line& line) {
    auto const request = line.visitor->request();
    line.came.clear();
    line.asked = Clock::now();
    ++waiting_;
    // A request is smaller than what a socket takes at once.
    if (write(line.number, request.data(), request.size()) != static_cast<ssize_t>(request.size()))
        throw std::runtime_error{"a request could not be sent"};
}

void Crowd::serve_until(Clock::time_point end, bool goes_on) {
    std::array<epoll_event, 128> events{};
    while (waiting_ > 0 && Clock::now() < end) {
        auto const count = epoll_wait(epoll_, events.data(), events.size(), 100);
        for (int i = 0; i < count; ++i) hear(*static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr), goes_on);
    }
}

void Crowd::hear(Line& line, bool goes_on) {
    static std::array<char, 1 << 16> buffer;
    auto const count = read(line.number, buffer.data(), buffer.size());
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) throw std::runtime_error{"the server closed a connection"};
    line.came.append(buffer.data(), static_cast<std::size_t>(count));
    auto const answer = first_answer(line.came);
    if (!answer) return;

    --waiting_;
    line.visitor->times.push_back(Seconds{Clock::now() - line.asked}.count());
    line.visitor->bytes = line.came.size();
    if (!line.visitor->is_content(*answer) && load_.discontent++ == 0)
        std::fprintf(stderr, "%s\n", line.came.substr(0, 2000).c_str());
    if (goes_on) ask(line);
}

void print(char const* name, double value) { std::printf("%s %.3f\n", name, value); }

void print_times(std::string const& prefix, std::vector<double> times) {
    if (times.empty()) return;
    std::ranges::sort(times);
    for (auto const percent : {50, 95, 99}) print((prefix + "p" + std::to_string(percent)).c_str(), percentile(times, percent));
}

void print(Load const& load, std::vector<std::unique_ptr<Visitor>> const& visitors, bool is_mixed) {
    std::vector<double> all, saves;
    for (std::size_t i = 0; i < visitors.size(); ++i) {
        auto const& times = visitors[i]->times;
        auto& part = is_mixed && i % 2 == 1 ? saves : all;
        part.insert(part.end(), times.begin(), times.end());
    }
    auto const count = static_cast<double>(all.size() + saves.size());
    print("per_second", count / load.seconds);
    print("cpu_ms", 1000 * load.cpu / count);
    print_times(is_mixed ? "page_" : "", all);
    print_times("save_", saves);
    print("bytes", static_cast<double>(visitors.front()->bytes));
    print("failures", static_cast<double>(load.discontent));
}

} // namespace bench
