#pragma once

#include <charconv>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

// A visitor who speaks HTTP word by word, so that tests can also speak it badly.
namespace http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Answer {
    int status = 0; // 0: the line was closed without an answer
    Headers headers = {};
    std::string body = {};

    std::string header(std::string_view name) const {
        for (auto const& [key, value] : headers)
            if (key.size() == name.size() && strncasecmp(key.data(), name.data(), name.size()) == 0) return value;
        return "";
    }
    bool has(std::string_view name) const { return !header(name).empty(); }
};

// One connection. Waits at most ten seconds for what it hears.
class Line {
public:
    explicit Line(int port, int receive_buffer = 0) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        timeval const patience{10, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        int const at_once = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
        is_open_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Line() { ::close(socket_); }
    Line(Line const&) = delete;

    bool is_open() const { return is_open_; }

    // False where the other side has hung up.
    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            auto const count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    void say_no_more() { shutdown(socket_, SHUT_WR); }

    // The next answer; an answer to HEAD has no body, whatever it says.
    Answer hear(bool is_to_head = false) {
        while (heard_.find("\r\n\r\n") == heard_.npos)
            if (!hear_more()) return {};
        auto answer = read_head(heard_.substr(0, heard_.find("\r\n\r\n") + 2));
        heard_.erase(0, heard_.find("\r\n\r\n") + 4);
        if (is_to_head || answer.status == 204 || answer.status == 304 || answer.status < 200) return answer;
        if (answer.header("Transfer-Encoding") == "chunked") answer.body = hear_chunks();
        else if (answer.has("Content-Length")) answer.body = hear_bytes(std::stoul(answer.header("Content-Length")));
        else answer.body = hear_all();
        return answer;
    }

    // What comes until the line is closed.
    std::string hear_all() {
        while (hear_more()) {}
        return std::exchange(heard_, {});
    }

    // True where the other side hung up and has said nothing that was not heard.
    bool is_hung_up() { return heard_.empty() && !hear_more() && heard_.empty() && is_closed_; }

private:
    bool hear_more() {
        char piece[16 * 1024];
        auto const count = recv(socket_, piece, sizeof piece, 0);
        if (count > 0) heard_.append(piece, static_cast<std::size_t>(count));
        else is_closed_ = count == 0 || errno == ECONNRESET;
        return count > 0;
    }
    std::string hear_bytes(std::size_t count) {
        while (heard_.size() < count)
            if (!hear_more()) throw std::runtime_error{"the body was cut short"};
        auto bytes = heard_.substr(0, count);
        heard_.erase(0, count);
        return bytes;
    }
    std::string hear_line() {
        while (heard_.find("\r\n") == heard_.npos)
            if (!hear_more()) throw std::runtime_error{"a chunk was cut short"};
        return hear_bytes(heard_.find("\r\n") + 2);
    }
    std::string hear_chunks() {
        std::string body;
        for (;;) {
            auto const size = std::stoul(hear_line(), nullptr, 16);
            body += hear_bytes(size);
            hear_line();
            if (size == 0) return body;
        }
    }
    static Answer read_head(std::string_view head) {
        Answer answer;
        auto const take_line = [&] {
            auto const line = head.substr(0, head.find("\r\n"));
            head.remove_prefix(line.size() + 2);
            return line;
        };
        auto const first = take_line();
        std::from_chars(first.data() + 9, first.data() + first.size(), answer.status);
        while (!head.empty()) {
            auto const line = take_line();
            auto const colon = line.find(": ");
            answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        }
        return answer;
    }

    int socket_;
    bool is_open_ = false, is_closed_ = false;
    std::string heard_;
};

inline std::string request(
    std::string_view method, std::string_view target, Headers const& headers = {}, std::string_view body = {}) {
    std::string text{method};
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: esspratiques.test\r\n");
    for (auto const& [name, value] : headers) text.append(name).append(": ").append(value).append("\r\n");
    if (!body.empty()) text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    return text.append("\r\n").append(body);
}

// One request on a connection of its own.
inline Answer ask(
    int port, std::string_view method, std::string_view target, Headers const& headers = {}, std::string_view body = {}) {
    Line line{port};
    line.say(request(method, target, headers, body));
    return line.hear(method == "HEAD");
}

inline Answer get(int port, std::string_view target, Headers const& headers = {}) { return ask(port, "GET", target, headers); }

} // namespace http
