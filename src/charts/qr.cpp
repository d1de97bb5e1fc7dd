#include "charts/qr.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>

namespace charts {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Modules = std::vector<std::vector<bool>>;

// How the bytes of a version are cut in blocks at level M, from version 1 on (table 9 of the standard).
struct Layout {
    int correction; // bytes of error correction in each block
    int blocks;     // of the shorter kind
    int data;       // bytes of data in each of them
    int longer;     // blocks with one byte of data more

    int capacity() const { return blocks * data + longer * (data + 1); }
};
constexpr std::array<Layout, 10> layouts{{{10, 1, 16, 0}, {16, 1, 28, 0}, {26, 1, 44, 0}, {18, 2, 32, 0}, {24, 2, 43, 0},
    {16, 4, 27, 0}, {18, 4, 31, 0}, {22, 2, 38, 2}, {22, 3, 36, 2}, {26, 4, 43, 1}}};

// Where the small squares stand that help a camera to find the grid (annex E).
std::vector<int> alignment(int version) {
    static std::array<std::vector<int>, 10> const places{
        {{}, {6, 18}, {6, 22}, {6, 26}, {6, 30}, {6, 34}, {6, 22, 38}, {6, 24, 42}, {6, 26, 46}, {6, 28, 50}}};
    return places[static_cast<std::size_t>(version - 1)];
}

// --- Error correction: Reed and Solomon over the field of 256 elements that x⁸ + x⁴ + x³ + x² + 1 makes

std::uint8_t product(std::uint8_t a, std::uint8_t b) {
    unsigned result = 0;
    for (int bit = 7; bit >= 0; --bit) {
        result = (result << 1) ^ ((result >> 7) * 0x11d);
        if ((b >> bit) & 1) result ^= a;
    }
    return static_cast<std::uint8_t>(result);
}

Bytes generator(int degree) {
    Bytes found(static_cast<std::size_t>(degree), 0);
    found.back() = 1;
    std::uint8_t root = 1;
    for (int i = 0; i < degree; ++i) {
        for (std::size_t j = 0; j < found.size(); ++j) {
            found[j] = product(found[j], root);
            if (j + 1 < found.size()) found[j] ^= found[j + 1];
        }
        root = product(root, 2);
    }
    return found;
}

Bytes correction_of(Bytes const& data, Bytes const& divisor) {
    Bytes rest(divisor.size(), 0);
    for (auto const byte : data) {
        auto const factor = static_cast<std::uint8_t>(byte ^ rest.front());
        std::rotate(rest.begin(), rest.begin() + 1, rest.end());
        rest.back() = 0;
        for (std::size_t i = 0; i < rest.size(); ++i) rest[i] ^= product(divisor[i], factor);
    }
    return rest;
}

// --- Bytes

int length_bits(int version) { return version < 10 ? 8 : 16; }

// The smallest that holds so many bytes; 0 where none does.
int version_for(std::size_t bytes) {
    for (int version = 1; version <= static_cast<int>(layouts.size()); ++version) {
        auto const room = layouts[static_cast<std::size_t>(version - 1)].capacity() * 8 - 4 - length_bits(version);
        if (static_cast<int>(bytes) * 8 <= room) return version;
    }
    return 0;
}

Bytes data_of(std::string_view text, int version) {
    std::vector<bool> bits;
    auto const put = [&](unsigned value, int count) {
        for (int bit = count - 1; bit >= 0; --bit) bits.push_back((value >> bit) & 1);
    };
    put(4, 4); // bytes follow
    put(static_cast<unsigned>(text.size()), length_bits(version));
    for (unsigned char const sign : text) put(sign, 8);
    auto const room = static_cast<std::size_t>(layouts[static_cast<std::size_t>(version - 1)].capacity()) * 8;
    put(0, static_cast<int>(std::min<std::size_t>(4, room - bits.size())));
    put(0, static_cast<int>((8 - bits.size() % 8) % 8));
    for (unsigned filler = 0xec; bits.size() < room; filler ^= 0xec ^ 0x11) put(filler, 8);

    Bytes data(bits.size() / 8, 0);
    for (std::size_t i = 0; i < bits.size(); ++i)
        if (bits[i]) data[i / 8] = static_cast<std::uint8_t>(data[i / 8] | (1u << (7 - i % 8)));
    return data;
}

// Blocks take turns, so that a stain does not spoil one of them alone.
Bytes interleaved(Bytes const& data, Layout const& layout) {
    std::vector<Bytes> blocks, corrections;
    auto const divisor = generator(layout.correction);
    auto from = data.begin();
    for (int i = 0; i < layout.blocks + layout.longer; ++i) {
        auto const to = from + layout.data + (i >= layout.blocks ? 1 : 0);
        blocks.emplace_back(from, to);
        corrections.push_back(correction_of(blocks.back(), divisor));
        from = to;
    }
    Bytes all;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(layout.data); ++i)
        for (auto const& block : blocks)
            if (i < block.size()) all.push_back(block[i]);
    for (std::size_t i = 0; i < static_cast<std::size_t>(layout.correction); ++i)
        for (auto const& correction : corrections) all.push_back(correction[i]);
    return all;
}

// --- The grid

bool is_flipped(int mask, int x, int y) {
    switch (mask) {
        case 0: return (x + y) % 2 == 0;
        case 1: return y % 2 == 0;
        case 2: return x % 3 == 0;
        case 3: return (x + y) % 3 == 0;
        case 4: return (x / 3 + y / 2) % 2 == 0;
        case 5: return x * y % 2 + x * y % 3 == 0;
        case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
        default: return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

class Grid {
public:
    explicit Grid(int version) : version_{version}, size_{17 + 4 * version} {
        dark_.assign(index(size_), std::vector<bool>(index(size_), false));
        is_fixed_ = dark_;
        draw_fixed();
    }

    void fill(Bytes const& bytes) {
        std::size_t bit = 0;
        for (int right = size_ - 1; right > 0; right -= 2) {
            if (right == 6) --right; // the column of the timing pattern
            auto const goes_up = ((right + 1) & 2) == 0;
            for (int step = 0; step < size_; ++step)
                for (int x : {right, right - 1}) {
                    auto const y = goes_up ? size_ - 1 - step : step;
                    if (at(is_fixed_, x, y) || bit >= bytes.size() * 8) continue;
                    set(dark_, x, y, (bytes[bit / 8] >> (7 - bit % 8)) & 1);
                    ++bit;
                }
        }
    }

    // Of the eight masks the one that a camera confuses least.
    Modules masked() {
        Modules best;
        auto least = std::numeric_limits<int>::max();
        for (int mask = 0; mask < 8; ++mask) {
            flip(mask);
            draw_format(mask);
            if (auto const found = penalty(); found < least) {
                least = found;
                best = dark_;
            }
            flip(mask);
        }
        return best;
    }

private:
    static bool at(Modules const& modules, int x, int y) { return modules[index(y)][index(x)]; }
    static void set(Modules& modules, int x, int y, bool value) { modules[index(y)][index(x)] = value; }
    static std::size_t index(int number) { return static_cast<std::size_t>(number); }

    void fix(int x, int y, bool is_dark) {
        if (x < 0 || y < 0 || x >= size_ || y >= size_) return;
        set(dark_, x, y, is_dark);
        set(is_fixed_, x, y, true);
    }

    void draw_fixed() {
        for (int i = 0; i < size_; ++i) {
            fix(6, i, i % 2 == 0);
            fix(i, 6, i % 2 == 0);
        }
        draw_finder(3, 3);
        draw_finder(size_ - 4, 3);
        draw_finder(3, size_ - 4);
        auto const places = alignment(version_);
        for (auto const x : places)
            for (auto const y : places) {
                auto const is_in_corner = (x == 6 && y == 6) || (x == 6 && y == size_ - 7) || (x == size_ - 7 && y == 6);
                if (!is_in_corner) draw_alignment(x, y);
            }
        draw_format(0);
        draw_version();
    }

    void draw_finder(int x, int y) {
        for (int dy = -4; dy <= 4; ++dy)
            for (int dx = -4; dx <= 4; ++dx) {
                auto const ring = std::max(std::abs(dx), std::abs(dy));
                fix(x + dx, y + dy, ring != 2 && ring != 4);
            }
    }

    void draw_alignment(int x, int y) {
        for (int dy = -2; dy <= 2; ++dy)
            for (int dx = -2; dx <= 2; ++dx) fix(x + dx, y + dy, std::max(std::abs(dx), std::abs(dy)) != 1);
    }

    // Level M and the mask, twice, with ten bits that correct them.
    void draw_format(int mask) {
        auto const data = static_cast<unsigned>(mask); // level M is 00
        auto rest = data;
        for (int i = 0; i < 10; ++i) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        auto const bits = ((data << 10) | rest) ^ 0x5412;
        auto const bit = [&](int i) { return ((bits >> i) & 1) != 0; };
        for (int i = 0; i <= 5; ++i) fix(8, i, bit(i));
        fix(8, 7, bit(6));
        fix(8, 8, bit(7));
        fix(7, 8, bit(8));
        for (int i = 9; i < 15; ++i) fix(14 - i, 8, bit(i));
        for (int i = 0; i < 8; ++i) fix(size_ - 1 - i, 8, bit(i));
        for (int i = 8; i < 15; ++i) fix(8, size_ - 15 + i, bit(i));
        fix(8, size_ - 8, true);
    }

    void draw_version() {
        if (version_ < 7) return;
        auto rest = static_cast<unsigned>(version_);
        for (int i = 0; i < 12; ++i) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
        auto const bits = (static_cast<unsigned>(version_) << 12) | rest;
        for (int i = 0; i < 18; ++i) {
            auto const is_dark = ((bits >> i) & 1) != 0;
            fix(size_ - 11 + i % 3, i / 3, is_dark);
            fix(i / 3, size_ - 11 + i % 3, is_dark);
        }
    }

    void flip(int mask) {
        for (int y = 0; y < size_; ++y)
            for (int x = 0; x < size_; ++x)
                if (!at(is_fixed_, x, y) && is_flipped(mask, x, y)) set(dark_, x, y, !at(dark_, x, y));
    }

    // Long runs, blocks of one colour, what looks like a finder, and more dark than light or less.
    int penalty() const {
        int found = 0, dark = 0;
        for (int line = 0; line < size_; ++line) {
            found += penalty_of([&](int i) { return at(dark_, i, line); });
            found += penalty_of([&](int i) { return at(dark_, line, i); });
        }
        for (int y = 0; y < size_; ++y)
            for (int x = 0; x < size_; ++x) {
                auto const here = at(dark_, x, y);
                dark += here ? 1 : 0;
                if (x + 1 < size_ && y + 1 < size_ && at(dark_, x + 1, y) == here && at(dark_, x, y + 1) == here &&
                    at(dark_, x + 1, y + 1) == here)
                    found += 3;
            }
        return found + std::abs(dark * 20 - size_ * size_ * 10) / (size_ * size_) * 10;
    }

    template <typename Line>
    int penalty_of(Line const& line) const {
        int found = 0, run = 0;
        for (int i = 0; i < size_; ++i) {
            run = i > 0 && line(i) == line(i - 1) ? run + 1 : 1;
            if (run == 5) found += 3;
            else if (run > 5) ++found;
        }
        constexpr std::array<bool, 11> finder{true, false, true, true, true, false, true, false, false, false, false};
        for (int i = 0; i + 11 <= size_; ++i) {
            auto forward = true, backward = true;
            for (int j = 0; j < 11; ++j) {
                forward = forward && line(i + j) == finder[index(j)];
                backward = backward && line(i + j) == finder[index(10 - j)];
            }
            found += (forward ? 40 : 0) + (backward ? 40 : 0);
        }
        return found;
    }

    int version_, size_;
    Modules dark_, is_fixed_;
};

// One stroke of a path for each run of dark modules of a row.
std::string path_of(Modules const& modules, int quiet) {
    std::string path;
    for (std::size_t y = 0; y < modules.size(); ++y)
        for (std::size_t x = 0; x < modules.size();) {
            auto end = x;
            while (end < modules.size() && modules[y][end]) ++end;
            if (end > x) {
                auto const width = std::to_string(end - x);
                path += "M" + std::to_string(x + static_cast<std::size_t>(quiet)) + " " +
                        std::to_string(y + static_cast<std::size_t>(quiet)) + "h" + width + "v1h-" + width + "z";
            }
            x = end + 1;
        }
    return path;
}

} // namespace

std::vector<std::vector<bool>> qr_modules(std::string_view text) {
    auto const version = version_for(text.size());
    if (version == 0) return {};
    Grid grid{version};
    grid.fill(interleaved(data_of(text, version), layouts[static_cast<std::size_t>(version - 1)]));
    return grid.masked();
}

html::Html qr_code(html::Language const& t, std::string_view text, std::string_view label) {
    constexpr int quiet = 4; // as wide as the standard asks
    auto const modules = qr_modules(text);
    if (modules.empty()) return {};
    auto const side = static_cast<int>(modules.size()) + 2 * quiet;
    return t.html(
        R"(<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges"><rect class="qr__bed" width="{}" height="{}"></rect><path class="qr__dark" d="{}"></path></svg>)",
        side, side, label, side, side, path_of(modules, quiet));
}

} // namespace charts
