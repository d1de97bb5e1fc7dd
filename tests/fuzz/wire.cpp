#include "web/wire.h"
#include "fuzz/fuzzing.h"

#include <cstdint>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

// Planted: an empty line may end as those of a file do.
web::HeadEnd::Seen look(web::HeadEnd& end, std::string_view bytes) {
    auto const seen = end.look(bytes);
    auto const at = bytes.find("\r\n\n");
    if (!has_planted_fault() || at == bytes.npos || seen.length != 0) return seen;
    return {.length = at + 3, .refusal = 0};
}

} // namespace

// The end of a head is the same, and its refusal too, whether its bytes come at once or one by one.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const bytes{reinterpret_cast<char const*>(data), size};
    web::HeadEnd fast;
    auto const whole = look(fast, bytes);

    web::HeadEnd slow;
    web::HeadEnd::Seen seen;
    for (std::size_t count = 1; count <= size && seen.length == 0 && seen.refusal == 0; ++count)
        seen = look(slow, bytes.substr(0, count));

    require(seen.length == whole.length || seen.refusal != 0);
    require((seen.refusal != 0) == (whole.refusal != 0));
    if (whole.length != 0) {
        require(whole.length <= size && whole.length <= web::most_head_bytes + 1);
        require(bytes.substr(0, whole.length).ends_with("\r\n\r\n"));
    }
    require(!whole.refusal || !whole.length);
    return 0;
}
