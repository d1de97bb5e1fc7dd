#pragma once

#include "core/embedded.h"
#include "referentiel/referentiel.h"

#include <deque>
#include <shared_mutex>
#include <span>
#include <string_view>
#include <vector>

namespace referentiel {

// Whether diagnostics may begin with it. One that came with the archive of a structure is held for what names it alone.
enum class Standing { offered, held };

// The versions that this instance has. They stay where they are as long as the library lives; any thread may ask or add: to add
// is to remember what never changes, so a library that one may only read learns too.
class Library {
public:
    Library() = default;
    explicit Library(std::vector<Version>);

    // One with that hash stays as it is, but is offered where it was only held.
    void add(Version, Standing = Standing::offered) const;

    Version const* at(VersionHash const&) const;
    Version const* find(std::string_view code, std::string_view number) const;
    bool is_offered(VersionHash const&) const;
    // The newest that is offered of that code: what a new diagnostic follows.
    Version const* latest(std::string_view code) const;
    // The newest of each code; older ones are there for the diagnostics that name them.
    std::vector<Version const*> offered() const;
    std::vector<Version const*> versions() const; // by code, then number

private:
    struct Place {
        Version version;
        Standing standing;
    };

    mutable std::shared_mutex mutex_;
    mutable std::deque<Place> places_;
};

// Those among these files. Throws where one has a fault.
Library library_of(std::span<embedded::File const>);

// Those that the program carries: in « referentiels/ » what is offered, in « referentiels/earlier/ » what was published before.
// Throws where one has a fault, which a test rules out.
Library embedded_library();

// « 1.10 » comes after « 1.9 ».
bool is_earlier(std::string_view number, std::string_view other);

} // namespace referentiel
