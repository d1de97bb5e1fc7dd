#include "accounts/form_key.h"

#include "core/secret.h"

#include <array>

namespace accounts {

std::string form_key(std::string_view secret, std::string_view cookie) {
    auto const digest = keyed_digest(secret, "form " + std::string{cookie});
    return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

html::FormKey masked(std::string_view form_key, Chance const& chance) {
    std::array<std::byte, 64> bytes{};
    chance(std::span{bytes}.first(32));
    for (std::size_t i = 0; i < 32; ++i) bytes[32 + i] = bytes[i] ^ static_cast<std::byte>(form_key[i]);
    return {base64url(bytes)};
}

bool is_masked(std::string_view sent, std::string_view form_key) {
    auto const bytes = from_base64url(sent);
    if (!bytes || bytes->size() != 64) return false;
    std::string plain;
    for (std::size_t i = 0; i < 32; ++i) plain += static_cast<char>((*bytes)[i] ^ (*bytes)[32 + i]);
    return is_same_secret(plain, form_key);
}

} // namespace accounts
