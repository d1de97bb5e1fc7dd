#include "accounts/form_key.h"

#include "core/secret.h"

#include <array>

namespace accounts {
namespace {

constexpr std::size_t size = 16; // bytes, which nobody guesses

} // namespace

std::string form_key(std::string_view secret, std::string_view cookie) {
    auto const digest = keyed_digest(secret, "form " + std::string{cookie});
    return {reinterpret_cast<char const*>(digest.data()), size};
}

html::FormKey masked(std::string_view form_key, Chance const& chance) {
    std::array<std::byte, 2 * size> bytes{};
    chance(std::span{bytes}.first(size));
    for (std::size_t i = 0; i < size; ++i) bytes[size + i] = bytes[i] ^ static_cast<std::byte>(form_key[i]);
    return {base64url(bytes)};
}

bool is_masked(std::string_view sent, std::string_view form_key) {
    auto const bytes = from_base64url(sent);
    if (!bytes || bytes->size() != 2 * size) return false;
    std::string plain;
    for (std::size_t i = 0; i < size; ++i) plain += static_cast<char>((*bytes)[i] ^ (*bytes)[size + i]);
    return is_same_secret(plain, form_key);
}

} // namespace accounts
