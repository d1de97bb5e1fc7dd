#pragma once

#include "web/encoding.h"
#include "web/request.h"
#include "web/response.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace web {

// What the head of an answer depends on besides the response itself.
struct Asked {
    bool is_head = false;
    bool is_http_1_0 = false;
    bool closes = false;              // is the connection closed after the answer?
    Request const* request = nullptr; // absent where none could be read
};

// An answer as it goes over the wire.
struct Outgoing {
    std::string head;
    std::string text;       // what follows it at once…
    std::string_view fixed; // … or that
    Stream pieces;          // then these, until one is empty; each as a chunk where is_chunked
    bool is_chunked = false;
    bool closes = false;

    std::string_view body() const { return fixed.empty() ? std::string_view{text} : fixed; }
};

// Makes answers; gives each one the headers that every answer carries. Safe to use from any thread.
class Writing {
public:
    explicit Writing(bool is_https) : is_https_{is_https} {}

    // Throws where a header may not be sent: one that holds a line end, or that is the server's to say.
    Outgoing outgoing(Response, Asked const&);

private:
    std::string head(Response const&, Outgoing const&, Asked const&, std::string_view length) const;
    // Gives its length, where that is known.
    std::optional<std::uint64_t> take_body(Response&, Outgoing&, Asked const&);
    void compress(Response&, Outgoing&, Asked const&);

    bool is_https_;
    Gzip gzip_;
};

} // namespace web
