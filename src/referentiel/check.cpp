#include "referentiel/check.h"

#include <fstream>

namespace referentiel {

namespace {

// One byte more than the reader takes is enough for it to refuse.
constexpr std::streamsize most_read = 2'000'001;

std::optional<std::string> content(std::filesystem::path const& path) {
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem)) return std::nullopt;
    std::ifstream stream{path, std::ios::binary};
    std::string bytes(static_cast<std::size_t>(most_read), '\0');
    if (!stream) return std::nullopt;
    stream.read(bytes.data(), most_read);
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

} // namespace

Checked check(std::filesystem::path const& path, Context const& context) {
    auto bytes = content(path);
    if (!bytes) return {{path.string() + ": " + context.language.text("ce fichier ne s'ouvre pas.")}, std::nullopt, {}};
    auto reading = read(*bytes, context);
    auto lines = report(path.string(), reading, context.language);
    return {std::move(lines), std::move(reading.version), *std::move(bytes)};
}

} // namespace referentiel
