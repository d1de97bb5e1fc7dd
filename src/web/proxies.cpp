#include "web/proxies.h"

#include "web/header_text.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <arpa/inet.h>

namespace web {
namespace {

constexpr int bits_before_ipv4 = 96;

bool is_ipv4(std::array<unsigned char, 16> const& bytes) {
    return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) && bytes[10] == 0xff &&
           bytes[11] == 0xff;
}

// Some proxies add the port: « 192.0.2.1:5678 », « [2001:db8::1]:5678 ».
std::string_view without_port(std::string_view hop) {
    if (hop.starts_with('[')) return hop.substr(1, hop.find(']') == hop.npos ? 0 : hop.find(']') - 1);
    return std::count(hop.begin(), hop.end(), ':') == 1 ? hop.substr(0, hop.find(':')) : hop;
}

// The last hop, cut off from the list.
std::string_view take_last(std::string_view& hops) {
    auto const comma = hops.rfind(',');
    auto const hop = comma == hops.npos ? hops : hops.substr(comma + 1);
    hops = comma == hops.npos ? std::string_view{} : hops.substr(0, comma);
    return without_port(without_blanks(hop));
}

} // namespace

Proxies::Proxies(std::vector<std::string> const& ranges) {
    for (auto const& range : ranges) ranges_.push_back(read_range(range));
}

bool Proxies::trusts(std::string_view address) const {
    auto const bytes = read(address);
    return bytes && trusts(*bytes);
}

std::string Proxies::visitor(std::string_view peer, std::string_view forwarded_for) const {
    auto visitor = read(peer);
    if (!visitor) return std::string{peer};
    while (trusts(*visitor) && !forwarded_for.empty()) {
        auto const before = read(take_last(forwarded_for));
        if (!before) break;
        visitor = before;
    }
    return written(*visitor);
}

std::optional<Proxies::Bytes> Proxies::read(std::string_view address) {
    Bytes bytes{};
    std::string const text{address};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
    bytes[10] = bytes[11] = 0xff;
    if (inet_pton(AF_INET, text.c_str(), bytes.data() + 12) == 1) return bytes;
    return std::nullopt;
}

std::string Proxies::written(Bytes const& bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (is_ipv4(bytes)) inet_ntop(AF_INET, bytes.data() + 12, text.data(), text.size());
    else inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return text.data();
}

Proxies::Range Proxies::read_range(std::string_view text) {
    auto const slash = text.find('/');
    auto const begin = read(text.substr(0, slash));
    if (!begin) throw std::invalid_argument{"not an address or a range of addresses: " + std::string{text}};
    if (slash == text.npos) return {*begin, 128};

    auto const digits = text.substr(slash + 1);
    int bits = -1;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    auto const offset = is_ipv4(*begin) ? bits_before_ipv4 : 0;
    if (error != std::errc{} || end != digits.data() + digits.size() || bits < 0 || bits > 128 - offset)
        throw std::invalid_argument{"not a range of addresses: " + std::string{text}};
    return {*begin, bits + offset};
}

bool Proxies::trusts(Bytes const& address) const {
    return std::any_of(ranges_.begin(), ranges_.end(), [&](Range const& range) {
        auto const whole = static_cast<std::size_t>(range.bits / 8);
        if (!std::equal(range.begin.begin(), range.begin.begin() + whole, address.begin())) return false;
        auto const rest = range.bits % 8;
        return rest == 0 || (range.begin[whole] >> (8 - rest)) == (address[whole] >> (8 - rest));
    });
}

} // namespace web
