#include "support/golden.h"

#include "core/id.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace support {
namespace {

void replace_all(std::string& text, std::string const& part, std::string const& by) {
    for (auto at = text.find(part); !part.empty() && at != text.npos; at = text.find(part, at + by.size()))
        text.replace(at, part.size(), by);
}

// The same id becomes the same number wherever it stands.
void number_ids(std::string& text) {
    constexpr std::size_t size = 36;
    int count = 0;
    for (std::size_t at = 0; at + size <= text.size(); ++at)
        if (auto const id = text.substr(at, size); is_uuid(id)) replace_all(text, id, "id-" + std::to_string(++count));
}

// « icons-99df5cd4.svg »: an asset is named by what it holds.
void forget_digests(std::string& text) {
    constexpr std::size_t size = 8;
    for (auto at = text.find("/assets/"); at != text.npos; at = text.find("/assets/", at + 1)) {
        auto const dash = text.find('-', at), point = text.find('.', at);
        if (dash < point && point - dash == size + 1) text.replace(dash + 1, size, "digest");
    }
}

// Tokens are drawn, and fingerprints name what was: 43 signs of an address or a value.
void forget_tokens(std::string& text) {
    constexpr std::size_t size = 43;
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const begin = text.find_first_of(signs, at);
        if (begin == text.npos) return;
        at = std::min(text.find_first_not_of(signs, begin), text.size());
        auto const is_alone = begin > 0 && (text[begin - 1] == '/' || text[begin - 1] == '=' || text[begin - 1] == '"');
        if (!is_alone || at - begin != size) continue;
        text.replace(begin, size, "token");
        at = begin;
    }
}

std::string plain(Page const& page) {
    auto const begin = page.body.find("<main"), end = page.body.find("</main>");
    REQUIRE(end != page.body.npos);
    auto text = page.body.substr(begin, end - begin) + "</main>\n";
    replace_all(text, page.field("csrf"), "key");
    number_ids(text);
    forget_tokens(text);
    forget_digests(text);
    return text;
}

} // namespace

void check_golden(std::string_view name, Page const& page) {
    auto const file = std::filesystem::path{SOURCE_FOLDER} / "tests" / "golden" / (std::string{name} + ".html");
    auto const text = plain(page);
    if (std::getenv("UPDATE_GOLDEN")) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file} << text;
    }
    std::ifstream stream{file};
    std::string const kept{std::istreambuf_iterator{stream}, {}};
    CAPTURE(name);
    CHECK(text == kept);
}

} // namespace support
