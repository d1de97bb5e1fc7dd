#pragma once

#include "core/url.h"
#include "html/html.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace web {

// Bytes that live as long as the program: an asset; compressed is its brotli form, or empty.
struct Fixed {
    std::string_view content;
    std::string_view compressed = {};
};

// A file is sent from the disk in pieces; it is never held in memory.
struct File {
    std::filesystem::path path;
};

// Called until it returns an empty text; each text is sent as it comes.
using Stream = std::function<std::string()>;

// A report that another process makes from this JSON; the connection and the worker are free until it is there.
struct Later {
    std::string kind; // the template: « diagnostic »
    std::string json;
    std::string file_name = {}; // under which it is kept
};

// A page that is drawn after the commit of what it tells.
struct Drawing {
    std::function<std::string()> draw;
};

using Body = std::variant<std::string, Fixed, File, Stream, Later, Drawing>;

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    Body body = {};
};

Response page(html::Html, int status = 200);
Response text(std::string_view, int status = 200);
Response json(std::string, int status = 200, std::string_view type = "application/json");
Response see_other(Url const&);

// Content-Disposition for a file to keep, whatever its name holds (RFC 6266).
std::pair<std::string, std::string> attachment(std::string_view file_name);

// Ends a request that may go no further; caught once, where the server calls the router.
struct Refused {
    int status;
    int retry_after = 0; // seconds, with 429 and 503
};

template <typename T>
T require(std::optional<T> found) {
    if (!found) throw Refused{404};
    return *std::move(found);
}

template <typename T>
T const& require(T const* found) {
    if (!found) throw Refused{404};
    return *found;
}

} // namespace web
