#include "web/wire.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

} // namespace

// The end of a head is the same, and its refusal too, whether its bytes come at once or one by one.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const bytes{reinterpret_cast<char const*>(data), size};
    auto const whole = web::HeadEnd{}.look(bytes);

    web::HeadEnd slow;
    web::HeadEnd::Seen seen;
    for (std::size_t count = 1; count <= size && seen.length == 0 && seen.refusal == 0; ++count)
        seen = slow.look(bytes.substr(0, count));

    require(seen.length == whole.length || seen.refusal != 0);
    require((seen.refusal != 0) == (whole.refusal != 0));
    if (whole.length != 0) {
        require(whole.length <= size && whole.length <= web::most_head_bytes + 1);
        require(bytes.substr(0, whole.length).ends_with("\r\n\r\n"));
    }
    require(!whole.refusal || !whole.length);
    return 0;
}
