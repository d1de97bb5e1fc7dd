#include "evidence/content.h"
#include "evidence/image_header.h"
#include "fuzz/fuzzing.h"

#include <algorithm>
#include <cstdint>
#include <string>

using fuzzing::has_planted_fault, fuzzing::require;

namespace {

// Planted: a height of which the lower byte is 1 is read as none.
std::optional<evidence::ImageHeader> header_of(evidence::Bytes const& bytes) {
    auto header = evidence::image_header(bytes);
    if (has_planted_fault() && header && (header->height & 0xff) == 1) header->height = 0;
    return header;
}

} // namespace

// Whatever is uploaded, nothing beyond the file is read, an image has a size, and what is taken is of a kind that is told to be.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const all{reinterpret_cast<char const*>(data), size};
    std::size_t reads = 0;
    evidence::Bytes const bytes{[&](std::uint64_t offset, std::size_t count) {
                                    require(++reads < 100'000);
                                    // A copy of its own, so that a step beyond its end is seen.
                                    return std::string{
                                        all.substr(std::min<std::size_t>(static_cast<std::size_t>(offset), all.size()), count)};
                                },
        size};
    auto const header = header_of(bytes);
    if (header) {
        require(header->width > 0 && header->height > 0);
        require(evidence::image_type(all) == header->type);
    }
    auto const content = evidence::recognise(bytes);
    if (!content) return 0;
    require(size > 0 && !content->type.empty());
    require(content->is_image == content->type.starts_with("image/"));
    require(!content->is_image || (header && std::uint64_t{header->width} * header->height <= evidence::most_pixels));
    return 0;
}
