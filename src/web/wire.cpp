#include "web/wire.h"

#include "core/unicode.h"
#include "web/header_text.h"
#include "web/percent.h"

#include <algorithm>
#include <array>

namespace web {
namespace {

constexpr std::size_t most_first_line_bytes = most_target_bytes + 32; // the method and the version stand round the target

std::size_t count(Head const& head, std::string_view name) {
    return static_cast<std::size_t>(
        std::count_if(head.headers.begin(), head.headers.end(), [&](auto const& header) { return header.first == name; }));
}

std::string_view value(Head const& head, std::string_view name) {
    auto const found =
        std::find_if(head.headers.begin(), head.headers.end(), [&](auto const& header) { return header.first == name; });
    return found == head.headers.end() ? std::string_view{} : found->second;
}

bool is_host(std::string_view host) {
    return !host.empty() &&
           host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]") == host.npos;
}

int refusal_of_host(Head const& head) {
    auto const hosts = count(head, "host");
    if (hosts == 0 && head.is_http_1_0) return 0;
    return hosts == 1 && is_host(value(head, "host")) ? 0 : 400;
}

// Two programs that disagree on where a body ends read two different requests: one plain way to tell, or none.
int refusal_of_length(Head const& head) {
    auto const lengths = count(head, "content-length"), codings = count(head, "transfer-encoding");
    if (lengths + codings > 1) return 400;
    if (lengths == 1) {
        auto const length = value(head, "content-length");
        auto const is_number = !length.empty() && length.find_first_not_of("0123456789") == length.npos;
        return is_number && length.size() <= 18 ? 0 : 400;
    }
    if (codings == 1 && head.is_http_1_0) return 400;
    return codings == 0 || is_same_word(value(head, "transfer-encoding"), "chunked") ? 0 : 501;
}

int refusal_of_method(Head const& head) {
    static constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    static constexpr std::array<std::string_view, 2> refused{"TRACE", "CONNECT"};
    if (std::find(known.begin(), known.end(), head.method) != known.end()) return 0;
    return std::find(refused.begin(), refused.end(), head.method) != refused.end() ? 405 : 501;
}

int refusal_of_target(std::string_view target) {
    if (target.size() > most_target_bytes) return 414;
    if (!target.starts_with('/') || target.find('#') != target.npos) return 400;
    auto const path = percent_decoded(target.substr(0, target.find('?')));
    return path && is_utf8(*path) && path->find('\0') == path->npos ? 0 : 400;
}

int refusal_of_expectation(Head const& head) {
    auto const expected = value(head, "expect");
    return expected.empty() || is_same_word(expected, "100-continue") ? 0 : 417;
}

} // namespace

HeadEnd::Seen HeadEnd::look(std::string_view bytes) {
    // « \x16\x03… » is someone who speaks TLS here.
    if (bytes.front() < 'A' || bytes.front() > 'z') return {0, 400};
    for (;;) {
        auto const end = bytes.find('\n', seen_);
        if (end == bytes.npos) break;
        if (end == 0 || bytes[end - 1] != '\r') return {0, 400};
        auto const line = bytes.substr(line_begin_, end - 1 - line_begin_);
        line_begin_ = seen_ = end + 1;
        if (line.empty()) return end < most_head_bytes ? Seen{end + 1, 0} : Seen{0, 431};
        if (auto const refusal = refusal_of_line(line)) return {0, refusal};
        ++lines_;
    }
    seen_ = bytes.size();
    if (bytes.find('\0', line_begin_) != bytes.npos) return {0, 400};
    if (lines_ == 0 && bytes.size() > most_first_line_bytes) return {0, 414};
    if (bytes.size() >= most_head_bytes) return {0, 431};
    return {};
}

int HeadEnd::refusal_of_line(std::string_view line) const {
    if (line.find('\0') != line.npos) return 400;
    if (lines_ == 0) return line.size() > most_first_line_bytes ? 414 : 0;
    if (line.front() == ' ' || line.front() == '\t') return 400; // a folded line, which others read in another way
    return lines_ > most_header_lines ? 431 : 0;
}

int refusal(Head const& head) {
    for (auto const refusal : {refusal_of_host(head), refusal_of_length(head), refusal_of_method(head),
             refusal_of_target(head.target), refusal_of_expectation(head)})
        if (refusal != 0) return refusal;
    return 0;
}

bool has_bare_line_end(std::string_view bytes) {
    for (auto end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n', end + 1))
        if (end == 0 || bytes[end - 1] != '\r') return true;
    return false;
}

} // namespace web
