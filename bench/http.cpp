#include "http.h"

#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {
namespace {

std::string head(std::string_view method, std::string const& path, std::string const& cookie, bool takes_gzip = false) {
    return std::string{method} + " " + path +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0\r\n" +
           "Accept: text/html\r\nAccept-Language: fr\r\n" + (takes_gzip ? "Accept-Encoding: gzip\r\n" : "") +
           (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n");
}

} // namespace

std::string_view between(std::string_view text, std::string_view before, std::string_view after, std::size_t from) {
    auto const begin = text.find(before, from);
    if (begin == text.npos) return {};
    auto const rest = text.substr(begin + before.size());
    return rest.substr(0, rest.find(after));
}

std::optional<Answer> first_answer(std::string_view came) {
    auto const end = came.find("\r\n\r\n");
    if (end == came.npos) return std::nullopt;
    auto const head = came.substr(0, end + 4);
    auto const length = static_cast<std::size_t>(std::atol(std::string{between(head, "\r\nContent-Length: ", "\r\n")}.c_str()));
    if (came.size() < head.size() + length) return std::nullopt;
    return Answer{std::atoi(std::string{came.substr(9, 3)}.c_str()), head, came.substr(head.size(), length)};
}

int connected(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto const line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int const yes = 1;
    setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connect(line, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return line;
    close(line);
    return -1;
}

std::string asked_on(int line, std::string_view request) {
    std::string came(1 << 16, '\0');
    std::size_t size = 0;
    if (write(line, request.data(), request.size()) != static_cast<ssize_t>(request.size())) return {};
    while (!first_answer({came.data(), size})) {
        if (size == came.size()) came.resize(came.size() * 2);
        auto const count = read(line, came.data() + size, came.size() - size);
        if (count <= 0) return {};
        size += static_cast<std::size_t>(count);
    }
    came.resize(size);
    return came;
}

std::string asked_once(int port, std::string_view request) {
    auto const line = connected(port);
    if (line < 0) throw std::runtime_error{"nobody answers"};
    auto answer = asked_on(line, request);
    close(line);
    return answer;
}

std::string get(std::string const& path, std::string const& cookie, bool takes_gzip) {
    return head("GET", path, cookie, takes_gzip) + "\r\n";
}

std::string post(std::string const& path, std::string const& cookie, std::string const& body) {
    return head("POST", path, cookie) +
           "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string encoded(std::string_view text) {
    std::string result;
    for (unsigned char const sign : text) {
        std::array<char, 4> digits{};
        std::snprintf(digits.data(), digits.size(), "%%%02X", sign);
        if (std::isalnum(sign)) result += static_cast<char>(sign);
        else result += digits.data();
    }
    return result;
}

} // namespace bench
