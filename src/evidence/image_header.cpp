#include "evidence/image_header.h"

#include <algorithm>

#include <zlib.h>

using namespace std::string_view_literals;

namespace evidence {
namespace {

constexpr std::size_t enough_for_most = 32, piece = 64 * 1024;
constexpr int most_segments = 1'000; // of a JPEG, before its size is told
constexpr int most_parts = 100'000;  // of a PNG: the image of a camera has some thousands

bool is_told(ImageHeader const& header) { return header.width > 0 && header.height > 0; }

ImageHeader png(std::string_view first) {
    if (first.size() < 24 || first.substr(12, 4) != "IHDR") return {};
    return {"image/png", big_endian(first.substr(16, 4)), big_endian(first.substr(20, 4))};
}

ImageHeader gif(std::string_view first) {
    if (first.size() < 10) return {};
    return {"image/gif", little_endian(first.substr(6, 2)), little_endian(first.substr(8, 2))};
}

ImageHeader webp(std::string_view first) {
    if (first.size() < 30) return {};
    auto const form = first.substr(12, 4);
    if (form == "VP8X") return {"image/webp", little_endian(first.substr(24, 3)) + 1, little_endian(first.substr(27, 3)) + 1};
    if (form == "VP8L") {
        auto const bits = little_endian(first.substr(21, 4));
        return {"image/webp", (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
    }
    if (form != "VP8 " || first.substr(23, 3) != "\x9d\x01\x2a"sv) return {};
    return {"image/webp", little_endian(first.substr(26, 2)) & 0x3fff, little_endian(first.substr(28, 2)) & 0x3fff};
}

// The check of a part of a PNG: CRC-32, as ISO 3309 has it.
std::uint32_t check_of(Bytes const& bytes, std::uint64_t at, std::uint64_t size) {
    auto sum = crc32(0, nullptr, 0);
    while (size > 0) {
        auto const part = bytes.read(at, static_cast<std::size_t>(std::min<std::uint64_t>(size, piece)));
        if (part.empty()) break;
        sum = crc32(sum, reinterpret_cast<Bytef const*>(part.data()), static_cast<uInt>(part.size()));
        at += part.size();
        size -= part.size();
    }
    return static_cast<std::uint32_t>(sum);
}

// SOF0 to SOF15, but for three marks among them that are something else.
bool tells_size(unsigned char mark) { return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc; }

// From segment to segment: photographs carry much before their size.
ImageHeader jpeg(Bytes const& bytes) {
    std::uint64_t at = 2;
    for (int count = 0; count < most_segments; ++count) {
        auto const head = bytes.read(at, 9);
        if (head.size() < 4 || head[0] != '\xff') return {};
        auto const mark = static_cast<unsigned char>(head[1]);
        if (mark == 0xff) { // filling before a mark
            ++at;
            continue;
        }
        if (mark == 0xd8 || mark == 0xd9 || mark == 0xda) return {};
        if (tells_size(mark)) {
            if (head.size() < 9) return {};
            auto const view = std::string_view{head};
            return {"image/jpeg", big_endian(view.substr(7, 2)), big_endian(view.substr(5, 2))};
        }
        auto const length = big_endian(std::string_view{head}.substr(2, 2));
        if (length < 2) return {};
        at += 2 + length;
    }
    return {};
}

} // namespace

std::string_view image_type(std::string_view first) {
    if (first.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (first.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
    if (first.starts_with("GIF87a") || first.starts_with("GIF89a")) return "image/gif";
    if (first.size() >= 12 && first.starts_with("RIFF") && first.substr(8, 4) == "WEBP") return "image/webp";
    return {};
}

std::optional<ImageHeader> image_header(Bytes const& bytes) {
    auto const first = bytes.read(0, enough_for_most);
    auto const type = image_type(first);
    auto const header = type == "image/png"    ? png(first)
                        : type == "image/gif"  ? gif(first)
                        : type == "image/webp" ? webp(first)
                        : type == "image/jpeg" ? jpeg(bytes)
                                               : ImageHeader{};
    if (!is_told(header)) return std::nullopt;
    return header;
}

bool is_as_checked(Bytes const& png) {
    std::uint64_t at = 8;
    for (int count = 0; count < most_parts && at + 12 <= png.size; ++count) {
        auto const head = png.read(at, 8);
        if (head.size() < 8) return false;
        std::uint64_t const size = big_endian(std::string_view{head}.substr(0, 4));
        if (at + 12 + size > png.size) return false;
        if (check_of(png, at + 4, 4 + size) != big_endian(png.read(at + 8 + size, 4))) return false;
        if (std::string_view{head}.substr(4) == "IEND") return true;
        at += 12 + size;
    }
    return false;
}

} // namespace evidence
