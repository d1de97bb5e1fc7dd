#include "reports/worker.h"

#include "reports/process.h"

#include <boost/json.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace reports {

namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_answer = std::size_t{64} << 20;
constexpr auto time_to_start = std::chrono::seconds{10};
constexpr int seconds_until_free = 5;

std::string with_length(std::string_view text) {
    auto const size = static_cast<std::uint32_t>(text.size());
    std::string result;
    for (auto const shift : {24, 16, 8, 0}) result += static_cast<char>(size >> shift & 0xff);
    return result.append(text);
}

std::size_t length_of(std::string_view four) {
    std::size_t size = 0;
    for (auto const byte : four) size = size << 8 | static_cast<unsigned char>(byte);
    return size;
}

Result<std::string, std::string> read_part(Process& process, Process::Bounds const& bounds) {
    auto const size = process.read(4, bounds);
    if (!size) return size;
    if (length_of(*size) > longest_answer) return Failure{std::string{"a longer answer than any report"}};
    return process.read(length_of(*size), bounds);
}

struct Answer {
    json::object header;
    std::string bytes;
};

Result<Answer, std::string> read_answer(Process& process, Process::Bounds const& bounds) {
    auto header = read_part(process, bounds);
    if (!header) return Failure{header.error()};
    auto bytes = read_part(process, bounds);
    if (!bytes) return Failure{bytes.error()};

    std::error_code problem;
    auto value = json::parse(*header, problem);
    if (problem || !value.is_object()) return Failure{std::string{"an answer that is no JSON"}};
    return Answer{std::move(value.as_object()), *std::move(bytes)};
}

std::string text_of(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    return value && value->is_string() ? std::string{value->as_string()} : std::string{};
}

bool is_true(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    return value && value->is_bool() && value->as_bool();
}

// One job at a time, so that its answer needs no other name than its kind.
std::string request(Job const& job) {
    auto const kind = json::serialize(job.kind);
    return "{\"id\":" + kind + ",\"kind\":" + kind + ",\"data\":" + job.json + "}";
}

// The worker sees nothing of our environment, which may hold secrets.
std::vector<std::string> environment(WorkshopSettings const& settings) {
    std::vector<std::string> result{"LANG=C.UTF-8", "NODE_ENV=production", "UV_THREADPOOL_SIZE=1", "RAYON_NUM_THREADS=1",
        "MALLOC_ARENA_MAX=1", "MALLOC_TRIM_THRESHOLD_=65536"}; // what a report is done with goes back at once
    if (settings.has_test_kinds) result.emplace_back("ESSPRATIQUES_TEST_KINDS=1");
    return result;
}

struct Waiting {
    Job job;
    Done done;
};

} // namespace

struct Workshop::Floor {
    WorkshopSettings settings;
    std::mutex mutex = {};
    std::condition_variable changed = {};
    std::deque<Waiting> queue = {};                    // under mutex
    std::map<std::string, std::size_t> under_way = {}; // by tenant, waiting or being made; under mutex
    std::vector<std::thread> benches = {};             // under mutex
    std::atomic<bool> is_stopping = false;

    bool is_installed() const {
        std::error_code ignored;
        return exists(settings.folder / "worker.js", ignored) && exists(settings.folder / "node_modules", ignored);
    }

    std::optional<Refusal> refusal(std::string const& tenant) const {
        if (is_stopping) return Refusal{Fault::unavailable, "stopping"};
        if (queue.size() >= settings.waiting) return Refusal{Fault::busy, "the queue is full", seconds_until_free};
        auto const mine = under_way.find(tenant);
        if (mine != under_way.end() && mine->second >= settings.per_tenant)
            return Refusal{Fault::busy, "this tenant has as many reports under way as it may", seconds_until_free};
        return std::nullopt;
    }

    std::optional<Refusal> take(Job& job, Done& done) {
        if (!is_installed()) return Refusal{Fault::unavailable, "the worker is not installed"};
        std::lock_guard const lock{mutex};
        if (auto refused = refusal(job.tenant)) return refused;
        ++under_way[job.tenant];
        queue.push_back({std::move(job), std::move(done)});
        if (benches.size() < static_cast<std::size_t>(settings.processes)) benches.emplace_back([this] { work(); });
        changed.notify_one();
        return std::nullopt;
    }

    std::optional<Waiting> next() {
        std::unique_lock lock{mutex};
        changed.wait(lock, [this] { return is_stopping || !queue.empty(); });
        if (queue.empty()) return std::nullopt;
        auto waiting = std::move(queue.front());
        queue.pop_front();
        return waiting;
    }

    void forget(std::string const& tenant) {
        std::lock_guard const lock{mutex};
        if (--under_way[tenant] == 0) under_way.erase(tenant);
    }

    Process::Bounds bounds(Clock::duration time) const {
        return {Clock::now() + time, settings.memory, [this] { return is_stopping.load(); }};
    }

    std::optional<Process> started() const {
        auto process =
            Process::start({settings.node, "--max-old-space-size=128", "worker.js"}, settings.folder, environment(settings));
        if (process && read_answer(*process, bounds(time_to_start))) return process;
        return std::nullopt;
    }

    Result<Answer, std::string> answer(Process& process, Job const& job) const {
        auto const within = bounds(settings.deadline);
        if (auto const unsent = process.write(with_length(request(job)), within)) return Failure{*unsent};
        return read_answer(process, within);
    }

    // The process is gone after a conversation that was cut: whatever it would still say is of no use.
    Result<Made, Refusal> made(std::optional<Process>& process, Job const& job) const {
        auto const was_warm = process.has_value();
        if (!process) process = started();
        if (!process) return Failure{Refusal{Fault::unavailable, "the worker does not start"}};

        auto answered = answer(*process, job);
        if (!answered) {
            process.reset();
            if (is_stopping) return Failure{Refusal{Fault::unavailable, "stopping"}};
            auto const& reason = answered.error();
            // It may have died while it waited, or held what earlier reports left.
            if (was_warm && (reason == Process::ended || reason == Process::out_of_memory)) return made(process, job);
            auto const is_too_large = reason == Process::out_of_memory || reason == Process::out_of_time;
            return Failure{Refusal{is_too_large ? Fault::too_large : Fault::failed, "the worker: " + reason}};
        }
        if (!is_true(answered->header, "ok")) return Failure{Refusal{Fault::failed, text_of(answered->header, "error")}};
        auto type = text_of(answered->header, "type");
        return Made{std::move(type), (*std::move(answered)).bytes};
    }

    // One bench is one thread with one process of its own.
    void work() {
        std::optional<Process> process;
        while (auto waiting = next()) {
            if (is_stopping) {
                waiting->done(Failure{Refusal{Fault::unavailable, "stopping"}});
                continue;
            }
            auto const had_process = process.has_value();
            auto result = made(process, waiting->job);
            forget(waiting->job.tenant);
            waiting->done(std::move(result));
            if (process && process->resident_bytes() > settings.memory / 5 * 4) process.reset();
            if (!process && had_process && !is_stopping) process = started(); // the next job finds it warm
        }
    }

    void stop() {
        std::vector<std::thread> finishing;
        {
            std::lock_guard const lock{mutex};
            is_stopping = true;
            finishing.swap(benches);
        }
        changed.notify_all();
        for (auto& bench : finishing) bench.join();
    }
};

Workshop::Workshop(WorkshopSettings settings) : floor_{new Floor{std::move(settings)}} {}

Workshop::~Workshop() { stop(); }

void Workshop::make(Job job, Done done) {
    if (auto refused = floor_->take(job, done)) done(Failure{*std::move(refused)});
}

void Workshop::stop() { floor_->stop(); }

} // namespace reports
