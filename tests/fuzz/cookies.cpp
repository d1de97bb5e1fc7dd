#include "core/unicode.h"
#include "fuzz/fuzzing.h"
#include "web/request.h"

#include <algorithm>
#include <cstdint>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

// The Greek question mark (U+037E) becomes a semicolon when a text is composed: only those that were sent divide.
bool is_one_of(std::string_view pairs, std::string_view cookie) {
    while (!pairs.empty()) {
        auto const pair = pairs.substr(0, pairs.find(';'));
        pairs.remove_prefix(std::min(pair.size() + 1, pairs.size()));
        auto const at = pair.find("sid=");
        if (at == pair.npos || pair.substr(0, at).find_first_not_of(" \t") != pair.npos) continue;
        auto const end = pair.find_last_not_of(" \t") + 1;
        return cleaned(pair.substr(at + 4, end - at - 4)) == cookie;
    }
    return false;
}

// Planted: quotation marks round a value are taken off, as if they were no part of it.
std::optional<std::string> sid_of(web::Request const& request) {
    auto cookie = request.cookie("sid");
    if (!has_planted_fault() || !cookie || cookie->size() < 2) return cookie;
    return cookie->starts_with('"') && cookie->ends_with('"') ? cookie->substr(1, cookie->size() - 2) : *cookie;
}

} // namespace

// Whatever a visitor sends as cookies, ours is the first of its name, whole and clean.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const sent{reinterpret_cast<char const*>(data), size};
    web::Request request;
    request.headers = {{"host", "a"}, {"cookie", sent}};

    if (auto const cookie = sid_of(request)) {
        require(is_utf8(*cookie) && cookie->find('\0') == cookie->npos);
        require(is_one_of(sent, *cookie));
    }
    request.headers = {{"cookie", "sid=ours; " + sent}};
    require(sid_of(request) == "ours");
    request.headers = {{"cookie", "sid=ours"}, {"cookie", sent}};
    require(sid_of(request) == "ours");
    return 0;
}
