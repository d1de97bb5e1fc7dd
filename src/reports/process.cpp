#include "reports/process.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <utility>

#include <poll.h>
#include <sched.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace reports {

namespace {

// How often memory and the end of the program are looked at while a job is under way.
constexpr auto pulse = std::chrono::milliseconds{20};

// Whoever reads a page goes before a report, which its reader waits for anyway: reports leave the first processor to pages,
// where there is another.
constexpr int politeness = 10;

void step_back(pid_t pid) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(pid), politeness);
    cpu_set_t processors;
    if (sched_getaffinity(0, sizeof processors, &processors) != 0 || CPU_COUNT(&processors) < 2) return;
    int first = 0;
    while (!CPU_ISSET(first, &processors)) ++first;
    CPU_CLR(first, &processors);
    sched_setaffinity(pid, sizeof processors, &processors);
}

std::vector<char*> pointers(std::vector<std::string> const& texts) {
    std::vector<char*> result;
    for (auto const& text : texts) result.push_back(const_cast<char*>(text.c_str()));
    result.push_back(nullptr);
    return result;
}

class Preparation {
public:
    Preparation(int socket, std::filesystem::path const& folder) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, socket, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, socket, STDOUT_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());

        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0); // a Ctrl-C in our terminal is not for it
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    ~Preparation() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    Preparation(Preparation const&) = delete;

    std::optional<pid_t> spawn(std::vector<std::string> const& command, std::vector<std::string> const& environment) const {
        pid_t pid;
        auto const arguments = pointers(command);
        auto const variables = pointers(environment);
        if (posix_spawnp(&pid, command.front().c_str(), &actions_, &attributes_, arguments.data(), variables.data()) != 0)
            return std::nullopt;
        step_back(pid);
        return pid;
    }

private:
    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

} // namespace

std::optional<Process> Process::start(
    std::vector<std::string> const& command, std::filesystem::path const& folder, std::vector<std::string> const& environment) {
    // A socket rather than two pipes: writing to one whose reader is gone need not raise SIGPIPE.
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
    auto const pid = Preparation{ends[1], folder}.spawn(command, environment);
    close(ends[1]);
    if (pid) return Process{*pid, ends[0]};
    close(ends[0]);
    return std::nullopt;
}

Process::Process(Process&& other) noexcept : pid_{std::exchange(other.pid_, -1)}, socket_{std::exchange(other.socket_, -1)} {}

Process& Process::operator=(Process&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(socket_, other.socket_);
    return *this;
}

Process::~Process() {
    if (pid_ > 0) end();
}

void Process::end() {
    kill(-pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {}
    close(socket_);
}

std::size_t Process::resident_bytes() const {
    std::ifstream file{"/proc/" + std::to_string(pid_) + "/statm"};
    std::size_t total = 0, resident = 0;
    file >> total >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::optional<std::string> Process::wait_for(short event, Bounds const& bounds) const {
    for (;;) {
        pollfd descriptor{socket_, event, 0};
        auto const ready = poll(&descriptor, 1, static_cast<int>(pulse.count()));
        if (bounds.is_over()) return "interrupted";
        if (resident_bytes() > bounds.memory) return out_of_memory;
        if (ready > 0) return std::nullopt;
        if (std::chrono::steady_clock::now() >= bounds.until) return out_of_time;
    }
}

std::optional<std::string> Process::write(std::string_view bytes, Bounds const& bounds) {
    while (!bytes.empty()) {
        if (auto const problem = wait_for(POLLOUT, bounds)) return problem;
        auto const sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno != EAGAIN && errno != EINTR) return ended;
    }
    return std::nullopt;
}

Result<std::string, std::string> Process::read(std::size_t size, Bounds const& bounds) {
    std::string bytes(size, '\0');
    for (std::size_t have = 0; have < size;) {
        if (auto const problem = wait_for(POLLIN, bounds)) return Failure{*problem};
        auto const received = recv(socket_, bytes.data() + have, size - have, MSG_DONTWAIT);
        if (received > 0) have += static_cast<std::size_t>(received);
        else if (received == 0 || (errno != EAGAIN && errno != EINTR)) return Failure{std::string{ended}};
    }
    return bytes;
}

} // namespace reports
