#pragma once

#include "visitors.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

// Many who ask at once.
namespace bench {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

struct Load {
    double seconds = 0;
    double cpu = 0; // seconds that the server's process took
    std::size_t discontent = 0;
};

// Lets each of the visitors ask, over a connection of its own, until the time is over and all are answered.
class Crowd {
public:
    Crowd(int port, int pid, std::vector<std::unique_ptr<Visitor>> const&);
    ~Crowd();
    Crowd(Crowd const&) = delete;

    // Adds to what was measured before.
    void run(Seconds measuring);
    void warm_up(Seconds warming);

    Load const& load() const { return load_; }

private:
    struct Line {
        int number;
        Visitor* visitor;
        std::string came = {};
        Clock::time_point asked = {};
    };

    void ask(Line&);
    void serve_until(Clock::time_point end, bool goes_on);
    void hear(Line&, bool goes_on);

    int pid_;
    int epoll_;
    std::vector<Line> lines_;
    std::size_t waiting_ = 0;
    Load load_;
};

void print(char const* name, double value);
// What so many percent of the answers do not exceed.
void print_times(std::string const& prefix, std::vector<double> times);
void print(Load const&, std::vector<std::unique_ptr<Visitor>> const&, bool is_mixed);

} // namespace bench
