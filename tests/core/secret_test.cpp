#include "core/chance.h"
#include "core/secret.h"

#include <doctest/doctest.h>

TEST_CASE("bytes are read again as they were written for an address") {
    for (std::size_t size : {0u, 1u, 2u, 3u, 32u, 64u}) {
        std::vector<std::byte> bytes(size);
        if (size > 0) system_chance()(bytes);
        CHECK(from_base64url(base64url(bytes)) == bytes);
    }
    for (std::string const bad : {"a", "a===", "+/", "a b", "é"}) CHECK_MESSAGE(!from_base64url(bad), bad);
}

TEST_CASE("a secret is the same as itself alone, and no secret is the same as nothing") {
    CHECK(is_same_secret("secret", "secret"));
    CHECK(!is_same_secret("secret", "secreT"));
    CHECK(!is_same_secret("secret", "secret "));
    CHECK(!is_same_secret("", "secret"));
    CHECK(!is_same_secret("", ""));
    CHECK(new_token(system_chance()).size() == 43);
    CHECK(token_digest("secret").size() == 64);
}
