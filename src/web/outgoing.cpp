#include "web/outgoing.h"

#include "web/header_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace web {
namespace {

constexpr std::size_t least_compressed_bytes = 1024;
constexpr std::size_t piece_bytes = 128 * 1024;

struct Default {
    std::string_view name, line;
};

// A response may say these in its own way: an asset is kept for good, a page that holds a token sends no referrer.
constexpr std::array replaceable{
    Default{"Cache-Control", "Cache-Control: private, no-store\r\n"},
    Default{"Referrer-Policy", "Referrer-Policy: same-origin\r\n"},
    Default{"Content-Security-Policy",
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "object-src 'none'\r\n"},
    Default{"Cross-Origin-Resource-Policy", "Cross-Origin-Resource-Policy: same-origin\r\n"},
};

constexpr std::string_view fixed_lines =
    "X-Content-Type-Options: nosniff\r\n"
    "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

constexpr std::string_view transport_line = "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n";

constexpr std::array<std::string_view, 11> servers_own{"Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive", "Date",
    "Server", "X-Content-Type-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Strict-Transport-Security",
    "Upgrade"};

std::string_view reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 504: return "Gateway Timeout";
        case 507: return "Insufficient Storage";
        default: return "";
    }
}

std::string const* find(Response const& response, std::string_view name) {
    for (auto const& header : response.headers)
        if (is_same_word(header.first, name)) return &header.second;
    return nullptr;
}

std::string_view asked(Asked const& asked, std::string_view name) {
    return asked.request ? asked.request->header(name).value_or("") : std::string_view{};
}

bool is_token(std::string_view name) {
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == name.npos;
}

void check(std::pair<std::string, std::string> const& header) {
    auto const& [name, value] = header;
    auto const is_same = [&name = header.first](std::string_view own) { return is_same_word(own, name); };
    auto const is_control = [](unsigned char sign) { return (sign < ' ' && sign != '\t') || sign == 0x7f; };
    if (!is_token(name) || std::any_of(servers_own.begin(), servers_own.end(), is_same) ||
        std::any_of(value.begin(), value.end(), is_control))
        throw std::invalid_argument{"this header may not be sent: " + name};
}

// « Sun, 06 Nov 1994 08:49:37 GMT »
void append_date(std::string& head) {
    using namespace std::chrono;
    static constexpr std::string_view days = "SunMonTueWedThuFriSat", months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    auto const now = floor<seconds>(system_clock::now());
    auto const today = floor<std::chrono::days>(now);
    year_month_day const date{today};
    hh_mm_ss const time{now - today};
    auto const two = [&](long number) {
        head.append({static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)});
    };

    head.append("Date: ").append(days.substr(weekday{today}.c_encoding() * 3, 3)).append(", ");
    two(static_cast<unsigned>(date.day()));
    head.append(" ").append(months.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3)).append(" ");
    two(static_cast<int>(date.year()) / 100);
    two(static_cast<int>(date.year()) % 100);
    head += ' ';
    two(time.hours().count());
    head += ':';
    two(time.minutes().count());
    head += ':';
    two(time.seconds().count());
    head += " GMT\r\n";
}

std::string_view strong(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

bool is_unchanged(Response const& response, Asked const& request) {
    auto const* etag = find(response, "ETag");
    auto known = asked(request, "if-none-match");
    if (!etag || known.empty() || response.status != 200 || request.request->method != "GET") return false;
    while (!known.empty()) {
        auto const one = without_blanks(take_until(',', known));
        if (one == "*" || strong(one) == strong(*etag)) return true;
    }
    return false;
}

void vary_by_encoding(Response& response) {
    for (auto& [name, value] : response.headers)
        if (is_same_word(name, "Vary")) {
            value += ", Accept-Encoding";
            return;
        }
    response.headers.emplace_back("Vary", "Accept-Encoding");
}

// Two codings of one content are not the same bytes, so that its name may no longer promise that.
void weaken_etag(Response& response) {
    for (auto& [name, value] : response.headers)
        if (is_same_word(name, "ETag") && !value.starts_with("W/")) value.insert(0, "W/");
}

struct Descriptor {
    explicit Descriptor(int number) : number{number} {}
    ~Descriptor() { close(number); }
    Descriptor(Descriptor const&) = delete;

    int number;
};

std::uint64_t open_file(File const& file, Stream& pieces) {
    auto const number = open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) throw std::system_error{errno, std::generic_category(), "a file that is to be sent cannot be opened"};
    // Shared because a Stream can be copied; the file is closed with the last copy.
    auto const descriptor = std::make_shared<Descriptor>(number);
    struct stat about {};
    if (fstat(number, &about) != 0 || !S_ISREG(about.st_mode)) throw std::runtime_error{"what is to be sent is no file"};

    auto left = static_cast<std::uint64_t>(about.st_size);
    pieces = [descriptor, left]() mutable {
        std::string piece(std::min<std::uint64_t>(left, piece_bytes), '\0');
        if (left == 0) return piece;
        auto const count = read(descriptor->number, piece.data(), piece.size());
        if (count <= 0) throw std::runtime_error{"a file became shorter while it was sent"};
        piece.resize(static_cast<std::size_t>(count));
        left -= static_cast<std::uint64_t>(count);
        return piece;
    };
    return left;
}

bool has_no_body(Response const& response) { return response.status == 204 || response.status == 304; }

} // namespace

Outgoing Writing::outgoing(Response response, Asked const& asked) {
    Outgoing outgoing;
    outgoing.closes = asked.closes;
    std::for_each(response.headers.begin(), response.headers.end(), check);

    if (is_unchanged(response, asked)) {
        response.status = 304;
        response.body = std::string{};
        std::erase_if(response.headers, [](auto const& header) { return is_same_word(header.first, "Content-Type"); });
        vary_by_encoding(response);
    }
    auto const length = take_body(response, outgoing, asked);

    std::array<char, 24> digits{};
    auto const* const end = length ? std::to_chars(digits.begin(), digits.end(), *length).ptr : digits.begin();
    outgoing.head =
        head(response, outgoing, asked, has_no_body(response) ? std::string_view{} : std::string_view{digits.data(), end});
    if (asked.is_head || has_no_body(response)) {
        outgoing.text.clear();
        outgoing.fixed = {};
        outgoing.pieces = nullptr;
    }
    return outgoing;
}

std::optional<std::uint64_t> Writing::take_body(Response& response, Outgoing& outgoing, Asked const& asked) {
    if (auto* text = std::get_if<std::string>(&response.body)) {
        outgoing.text = std::move(*text);
        if (!has_no_body(response)) compress(response, outgoing, asked);
        return outgoing.text.size();
    }
    if (auto const* fixed = std::get_if<Fixed>(&response.body)) {
        auto const content = *fixed;
        if (!content.compressed.empty() && accepts(web::asked(asked, "accept-encoding"), "br")) {
            outgoing.fixed = content.compressed;
            response.headers.emplace_back("Content-Encoding", "br");
            vary_by_encoding(response);
        } else {
            outgoing.fixed = content.content;
            compress(response, outgoing, asked);
        }
        return outgoing.body().size();
    }
    if (auto const* file = std::get_if<File>(&response.body)) return open_file(*file, outgoing.pieces);
    auto* stream = std::get_if<Stream>(&response.body);
    if (!stream) throw std::logic_error{"this kind of body is made into another one before it reaches the server"};
    outgoing.pieces = std::move(*stream);
    outgoing.is_chunked = !asked.is_http_1_0;
    if (asked.is_http_1_0) outgoing.closes = true;
    return std::nullopt;
}

void Writing::compress(Response& response, Outgoing& outgoing, Asked const& asked) {
    auto const* type = find(response, "Content-Type");
    if (outgoing.body().size() < least_compressed_bytes || !type || !is_compressible(*type) || find(response, "Content-Encoding"))
        return;
    vary_by_encoding(response);
    if (!accepts(web::asked(asked, "accept-encoding"), "gzip")) return;

    outgoing.text = gzip_.compressed(outgoing.body());
    outgoing.fixed = {};
    response.headers.emplace_back("Content-Encoding", "gzip");
    weaken_etag(response);
}

std::string Writing::head(Response const& response, Outgoing const& outgoing, Asked const& asked, std::string_view length) const {
    std::string head;
    head.reserve(1024);
    head.append(asked.is_http_1_0 ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason(response.status)).append("\r\n");
    append_date(head);
    for (auto const& [name, value] : response.headers) head.append(name).append(": ").append(value).append("\r\n");
    for (auto const& [name, line] : replaceable)
        if (!find(response, name)) head.append(line);
    head.append(fixed_lines);
    if (is_https_) head.append(transport_line);
    if (!length.empty()) head.append("Content-Length: ").append(length).append("\r\n");
    if (outgoing.is_chunked) head.append("Transfer-Encoding: chunked\r\n");
    if (outgoing.closes) head.append("Connection: close\r\n");
    head.append("\r\n");
    return head;
}

} // namespace web
