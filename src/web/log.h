#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// One JSON object a line. What is written is decided here: never a body, a cookie, a token or the part of an address after ?.
namespace web {

enum class Level { info, warning, error };

struct Line {
    Level level = Level::info;
    std::string_view event;          // « request », « login refused »
    std::string_view reference = {}; // of the request, as error pages show it
    std::string_view method = {};
    std::string_view pattern = {}; // of the route: « /invitations/{} », since a path may hold a token
    int status = 0;
    std::optional<std::chrono::microseconds> took = {};
    std::string_view user = {};         // an id
    std::string_view organisation = {}; // an id
    std::string_view acts = {};         // what it left in a trail: « change_role 0193… »
    std::string_view detail = {};       // what an exception said
};

// As it stands in the log, without the line end.
std::string json_line(Line const&, std::chrono::system_clock::time_point at);

// To that file, or to the standard output for « - ». Until then lines are dropped.
void open_log(std::string const& path);

// Never waits: where the disk is full or nobody reads the pipe, the oldest lines that wait are lost.
void log(Line const&);

// Writes what waits, for half a second at most.
void close_log();

} // namespace web
