#include "referentiel/library.h"

#include "referentiel/reader.h"

#include <algorithm>
#include <future>
#include <mutex>
#include <stdexcept>

namespace referentiel {

namespace {

std::string_view without_zeros(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

std::pair<std::size_t, std::string_view> magnitude(std::string_view digits) {
    auto const plain = without_zeros(digits);
    return {plain.size(), plain};
}

} // namespace

bool is_earlier(std::string_view number, std::string_view other) {
    auto const parts = [](std::string_view text) {
        auto const point = std::min(text.find('.'), text.size());
        return std::pair{magnitude(text.substr(0, point)), magnitude(text.substr(std::min(point + 1, text.size())))};
    };
    return parts(number) < parts(other);
}

Library::Library(std::vector<Version> versions) {
    for (auto& version : versions) add(std::move(version));
}

void Library::add(Version version, Standing standing) const {
    std::unique_lock const lock{mutex_};
    auto const known = std::ranges::find(places_, version.hash, [](Place const& place) { return place.version.hash; });
    if (known == places_.end()) places_.push_back({std::move(version), standing});
    else if (standing == Standing::offered) known->standing = standing;
}

Version const* Library::at(VersionHash const& hash) const {
    std::shared_lock const lock{mutex_};
    for (auto const& [version, standing] : places_)
        if (version.hash == hash) return &version;
    return nullptr;
}

bool Library::is_offered(VersionHash const& hash) const {
    std::shared_lock const lock{mutex_};
    return std::ranges::any_of(
        places_, [&](Place const& place) { return place.version.hash == hash && place.standing == Standing::offered; });
}

Version const* Library::find(std::string_view code, std::string_view number) const {
    std::shared_lock const lock{mutex_};
    for (auto const& [version, standing] : places_)
        if (version.code.text() == code && version.number == number) return &version;
    return nullptr;
}

Version const* Library::latest(std::string_view code) const {
    for (auto const* version : offered())
        if (version->code.text() == code) return version;
    return nullptr;
}

std::vector<Version const*> Library::offered() const {
    std::vector<Version const*> latest;
    for (auto const* version : versions()) {
        if (!is_offered(version->hash)) continue;
        if (!latest.empty() && latest.back()->code == version->code) latest.back() = version;
        else latest.push_back(version);
    }
    return latest;
}

std::vector<Version const*> Library::versions() const {
    std::vector<Version const*> versions;
    {
        std::shared_lock const lock{mutex_};
        for (auto const& place : places_) versions.push_back(&place.version);
    }
    std::ranges::sort(versions, [](Version const* one, Version const* other) {
        if (one->code != other->code) return one->code < other->code;
        return is_earlier(one->number, other->number);
    });
    return versions;
}

namespace {

Version read_file(embedded::File const& file) {
    html::Language const french;
    auto reading = read(file.content, {.language = french});
    if (reading.version) return *std::move(reading.version);
    auto const& fault = reading.faults.front();
    throw std::runtime_error{std::string{file.path} + ":" + std::to_string(fault.place.line) + ": " + fault.what};
}

// Each file in a thread of its own, for a start waits for all of them.
std::vector<Version> read_files(std::span<embedded::File const> files) {
    std::vector<std::future<Version>> readings;
    for (auto const& file : files)
        if (file.path.ends_with(".yaml")) readings.push_back(std::async(std::launch::async, [&file] { return read_file(file); }));
    std::vector<Version> versions;
    for (auto& reading : readings) versions.push_back(reading.get());
    return versions;
}

} // namespace

Library library_of(std::span<embedded::File const> files) { return Library{read_files(files)}; }

Library embedded_library() { return library_of(embedded::referentiels()); }

} // namespace referentiel
