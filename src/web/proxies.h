#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

// Those who may say whom they speak for. Everyone else's X-Forwarded-… means nothing.
class Proxies {
public:
    // Addresses or ranges: « 10.0.0.0/8 », « ::1 ». Throws where one is neither.
    explicit Proxies(std::vector<std::string> const& ranges);

    bool trusts(std::string_view address) const;

    // The visitor's address: the last of X-Forwarded-For (its lines joined by commas) that no proxy of ours wrote about itself.
    std::string visitor(std::string_view peer, std::string_view forwarded_for) const;

private:
    using Bytes = std::array<unsigned char, 16>; // IPv4 as ::ffff:a.b.c.d

    struct Range {
        Bytes begin;
        int bits;
    };

    static std::optional<Bytes> read(std::string_view address);
    static std::string written(Bytes const&);
    static Range read_range(std::string_view);
    bool trusts(Bytes const&) const;

    std::vector<Range> ranges_;
};

} // namespace web
