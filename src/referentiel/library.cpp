#include "referentiel/library.h"

#include "core/embedded.h"
#include "referentiel/reader.h"

#include <algorithm>
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

void Library::add(Version version) {
    std::unique_lock const lock{mutex_};
    if (std::ranges::find(versions_, version.hash, &Version::hash) != versions_.end()) return;
    versions_.push_back(std::move(version));
}

Version const* Library::at(VersionHash const& hash) const {
    std::shared_lock const lock{mutex_};
    auto const found = std::ranges::find(versions_, hash, &Version::hash);
    return found == versions_.end() ? nullptr : &*found;
}

Version const* Library::find(std::string_view code, std::string_view number) const {
    std::shared_lock const lock{mutex_};
    auto const found = std::ranges::find_if(
        versions_, [&](Version const& version) { return version.code.text() == code && version.number == number; });
    return found == versions_.end() ? nullptr : &*found;
}

Version const* Library::latest(std::string_view code) const {
    Version const* latest = nullptr;
    for (auto const* version : versions())
        if (version->code.text() == code) latest = version;
    return latest;
}

std::vector<Version const*> Library::versions() const {
    std::vector<Version const*> versions;
    {
        std::shared_lock const lock{mutex_};
        for (auto const& version : versions_) versions.push_back(&version);
    }
    std::ranges::sort(versions, [](Version const* one, Version const* other) {
        if (one->code != other->code) return one->code < other->code;
        return is_earlier(one->number, other->number);
    });
    return versions;
}

namespace {

std::vector<Version> embedded_versions() {
    std::vector<Version> versions;
    html::Language const french;
    for (auto const& file : embedded::referentiels()) {
        if (!file.path.ends_with(".yaml")) continue;
        auto reading = read(file.content, {.language = french});
        if (!reading.version) {
            auto const& fault = reading.faults.front();
            throw std::runtime_error{std::string{file.path} + ":" + std::to_string(fault.place.line) + ": " + fault.what};
        }
        versions.push_back(*std::move(reading.version));
    }
    return versions;
}

} // namespace

Library embedded_library() { return Library{embedded_versions()}; }

} // namespace referentiel
