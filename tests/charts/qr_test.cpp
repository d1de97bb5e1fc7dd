#include "charts/qr.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace {

using Modules = std::vector<std::vector<bool>>;

// Reads a code as a camera's program does, knowing nothing of how ours was drawn: which modules hold data, in which order, and
// the mask that the format names. For versions 1 to 4, whose blocks are told here.
struct Reading {
    int mask = 0;
    std::vector<std::uint8_t> bytes; // with those of the correction
};

bool holds_data(int x, int y, int size) {
    auto const in_finder = (x < 9 && y < 9) || (x < 9 && y >= size - 8) || (x >= size - 8 && y < 9);
    auto const middle = size - 7; // of the only alignment square of versions 2 to 6
    auto const in_square = size > 21 && std::abs(x - middle) <= 2 && std::abs(y - middle) <= 2;
    return !in_finder && !in_square && x != 6 && y != 6;
}

bool is_masked(int mask, int x, int y) {
    switch (mask) {
        case 0: return (x + y) % 2 == 0;
        case 1: return y % 2 == 0;
        case 2: return x % 3 == 0;
        case 3: return (x + y) % 3 == 0;
        case 4: return (x / 3 + y / 2) % 2 == 0;
        case 5: return (x * y) % 2 + (x * y) % 3 == 0;
        case 6: return ((x * y) % 2 + (x * y) % 3) % 2 == 0;
        default: return ((x + y) % 2 + (x * y) % 3) % 2 == 0;
    }
}

Reading read(Modules const& modules) {
    auto const size = static_cast<int>(modules.size());
    auto const at = [&](int x, int y) { return bool{modules[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)]}; };
    Reading reading;
    // The format stands right of and below the upper left finder, its first five bits on row 8.
    int format = 0;
    for (int x = 0; x < 5; ++x) format = format * 2 + (at(x, 8) ? 1 : 0);
    format ^= 0b10101;
    CHECK((format >> 3) == 0); // level M
    reading.mask = format & 7;

    int bits = 0, count = 0;
    for (int right = size - 1, column = 0; right > 0; right -= 2, ++column) {
        if (right == 6) --right;
        for (int step = 0; step < size; ++step)
            for (int x : {right, right - 1}) {
                auto const y = column % 2 == 0 ? size - 1 - step : step;
                if (!holds_data(x, y, size)) continue;
                bits = bits * 2 + (at(x, y) != is_masked(reading.mask, x, y) ? 1 : 0);
                if (++count == 8) {
                    reading.bytes.push_back(static_cast<std::uint8_t>(bits));
                    bits = count = 0;
                }
            }
    }
    return reading;
}

std::uint8_t product(unsigned a, unsigned b) {
    unsigned result = 0;
    for (; b > 0; b >>= 1, a = a & 0x80 ? (a << 1) ^ 0x11d : a << 1)
        if (b & 1) result ^= a;
    return static_cast<std::uint8_t>(result);
}

// A block without a fault is zero at every root of its generator.
bool is_sound(std::vector<std::uint8_t> const& block, int correction) {
    std::uint8_t root = 1;
    for (int i = 0; i < correction; ++i) {
        std::uint8_t value = 0;
        for (auto const byte : block) value = static_cast<std::uint8_t>(product(value, root) ^ byte);
        if (value != 0) return false;
        root = product(root, 2);
    }
    return true;
}

// Of a code of one block: a four for bytes, how many, and they themselves.
std::string text_of(std::vector<std::uint8_t> const& bytes) {
    std::string text;
    auto const nibble = [&](std::size_t i) { return (bytes[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15; };
    CHECK(nibble(0) == 4);
    auto const length = static_cast<std::size_t>(nibble(1) * 16 + nibble(2));
    for (std::size_t i = 0; i < length; ++i) text += static_cast<char>(nibble(3 + 2 * i) * 16 + nibble(4 + 2 * i));
    return text;
}

} // namespace

TEST_CASE("a QR code holds the address that was given, and corrects what a camera misses") {
    struct Sample {
        std::string text;
        std::size_t size;
        int correction;
    };
    for (auto const& sample : {Sample{"", 21, 10}, Sample{"https://a.fr", 21, 10}, Sample{"https://ess.fr/atelier/K7", 25, 16},
             Sample{"https://ess-pratiques.fr/atelier/K7M4TX", 29, 26}}) {
        CAPTURE(sample.text);
        auto const modules = charts::qr_modules(sample.text);
        REQUIRE(modules.size() == sample.size);

        auto const reading = read(modules);

        CHECK(text_of(reading.bytes) == sample.text);
        CHECK(is_sound(reading.bytes, sample.correction));
    }
}

TEST_CASE("longer addresses get larger codes, up to a length that no address of ours has") {
    CHECK(charts::qr_modules(std::string(62, 'a')).size() == 33);
    CHECK(charts::qr_modules(std::string(84, 'a')).size() == 37);
    CHECK(charts::qr_modules(std::string(213, 'a')).size() == 57);
    CHECK(charts::qr_modules(std::string(214, 'a')).empty());
}
