#include "web/log.h"

#include "core/unicode.h"

#include <atomic>
#include <csignal>
#include <memory>
#include <mutex>
#include <system_error>

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <poll.h>
#include <spdlog/async.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

namespace web {
namespace {

constexpr std::size_t most_lines_waiting = 8192;

void append_quoted(std::string& json, std::string_view text) {
    json += '"';
    for (unsigned char const sign : text) {
        if (sign == '"' || sign == '\\') json.append({'\\', static_cast<char>(sign)});
        else if (sign < ' ' || sign == 0x7f) fmt::format_to(std::back_inserter(json), "\\u{:04x}", sign);
        else json += static_cast<char>(sign);
    }
    json += '"';
}

void append(std::string& json, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    json.append(",\"").append(name).append("\":");
    if (is_utf8(text)) append_quoted(json, text);
    else append_quoted(json, cleaned(text));
}

std::string_view name(Level level) {
    switch (level) {
        case Level::info: return "info";
        case Level::warning: return "warning";
        case Level::error: return "error";
    }
    return "error";
}

// Gives up rather than wait for ever: no more bytes at once than a pipe that is ready takes, and an end once it is told to close.
class Sink : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit Sink(std::string const& path)
        : file_{path == "-" ? dup(STDOUT_FILENO) : open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)} {
        if (file_ < 0) throw std::system_error{errno, std::generic_category(), "the log cannot be opened: " + path};
    }
    ~Sink() override { close(file_); }

    void give_up_soon() { closing_at_ = std::chrono::steady_clock::now() + std::chrono::milliseconds{500}; }

protected:
    void sink_it_(spdlog::details::log_msg const& message) override {
        std::string line{message.payload.begin(), message.payload.end()};
        line += '\n';
        for (std::string_view rest = line; !rest.empty() && is_ready();) {
            auto const count = ::write(file_, rest.data(), std::min<std::size_t>(rest.size(), pipe_bytes));
            if (count < 0) return; // the disk is full: this line is lost
            rest.remove_prefix(static_cast<std::size_t>(count));
        }
    }
    void flush_() override {}

private:
    static constexpr std::size_t pipe_bytes = 4096;

    bool is_ready() {
        while (std::chrono::steady_clock::now() < closing_at_.load()) {
            pollfd waiting{file_, POLLOUT, 0};
            if (poll(&waiting, 1, 50) > 0) return true;
        }
        return false;
    }

    int file_;
    std::atomic<std::chrono::steady_clock::time_point> closing_at_{std::chrono::steady_clock::time_point::max()};
};

struct Open {
    std::shared_ptr<Sink> sink; // shared because spdlog keeps its sinks so
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
};

// The one state of the program that no argument brings: whatever breaks must be able to say so.
std::mutex changing;
std::shared_ptr<Open> current;

std::shared_ptr<Open> exchange(std::shared_ptr<Open> next) { return std::atomic_exchange(&current, std::move(next)); }

} // namespace

std::string json_line(Line const& line, std::chrono::system_clock::time_point at) {
    auto const milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    auto json = fmt::format("{{\"at\":\"{:%Y-%m-%dT%H:%M:%S}.{:03}Z\"",
        fmt::gmtime(static_cast<std::time_t>(milliseconds / 1000)), milliseconds % 1000);
    append(json, "level", name(line.level));
    append(json, "event", line.event);
    append(json, "reference", line.reference);
    append(json, "method", line.method);
    append(json, "pattern", line.pattern);
    if (line.status != 0) fmt::format_to(std::back_inserter(json), ",\"status\":{}", line.status);
    if (line.took) fmt::format_to(std::back_inserter(json), ",\"ms\":{:.3f}", static_cast<double>(line.took->count()) / 1000);
    append(json, "user", line.user);
    append(json, "organisation", line.organisation);
    append(json, "acts", line.acts);
    append(json, "detail", line.detail);
    return json += '}';
}

void open_log(std::string const& path) {
    close_log();
    std::signal(SIGPIPE, SIG_IGN); // whoever read the log may have gone
    std::lock_guard const lock{changing};
    auto open = std::make_shared<Open>();
    open->sink = std::make_shared<Sink>(path);
    open->pool = std::make_shared<spdlog::details::thread_pool>(most_lines_waiting, 1);
    open->logger =
        std::make_shared<spdlog::async_logger>("log", open->sink, open->pool, spdlog::async_overflow_policy::overrun_oldest);
    exchange(std::move(open));
}

void log(Line const& line) {
    auto const open = std::atomic_load(&current);
    if (open) open->logger->info(fmt::string_view{json_line(line, std::chrono::system_clock::now())});
}

void close_log() {
    std::lock_guard const lock{changing};
    if (auto const open = exchange(nullptr)) open->sink->give_up_soon();
}

} // namespace web
