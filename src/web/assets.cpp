#include "web/assets.h"

#include "web/header_text.h"

#include <array>
#include <string>
#include <utility>

namespace web {
namespace {

std::string_view content_type(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".map", "application/json"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".ttf", "font/ttf"},
        {".txt", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
    }};
    for (auto const& [ending, type] : types)
        if (name.ends_with(ending)) return type;
    return "application/octet-stream";
}

} // namespace

Assets::Assets(std::span<embedded::File const> files) {
    std::map<std::string_view, std::string_view> all;
    for (auto const& [path, content] : files) all.emplace(path, content);

    for (auto manifest = all["manifest.txt"]; !manifest.empty();) {
        auto line = take_until('\n', manifest);
        take_until(' ', line);
        auto const found = all.find(line);
        if (found == all.end()) continue;
        auto const compressed = all.find(std::string{line} + ".br");
        contents_.emplace(line, Fixed{found->second, compressed == all.end() ? std::string_view{} : compressed->second});
    }
}

std::optional<Response> Assets::find(std::string_view name) const {
    auto const found = contents_.find(name);
    if (found == contents_.end()) return std::nullopt;
    return Response{200,
        {{"Content-Type", std::string{content_type(name)}}, {"Cache-Control", "public, max-age=31536000, immutable"},
            {"ETag", "W/\"" + std::string{name} + "\""}},
        found->second};
}

} // namespace web
