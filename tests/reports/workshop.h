#pragma once

#include "reports/worker.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <utility>

namespace reports {

inline std::filesystem::path worker_folder() { return std::filesystem::path{SOURCE_FOLDER} / "worker"; }

// Says so where nothing can be tested, since a silence would look like a success.
inline bool has_worker() {
    auto const installed =
        std::filesystem::exists(worker_folder() / "node_modules/@resvg") && std::system("node --version > /dev/null 2>&1") == 0;
    if (!installed) MESSAGE("SKIPPED: no Node, or no worker/node_modules (npm ci --ignore-scripts --prefix worker)");
    return installed;
}

using Outcome = Result<Made, Refusal>;

// The answer to a job, later.
inline std::future<Outcome> order(Workshop& workshop, Job job) {
    auto promise = std::make_shared<std::promise<Outcome>>(); // std::function wants what can be copied
    auto future = promise->get_future();
    workshop.make(std::move(job), [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
    return future;
}

inline Outcome make_now(Workshop& workshop, Job job) {
    auto future = order(workshop, std::move(job));
    REQUIRE(future.wait_for(std::chrono::seconds{60}) == std::future_status::ready);
    return future.get();
}

inline WorkshopSettings test_settings() { return {.folder = worker_folder(), .has_test_kinds = true}; }

inline Job echo(std::string tenant = "a") { return {"test-echo", R"({"text":"écho"})", std::move(tenant)}; }
inline Job hang(std::string tenant) { return {"test-hang", "{}", std::move(tenant)}; }

} // namespace reports
