#pragma once

#include "referentiel/referentiel.h"

#include <deque>
#include <shared_mutex>
#include <string_view>
#include <vector>

namespace referentiel {

// The versions that are held. They stay where they are as long as the library lives; any thread may ask or add.
class Library {
public:
    Library() = default;
    explicit Library(std::vector<Version>);

    // Does nothing where a version with that hash is held already.
    void add(Version);

    Version const* at(VersionHash const&) const;
    Version const* find(std::string_view code, std::string_view number) const;
    Version const* latest(std::string_view code) const;
    std::vector<Version const*> versions() const; // by code, then number

private:
    mutable std::shared_mutex mutex_;
    std::deque<Version> versions_;
};

// Those that the program carries. Throws where one has a fault, which a test rules out.
Library embedded_library();

// « 1.10 » comes after « 1.9 ».
bool is_earlier(std::string_view number, std::string_view other);

} // namespace referentiel
