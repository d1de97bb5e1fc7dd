#pragma once

#include "audit/trail.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/profile.h"
#include "diagnostic/rating.h"
#include "storage/storage.h"

#include <chrono>
#include <optional>
#include <vector>

namespace diagnostic {

// That of the cycle, or of the cycle that is open.
std::optional<Diagnostic> find(
    storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&, accounts::WhichCycle const&);

// That one, be it current or replaced.
std::optional<Diagnostic> find(
    storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&, DiagnosticId const&);

// Those of every cycle, the latest first.
std::vector<Diagnostic> find_all(storage::Reader const&, referentiel::Library const&, accounts::OrganisationId const&);

// Starts the diagnostic of a new cycle.
void open(storage::Writer&, accounts::OrganisationId const&, accounts::Cycle const&, referentiel::Version const&, Instant now,
    Chance const&);

// To the questions of its référentiel, without a query where it has none.
Answers answers(storage::Reader const&, accounts::OrganisationId const&, DiagnosticId const&, referentiel::Version const&);
// Keeps those that are given; ratings of what is no longer asked stay, and count again once it is.
void save(storage::Writer&, audit::Trail&, Diagnostic const&, Answers const&);

// What one voice says of what the structure is asked, in no order; what is retained where none is named.
std::vector<SavedRating> ratings(storage::Reader const&, Diagnostic const&, Voice const& = Voice::retained());
// What is retained in each of these, in their order, at one go.
std::vector<std::vector<SavedRating>> ratings(storage::Reader const&, std::vector<Diagnostic> const&);
std::optional<SavedRating> find_rating(
    storage::Reader const&, Diagnostic const&, referentiel::Criterion const&, Voice const& = Voice::retained());

// What every person says for themselves.
struct Opinion;
std::vector<Opinion> opinions(storage::Reader const&, Diagnostic const&);

// Who saves, from which open page, on top of what.
struct Writing {
    accounts::User const& author;
    std::string editor; // made anew with each load of a page; empty from programs and pages without script
    Revision base;
    Instant now;
    Voice voice = Voice::retained();
};

// One author in one criterion is one version and one event until this long a silence, or another author.
inline constexpr std::chrono::minutes silence{10};

// Saves what was written on top of the base revision. An older base will do where all that came since was written in the same
// open page; and whoever says the same as what is kept has saved it.
Result<SavedRating, Stale> save(storage::Writer&, audit::Trail&, Diagnostic const&, Rating const&, Writing const&);

// Takes back what is retained, where it still has that revision; its versions stay. Was there such a one?
bool withdraw(storage::Writer&, audit::Trail&, Diagnostic const&, referentiel::CriterionKey const&, Revision);

} // namespace diagnostic
