#include "web/site.h"

#include "web/header_text.h"
#include "web/log.h"

#include <algorithm>
#include <exception>

#include <sys/resource.h>

namespace web {
namespace {

// All lines of that name as one list.
std::string joined(Request const& request, std::string_view name) {
    std::string list;
    for (auto const& [header, value] : request.headers)
        if (header == name) list.append(list.empty() ? "" : ",").append(value);
    return list;
}

} // namespace

// Each connection is a file of the system, which allows few until it is asked; some are kept for the database and the log.
void Site::allow_many_files() {
    constexpr std::size_t kept = 256;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur < 2 * kept) return;
    most_connections = std::min<std::size_t>(settings.connections, limit.rlim_cur - kept);
}

Request Site::request_of(Head&& head, std::string const& peer) {
    auto const mark = std::min(head.target.find('?'), head.target.size());
    Request request;
    request.method = head.method == "HEAD" ? "GET" : std::move(head.method);
    request.query = head.target.substr(std::min(mark + 1, head.target.size()));
    head.target.resize(mark);
    request.path = std::move(head.target);
    request.headers = std::move(head.headers);
    request.reference = new_reference();
    request.address = peer;
    if (proxies.trusts(peer)) {
        request.address = proxies.visitor(peer, joined(request, "x-forwarded-for"));
        auto const protocols = joined(request, "x-forwarded-proto");
        request.is_secure = is_same_word(without_blanks(std::string_view{protocols}.substr(protocols.rfind(',') + 1)), "https");
    }
    return request;
}

// Twelve signs that never come twice and do not tell how many requests there were.
std::string Site::new_reference() {
    static constexpr std::string_view signs = "0123456789abcdefghjkmnpqrstvwxyz";
    auto number = next_reference.fetch_add(0x9e3779b97f4a7c15, std::memory_order_relaxed);
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    number ^= number >> 31;
    std::string reference;
    for (int count = 0; count < 12; ++count, number >>= 5) reference += signs[number & 31];
    return reference;
}

Outgoing Site::status_answer(int status, Asked const& asked, int retry_after) {
    try {
        auto response = status_page(status, asked.request);
        if (retry_after > 0) response.headers.emplace_back("Retry-After", std::to_string(retry_after));
        if (status == 405 && !asked.request) response.headers.emplace_back("Allow", known_methods);
        return writing.outgoing(std::move(response), asked);
    } catch (std::exception const& broken) {
        log({.level = Level::error, .event = "status page failed", .status = status, .detail = broken.what()});
        return writing.outgoing(text("", status), asked);
    }
}

} // namespace web
