#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace evidence {

// A file that is looked at where it lies: as many bytes from there on, fewer at its end.
struct Bytes {
    std::function<std::string(std::uint64_t offset, std::size_t count)> read;
    std::uint64_t size;
};

// Whole numbers as files hold them; the text has as many bytes.
constexpr std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (unsigned char const byte : bytes) number = number << 8 | byte;
    return number;
}
constexpr std::uint32_t little_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (auto at = bytes.size(); at > 0; --at) number = number << 8 | static_cast<unsigned char>(bytes[at - 1]);
    return number;
}

} // namespace evidence
