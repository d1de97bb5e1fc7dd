#pragma once

#include "diagnostic/reading.h"
#include "referentiel/library.h"

#include <optional>
#include <string>
#include <vector>

// What became of a diagnostic since another one: the year before, a snapshot, another référentiel.
namespace diagnostic {

// A criterion or item and those that it goes back to: itself mostly, several where they were merged, none where it is new.
struct Counterpart {
    referentiel::Criterion const* now;
    std::vector<referentiel::Criterion const*> before;
};

// For all that is rated in the later version, in order. Keys stay across versions but where the lineage says otherwise; across
// référentiels, what one says that it covers of the other.
std::vector<Counterpart> counterparts(
    referentiel::Library const&, referentiel::Version const& before, referentiel::Version const& now);

enum class Movement {
    up,
    down,
    same,
    first_answer,    // was not rated
    not_rated_again, // was rated
    left,            // no longer concerns the structure
    came,            // concerns it now
    several,         // goes back to several criteria: no single level to compare with
    other_scale,
    none_before, // the référentiel had nothing like it
};

struct Change {
    referentiel::Criterion const* criterion;
    Movement movement;
    int steps = 0; // from the rank before to that of now
    SavedRating const* now = nullptr;
    std::vector<SavedRating const*> before = {};
    bool is_reworded = false; // it went by another key, or in another référentiel
};

struct Comparison {
    std::string label; // « 2025 », or that of a snapshot
    Reading before;
    std::vector<Change> changes;                                  // of what is rated on one side at least
    std::vector<referentiel::Criterion const*> without_successor; // rated then, and of nothing now
    bool is_same_version = true;

    // The mean of the same chapter then.
    std::optional<Decimal> mean_before(referentiel::Chapter const&) const;
    int count(Movement) const;
};

// Points into now, which has to outlive it.
Comparison compare(referentiel::Library const&, Reading const& now, Reading before, std::string label);

// « +0,6 », « −0,3 », « 0,0 »; nothing where one side has no figure.
std::optional<std::string> difference(
    html::Language const& t, std::optional<Decimal> const& before, std::optional<Decimal> const& now);

} // namespace diagnostic
