#include "core/secret.h"

#include <sodium.h>

namespace {

std::span<std::byte const> bytes_of(std::string_view text) { return std::as_bytes(std::span{text.data(), text.size()}); }

unsigned char const* unsigned_of(std::byte const* bytes) { return reinterpret_cast<unsigned char const*>(bytes); }

} // namespace

Digest sha256(std::span<std::byte const> bytes) {
    Digest digest{};
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), unsigned_of(bytes.data()), bytes.size());
    return digest;
}

Digest sha256(std::string_view text) { return sha256(bytes_of(text)); }

struct RunningDigest::State {
    crypto_hash_sha256_state state;
};

RunningDigest::RunningDigest() : state_{std::make_unique<State>()} { crypto_hash_sha256_init(&state_->state); }
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest::~RunningDigest() = default;

void RunningDigest::add(std::string_view part) {
    crypto_hash_sha256_update(&state_->state, unsigned_of(bytes_of(part).data()), part.size());
}

Digest RunningDigest::finish() {
    Digest digest{};
    crypto_hash_sha256_final(&state_->state, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

Digest keyed_digest(std::string_view key, std::string_view text) {
    Digest digest{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, unsigned_of(bytes_of(key).data()), key.size());
    crypto_auth_hmacsha256_update(&state, unsigned_of(bytes_of(text).data()), text.size());
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

std::string hexadecimal(std::span<std::byte const> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (auto const byte : bytes)
        text += {digits[std::to_integer<unsigned>(byte) / 16], digits[std::to_integer<unsigned>(byte) % 16]};
    return text;
}

std::string base64url(std::span<std::byte const> bytes) {
    constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), unsigned_of(bytes.data()), bytes.size(), variant);
    text.pop_back(); // the terminator
    return text;
}

std::optional<std::vector<std::byte>> from_base64url(std::string_view text) {
    if (text.empty()) return std::vector<std::byte>{}; // the library takes no pointer to nothing
    std::vector<std::byte> bytes(text.size());
    std::size_t size = 0;
    auto const code = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
        nullptr, &size, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (code != 0) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string token_digest(std::string_view token) { return hexadecimal(sha256(token)); }

bool is_same_secret(std::string_view sent, std::string_view kept) {
    return sent.size() == kept.size() && !kept.empty() && sodium_memcmp(sent.data(), kept.data(), kept.size()) == 0;
}
