#pragma once

#include "core/result.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

// A program that we started and talk to by its stdin and stdout; it is killed with all it started when this goes.
class Process {
public:
    // Runs without a shell, in a folder, with this environment and no other open file; empty when it cannot be started.
    static std::optional<Process> start(std::vector<std::string> const& command, std::filesystem::path const& folder,
        std::vector<std::string> const& environment);

    Process(Process&&) noexcept;
    Process& operator=(Process&&) noexcept;
    ~Process();

    // What may interrupt a conversation.
    struct Bounds {
        std::chrono::steady_clock::time_point until;
        std::size_t memory;
        std::function<bool()> is_over; // asked all the time
    };

    // Why a conversation was cut: nobody answers any more, or a bound is passed.
    static constexpr char const* ended = "ended";
    static constexpr char const* out_of_memory = "out of memory";
    static constexpr char const* out_of_time = "out of time";

    // Both say why they could not be done. Afterwards only the end of the process is left.
    std::optional<std::string> write(std::string_view, Bounds const&);
    Result<std::string, std::string> read(std::size_t size, Bounds const&);

    std::size_t resident_bytes() const;

private:
    Process(int pid, int socket) : pid_{pid}, socket_{socket} {}
    std::optional<std::string> wait_for(short event, Bounds const&) const;
    void end();

    int pid_ = -1;
    int socket_ = -1;
};

} // namespace reports
