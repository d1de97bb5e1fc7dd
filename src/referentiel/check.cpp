#include "referentiel/check.h"

#include <fstream>
#include <iterator>

namespace referentiel {

namespace {

namespace fs = std::filesystem;

std::optional<std::string> content(fs::path const& path) {
    std::ifstream stream{path, std::ios::binary};
    if (!stream) return std::nullopt;
    return std::string{std::istreambuf_iterator{stream}, {}};
}

} // namespace

Checked check(fs::path const& path, Context const& context) {
    auto const& t = context.language;
    std::error_code problem;
    auto const size = fs::file_size(path, problem); // of an ordinary file: nothing else has one
    if (!problem)
        if (auto const refused = too_large(size, t)) return {report(path.string(), *refused, t), std::nullopt, {}};
    auto bytes = problem ? std::nullopt : content(path);
    if (!bytes) return {{path.string() + ": " + t.text("ce fichier ne s'ouvre pas.")}, std::nullopt, {}};
    auto reading = read(*bytes, context);
    auto lines = report(path.string(), reading, t);
    return {std::move(lines), std::move(reading.version), *std::move(bytes)};
}

} // namespace referentiel
