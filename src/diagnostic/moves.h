#pragma once

#include "accounts/desk.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/queries.h"
#include "diagnostic/slots.h"
#include "diagnostic/suggestions.h"

#include <chrono>
#include <optional>
#include <vector>

// How a diagnostic goes on in another version: one made of it, to which its answers are suggested. It stays as it was, to be
// read and to be come back to.
namespace diagnostic {

struct Move {
    Diagnostic former;
    Instant moved;
    std::optional<Instant> undone;
};

// Where this one comes from; nothing where it was opened without an earlier one.
std::optional<Move> find_move(storage::Reader const&, referentiel::Library const&, Diagnostic const&);

// The one that was already made of it in that version, and that somebody came back from.
std::optional<Diagnostic> find_made_of(
    storage::Reader const&, referentiel::Library const&, Diagnostic const& former, referentiel::Version const&);

// Those of its cycle that were replaced, the latest first.
struct Replaced {
    DiagnosticId id;
    referentiel::Version const* version;
    Instant created;
};
std::vector<Replaced> replaced(storage::Reader const&, referentiel::Library const&, Diagnostic const&);

// All that it was given to confirm, also what has an answer by now.
std::vector<Suggestion> suggestions(storage::Reader const&, referentiel::Library const&, Diagnostic const&);

// « Revenir au simplifié » stands open that long, while the cycle does.
inline constexpr std::chrono::days longest_undo{30};
bool may_be_undone(Move const&, Diagnostic const&, Instant now);

// Makes the current diagnostic of the cycle, or the one that was already made of it, the one that is worked in. Its answers
// become suggestions; none that is retained there is overwritten. What follows them goes along (slots.h).
void move(storage::Writer&, audit::Trail&, accounts::Desk const&, Diagnostic const& former, referentiel::Version const&,
    DiagnosticId const&, Act const&);

// The former one is the current one again, untouched; this one is kept.
void undo(storage::Writer&, audit::Trail&, accounts::Desk const&, Move const&, Diagnostic const&, Act const&);

// A new cycle takes the answers of an earlier one as its starting point.
void carry_over(
    storage::Writer&, audit::Trail&, accounts::Desk const&, Diagnostic const& former, Diagnostic const& opened, Act const&);

} // namespace diagnostic
