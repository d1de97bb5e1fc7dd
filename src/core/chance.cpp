#include "core/chance.h"

#include "core/secret.h"

#include <sodium.h>

Chance system_chance() {
    return [](std::span<std::byte> bytes) { randombytes_buf(bytes.data(), bytes.size()); };
}

std::string new_uuid(Instant now, Chance const& chance) {
    std::array<std::byte, 16> bytes{};
    chance(bytes);
    auto const milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (int i = 0; i < 6; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<std::byte>(milliseconds >> (40 - 8 * i));
    bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x70};
    bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};

    auto text = hexadecimal(bytes);
    for (std::size_t const dash : {8u, 13u, 18u, 23u}) text.insert(dash, 1, '-');
    return text;
}

std::string new_token(Chance const& chance) {
    std::array<std::byte, 32> bytes{};
    chance(bytes);
    return base64url(bytes);
}
