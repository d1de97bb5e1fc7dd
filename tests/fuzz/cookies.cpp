#include "core/unicode.h"
#include "web/request.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

} // namespace

// Whatever a visitor sends as cookies, ours is the first of its name, whole and clean.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const sent{reinterpret_cast<char const*>(data), size};
    web::Request request;
    request.headers = {{"host", "a"}, {"cookie", sent}};

    if (auto const cookie = request.cookie("sid")) {
        require(is_utf8(*cookie) && cookie->find('\0') == cookie->npos);
        require(cookie->find(';') == cookie->npos);
        require(sent.find("sid=") != sent.npos);
    }
    request.headers = {{"cookie", "sid=ours; " + sent}};
    require(request.cookie("sid") == "ours");
    request.headers = {{"cookie", "sid=ours"}, {"cookie", sent}};
    require(request.cookie("sid") == "ours");
    return 0;
}
