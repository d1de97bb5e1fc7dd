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
#include "limits.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

// --- The server's process

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

long resident_kilobytes(int pid) {
    std::ifstream stream{"/proc/" + std::to_string(pid) + "/status"};
    for (std::string line; std::getline(stream, line);)
        if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
    throw std::runtime_error{"the server is gone"};
}

// --- HTTP

struct Answer {
    int status;
    std::string_view head, body;
};

std::string_view between(std::string_view text, std::string_view before, std::string_view after, std::size_t from = 0) {
    auto const begin = text.find(before, from);
    if (begin == text.npos) return {};
    auto const rest = text.substr(begin + before.size());
    return rest.substr(0, rest.find(after));
}

// The first answer in what came; nothing while some of it is still to come.
std::optional<Answer> first_answer(std::string_view came) {
    auto const end = came.find("\r\n\r\n");
    if (end == came.npos) return std::nullopt;
    auto const head = came.substr(0, end + 4);
    auto const length = static_cast<std::size_t>(std::atol(std::string{between(head, "\r\nContent-Length: ", "\r\n")}.c_str()));
    if (came.size() < head.size() + length) return std::nullopt;
    return Answer{std::atoi(std::string{came.substr(9, 3)}.c_str()), head, came.substr(head.size(), length)};
}

int connected(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto const line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int const yes = 1;
    setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connect(line, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return line;
    close(line);
    return -1;
}

std::string asked_on(int line, std::string_view request) {
    std::string came(1 << 16, '\0');
    std::size_t size = 0;
    if (write(line, request.data(), request.size()) != static_cast<ssize_t>(request.size())) return {};
    while (!first_answer({came.data(), size})) {
        if (size == came.size()) came.resize(came.size() * 2);
        auto const count = read(line, came.data() + size, came.size() - size);
        if (count <= 0) return {};
        size += static_cast<std::size_t>(count);
    }
    came.resize(size);
    return came;
}

std::string asked_once(int port, std::string_view request) {
    auto const line = connected(port);
    if (line < 0) throw std::runtime_error{"nobody answers"};
    auto answer = asked_on(line, request);
    close(line);
    return answer;
}

// --- Who asks for what

struct Place {
    std::string structure, cycle, chapter, session, key, email, password;
    int actions = 0; // of its plan

    std::string chapter_path() const { return "/structures/" + structure + "/cycles/" + cycle + "/diagnostic/" + chapter; }
    std::string plan_path() const { return "/structures/" + structure + "/cycles/" + cycle + "/engagements"; }
    std::string whole_path() const { return "/structures/" + structure + "/cycles/" + cycle + "/diagnostic/tout"; }
    std::string results_path(std::string const& ending) const {
        return "/structures/" + structure + "/cycles/" + cycle + "/diagnostic/resultats" + ending;
    }
};

std::vector<Place> read_sample(std::string const& file) {
    std::ifstream stream{file};
    std::vector<Place> places;
    for (Place one; stream >> one.structure >> one.cycle >> one.chapter >> one.session >> one.key >> one.email >> one.password >> one.actions;)
        places.push_back(one);
    if (places.empty()) throw std::runtime_error{"the sample is empty: " + file};
    return places;
}

std::string head(std::string_view method, std::string const& path, std::string const& cookie, bool takes_gzip = false) {
    return std::string{method} + " " + path +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0\r\n" +
           "Accept: text/html\r\nAccept-Language: fr\r\n" + (takes_gzip ? "Accept-Encoding: gzip\r\n" : "") +
           (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n");
}

std::string get(std::string const& path, std::string const& cookie, bool takes_gzip = false) {
    return head("GET", path, cookie, takes_gzip) + "\r\n";
}

std::string post(std::string const& path, std::string const& cookie, std::string const& body) {
    return head("POST", path, cookie) +
           "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string encoded(std::string_view text) {
    std::string result;
    for (unsigned char const sign : text) {
        std::array<char, 4> digits{};
        std::snprintf(digits.data(), digits.size(), "%%%02X", sign);
        if (std::isalnum(sign)) result += static_cast<char>(sign);
        else result += digits.data();
    }
    return result;
}

// One who asks, waits for the answer, and asks again.
class Visitor {
public:
    virtual ~Visitor() = default;
    virtual std::string request() = 0;
    virtual bool is_content(Answer const&) = 0;

    std::vector<double> times = {}; // of the answers, in seconds
    std::size_t bytes = 0;
};

// Asks for one page after the other, and begins again.
class Reader : public Visitor {
public:
    explicit Reader(std::vector<std::string> requests) : requests_{std::move(requests)} {}
    std::string request() override { return requests_[turn_++ % requests_.size()]; }
    bool is_content(Answer const& answer) override { return answer.status == 200; }

private:
    std::vector<std::string> requests_;
    std::size_t turn_ = 0;
};

// Writes a comment in one criterion after the other, as the script of the page sends it.
class Member : public Visitor {
public:
    Member(int port, Place const& place) : path_{place.chapter_path()}, cookie_{"session=" + place.session} {
        auto const page = asked_once(port, get(path_, cookie_));
        form_key_ = between(page, "name=\"csrf\" value=\"", "\"");
        constexpr auto sign = "<article class=\"criterion\" id=\"critere-";
        for (auto at = page.find(sign); at != page.npos; at = page.find(sign, at + 1)) {
            auto const key = std::string{between(page, sign, "\"", at)};
            criteria_.push_back({key, std::string{between(page, "name=\"revision-" + key + "\" value=\"", "\"")},
                std::string{between(page, "name=\"shown-" + key + "\" value=\"", "\"")}});
        }
        if (criteria_.empty()) throw std::runtime_error{"this is no page of a chapter: " + page.substr(0, 200)};
    }

    std::string request() override {
        auto const& [key, revision, shown] = criterion();
        static long number = 0;
        auto const comment = "Une phrase comme un membre en écrit, la " + std::to_string(++number) + "e de ces mesures.";
        return post(path_, cookie_,
            "csrf=" + form_key_ + "&editor=mesures" + "&criterion=" + key + "&level-" + key + "=2&reason-" + key + "=&comment-" +
                key + "=" + encoded(comment) + "&revision-" + key + "=" + revision + "&shown-" + key + "=" + shown);
    }

    bool is_content(Answer const& answer) override {
        auto& [key, revision, shown] = criterion();
        revision = between(answer.body, "\"revision\":", ",");
        shown = between(answer.body, "\"shown\":\"", "\"");
        ++turn_;
        return answer.status == 200 && answer.body.find("\"saved\"") != answer.body.npos;
    }

private:
    struct Criterion {
        std::string key, revision, shown;
    };
    Criterion& criterion() { return criteria_[turn_ % criteria_.size()]; }

    std::string path_, cookie_, form_key_;
    std::vector<Criterion> criteria_;
    std::size_t turn_ = 0;
};

class Newcomer : public Visitor {
public:
    Newcomer(int port, Place const& place) {
        auto const page = asked_once(port, get("/connexion", ""));
        cookie_ = "visiteur=" + std::string{between(page, "Set-Cookie: visiteur=", ";")};
        body_ = "csrf=" + std::string{between(page, "name=\"csrf\" value=\"", "\"")} + "&email=" + encoded(place.email) +
                "&password=" + encoded(place.password);
    }
    std::string request() override { return post("/connexion", cookie_, body_); }
    bool is_content(Answer const& answer) override { return answer.status == 303; }

private:
    std::string cookie_, body_;
};

// A workshop that is open, and the telephones in its room.
class Room {
public:
    Room(int port, Place const& place) : port_{port} {
        auto const cookie = "session=" + place.session, structure = "/structures/" + place.structure;
        auto const plan = asked_once(port, get(structure + "/ateliers/nouveau", cookie));
        auto const opened = asked_once(port,
            post(structure + "/ateliers", cookie,
                "csrf=" + field(plan, "csrf") + "&id=" + field(plan, "id") + "&title=Mesures&what=chapitre&chapter=" + place.chapter));
        auto const path = std::string{between(opened, "Location: ", "\r\n")};
        auto const screen = asked_once(port, get(path, cookie));
        code_ = between(between(screen, "class=\"join__code\"", "</p>"), "<b>", "</b>");
        if (code_.size() != 8) throw std::runtime_error{"no workshop: " + opened.substr(0, 400)};
        code_.erase(3, 2); // a no-break space
        asked_once(port, post(path + "/suite", cookie, "csrf=" + field(screen, "csrf") + "&place=0&round=0"));
    }

    static std::string field(std::string_view page, std::string const& name) {
        return std::string{between(page, "name=\"" + name + "\" value=\"", "\"")};
    }

    int port() const { return port_; }
    std::string path() const { return "/atelier/" + code_; }
    std::string const& code() const { return code_; }

private:
    int port_;
    std::string code_;
};

// Changes its mind all the time.
class Telephone : public Visitor {
public:
    explicit Telephone(Room const& room) : path_{room.path() + "/vote"} {
        auto const page = asked_once(room.port(), get(room.path(), ""));
        cookie_ = "visiteur=" + std::string{between(page, "Set-Cookie: visiteur=", ";")};
        form_key_ = Room::field(page, "csrf");
        auto const seat = asked_once(
            room.port(), post("/atelier", cookie_, "csrf=" + form_key_ + "&code=" + room.code() + "&name=Une+personne&role="));
        cookie_ += "; atelier=" + std::string{between(seat, "Set-Cookie: atelier=", ";")};
    }

    std::string request() override {
        return post(path_, cookie_, "csrf=" + form_key_ + "&place=1&round=1&level=" + std::to_string(1 + turn_++ % 5));
    }
    bool is_content(Answer const& answer) override { return answer.status == 303; }

private:
    std::string path_, cookie_, form_key_;
    std::size_t turn_ = 0;
};

// --- Many at once

struct Load {
    double seconds = 0;
    double cpu = 0; // seconds that the server's process took
    std::size_t discontent = 0;
};

// Lets each of the visitors ask, over a connection of its own, until the time is over and all are answered.
class Crowd {
public:
    Crowd(int port, int pid, std::vector<std::unique_ptr<Visitor>> const& visitors) : pid_{pid} {
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
    ~Crowd() {
        for (auto const& line : lines_) close(line.number);
        close(epoll_);
    }
    Crowd(Crowd const&) = delete;

    // Adds to what was measured before.
    void run(Seconds measuring) {
        auto const begin = Clock::now();
        auto const cpu = cpu_seconds(pid_);
        for (auto& line : lines_) ask(line);
        serve_until(begin + std::chrono::duration_cast<Clock::duration>(measuring), true);
        serve_until(Clock::time_point::max(), false);
        load_.seconds += Seconds{Clock::now() - begin}.count();
        load_.cpu += cpu_seconds(pid_) - cpu;
    }

    void warm_up(Seconds warming) {
        run(warming);
        for (auto& line : lines_) line.visitor->times.clear();
        load_ = {};
    }

    Load const& load() const { return load_; }

private:
    struct Line {
        int number;
        Visitor* visitor;
        std::string came = {};
        Clock::time_point asked = {};
    };

    void ask(Line& line) {
        auto const request = line.visitor->request();
        line.came.clear();
        line.asked = Clock::now();
        ++waiting_;
        // A request is smaller than what a socket takes at once.
        if (write(line.number, request.data(), request.size()) != static_cast<ssize_t>(request.size()))
            throw std::runtime_error{"a request could not be sent"};
    }

    void serve_until(Clock::time_point end, bool goes_on) {
        std::array<epoll_event, 128> events{};
        while (waiting_ > 0 && Clock::now() < end) {
            auto const count = epoll_wait(epoll_, events.data(), events.size(), 100);
            for (int i = 0; i < count; ++i) hear(*static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr), goes_on);
        }
    }

    void hear(Line& line, bool goes_on) {
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

    int pid_;
    int epoll_ = epoll_create1(EPOLL_CLOEXEC);
    std::vector<Line> lines_;
    std::size_t waiting_ = 0;
    Load load_;
};

// In milliseconds, exact: of sorted times, the one that so many percent do not exceed.
double percentile(std::vector<double> const& sorted, double percent) {
    auto const place = static_cast<std::size_t>(std::ceil(percent / 100 * static_cast<double>(sorted.size())));
    return 1000 * sorted[std::max<std::size_t>(place, 1) - 1];
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

// --- What is measured

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
    bench::RawCommits raw{folder};
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
    if (what == "flushes" && count == 4) return print("flushes", bench::flushes(arguments[2], std::atof(arguments[3]))), 0;
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
