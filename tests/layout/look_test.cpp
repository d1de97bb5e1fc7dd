#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>

namespace {

std::filesystem::path const styles = SOURCE_FOLDER "/assets/css";

std::string read(std::filesystem::path const& path) {
    std::ifstream file{path};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

using Colours = std::map<std::string, std::string, std::less<>>;

Colours colours_in(std::string const& css, Colours colours = {}) {
    static std::regex const declaration{"--([\\w-]+):\\s*(#[0-9a-f]{6});"};
    for (std::sregex_iterator found{css.begin(), css.end(), declaration}, end; found != end; ++found)
        colours.insert_or_assign((*found)[1].str(), (*found)[2].str());
    return colours;
}

// WCAG 2: relative luminance.
double luminance(std::string const& colour) {
    auto const channel = [&](std::size_t at) {
        auto const value = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(std::string const& a, std::string const& b) {
    auto const [darker, lighter] = std::minmax({luminance(a), luminance(b)}); // of a list: pairs of references would dangle
    return (lighter + 0.05) / (darker + 0.05);
}

struct Pair {
    char const* on;
    char const* ground;
    double bar; // 4.5 for text, 3 for shapes
};

constexpr std::array<Pair, 32> pairs{{{"ink", "paper", 4.5}, {"ink", "sheet", 4.5}, {"ink", "sunk", 4.5},
    {"ink-soft", "paper", 4.5}, {"ink-soft", "sheet", 4.5}, {"ink-soft", "sunk", 4.5}, {"action", "paper", 4.5},
    {"action", "sheet", 4.5}, {"action", "sunk", 4.5}, {"on-action", "action", 4.5}, {"on-action", "action-strong", 4.5},
    {"action-strong", "action-soft", 4.5}, {"on-chosen", "chosen", 4.5}, {"ink", "chosen-soft", 4.5}, {"chosen-edge", "sheet", 3},
    {"edge", "sheet", 3}, {"edge", "paper", 3}, {"edge", "sunk", 3}, {"late", "late-soft", 4.5}, {"late", "sheet", 4.5},
    {"late", "paper", 4.5}, {"ontime", "ontime-soft", 4.5}, {"ahead", "ahead-soft", 4.5}, {"unset", "unset-soft", 4.5},
    {"action", "chosen-soft", 4.5}, {"ink-soft", "chosen-soft", 4.5}, {"on-ink-action", "ink", 4.5}, {"on-m-low", "m1", 4.5},
    {"on-m-low", "m2", 4.5}, {"on-m-middle", "m3", 4.5}, {"on-m-high", "m4", 4.5}, {"on-m-high", "m5", 4.5}}};

} // namespace

TEST_CASE("colours, radii and shadows stand in tokens.css only") {
    std::regex const colour{"#[0-9a-fA-F]{3,8}\\b|\\b(rgb|hsl|oklch|color-mix)a?\\("};
    std::regex const radius{"border-radius:\\s*(?!\\s|var\\(|0\\b)"};
    std::regex const shadow{"box-shadow:\\s*(?!\\s|var\\(|none\\b)"};
    for (auto const& file : std::filesystem::directory_iterator{styles}) {
        if (file.path().filename() == "tokens.css") continue;
        auto const css = read(file.path());
        CAPTURE(file.path().filename().string());
        CHECK_FALSE(std::regex_search(css, colour));
        CHECK_FALSE(std::regex_search(css, radius));
        CHECK_FALSE(std::regex_search(css, shadow));
    }
}

TEST_CASE("every style fills one layer, and names no token that does not exist") {
    auto const tokens = read(styles / "tokens.css");
    std::regex const use{"var\\(--([\\w-]+)"};
    for (auto const& file : std::filesystem::directory_iterator{styles}) {
        auto const css = read(file.path());
        CAPTURE(file.path().filename().string());
        CHECK(css.find("@layer ") != std::string::npos);
        for (std::sregex_iterator found{css.begin(), css.end(), use}, end; found != end; ++found) {
            CAPTURE((*found)[1].str());
            CHECK(tokens.find("--" + (*found)[1].str() + ":") != std::string::npos);
        }
    }
}

TEST_CASE("texts and shapes can be told from their grounds, in light and in dark") {
    auto const tokens = read(styles / "tokens.css");
    auto const dark_at = tokens.find("@media (prefers-color-scheme: dark)");
    auto const print_at = tokens.find("@layer print {");
    REQUIRE(dark_at < print_at);
    REQUIRE(print_at != std::string::npos);
    auto const light = colours_in(tokens.substr(0, dark_at));
    auto const dark = colours_in(tokens.substr(dark_at, print_at - dark_at), light);

    for (auto const& [on, ground, bar] : pairs) {
        CAPTURE(on);
        CAPTURE(ground);
        CHECK(contrast(light.at(on), light.at(ground)) >= bar);
        CHECK(contrast(dark.at(on), dark.at(ground)) >= bar);
    }
}
