#pragma once

#include "core/result.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

// Reports are made by another program, so that one that hangs, crashes or swells hurts no visitor: it is killed, its job is
// answered with a refusal, and the next job finds a fresh one.
namespace reports {

struct Job {
    std::string kind;   // a template of worker/templates, or « png »
    std::string json;   // the data of that template, one JSON object that names its language
    std::string tenant; // whose report it is: each may have two under way
};

struct Made {
    std::string type; // « application/pdf »
    std::string bytes;
};

enum class Fault {
    busy,        // too many wait: 503, come back after retry_after seconds
    unavailable, // Node or the worker is not installed, or we are stopping: 503
    too_large,   // it takes more memory or time than a report may: 504, a part of it can be asked for
    failed       // this report could not be made: 500
};

struct Refusal {
    Fault fault;
    std::string reason = {}; // for the log
    int retry_after = 0;
};

// Called once for each job: from a thread of the workshop, or by make itself when the job is refused at once. It
// throws nothing, and does not stop the workshop.
using Done = std::function<void(Result<Made, Refusal>)>;

struct WorkshopSettings {
    std::filesystem::path folder; // holds worker.js and node_modules
    std::string node = "node";    // a path, or a name to look for in PATH
    int processes = 2;
    std::size_t waiting = 8;
    std::size_t per_tenant = 2;
    std::size_t memory = std::size_t{256} << 20; // bytes that a process may occupy
    std::chrono::milliseconds deadline{10'000};  // for one job
    bool has_test_kinds = false;                 // reports that hang, crash or swell
};

// Two warm processes and the jobs that wait for them. The first job starts them; without jobs nothing runs.
class Workshop {
public:
    explicit Workshop(WorkshopSettings);
    ~Workshop();
    Workshop(Workshop const&) = delete;

    void make(Job, Done);

    // Ends the processes and answers what is left as unavailable, within a second.
    void stop();

private:
    struct Floor;
    std::unique_ptr<Floor> floor_;
};

} // namespace reports
