#pragma once

#include "audit/trail.h"
#include "diagnostic/diagnostic.h"
#include "storage/storage.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace html {
class Language;
} // namespace html

// A new cycle: what its name and its référentiel may be, for the page and for programs.
namespace diagnostic {

inline constexpr std::size_t longest_cycle_label = 60; // bytes, some more than a line

// What is wrong with the name, in words that say how to mend it; own is the cycle that is renamed, if any.
std::optional<std::string> problem_of_label(html::Language const& t, std::string_view label,
    std::span<accounts::Cycle const> cycles, std::optional<accounts::CycleId> const& own);

struct Opening {
    accounts::CycleId id;
    std::string label;
    std::string referentiel; // its code
};

// Opens it, with the diagnostic that it begins with.
accounts::Cycle open_cycle(storage::Writer&, audit::Trail&, referentiel::Version const&, accounts::OrganisationId const&,
    Opening const&, Instant now, Chance const&);

} // namespace diagnostic
