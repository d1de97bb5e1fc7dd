#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What is checked of a request before any other code sees it. A refusal is a status, or 0 where there is none.
namespace web {

constexpr std::size_t most_head_bytes = 16 * 1024;
constexpr std::size_t most_target_bytes = 8 * 1024;
constexpr std::size_t most_header_lines = 100;
constexpr std::string_view known_methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

// Finds where the head of a request ends while its bytes come, and refuses early what can be no head.
class HeadEnd {
public:
    struct Seen {
        std::size_t length = 0; // 0: more bytes are needed
        int refusal = 0;
    };

    // All bytes of the head so far; what was looked at before is not looked at again.
    Seen look(std::string_view bytes);

private:
    int refusal_of_line(std::string_view line) const;

    std::size_t seen_ = 0;
    std::size_t line_begin_ = 0;
    std::size_t lines_ = 0;
};

// The head as it was sent; names of headers in small letters.
struct Head {
    std::string method;
    std::string target;
    bool is_http_1_0 = false;
    std::vector<std::pair<std::string, std::string>> headers = {};
};

int refusal(Head const&);

// Does a line end in this part of a chunked body without its carriage return? Then more bytes would not mend it.
bool has_bare_line_end(std::string_view);

} // namespace web
