#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using Digest = std::array<std::byte, 32>;

Digest sha256(std::string_view);
Digest sha256(std::span<std::byte const>);

// SHA-256 of what comes in parts, too long to be held at once.
class RunningDigest {
public:
    RunningDigest();
    RunningDigest(RunningDigest&&) noexcept;
    ~RunningDigest();

    void add(std::string_view part);

    // Of all that was added; nothing more is added afterwards.
    Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// HMAC-SHA-256.
Digest keyed_digest(std::string_view key, std::string_view text);

std::string hexadecimal(std::span<std::byte const>);

// Without padding, as addresses and cookies take it.
std::string base64url(std::span<std::byte const>);
std::optional<std::vector<std::byte>> from_base64url(std::string_view);

// What a database keeps instead of a token: whoever reads it cannot use it.
std::string token_digest(std::string_view token);

// Takes as long whether the first or the last sign differs; an empty secret is never the same.
bool is_same_secret(std::string_view sent, std::string_view kept);
