#pragma once

#include "accounts/visit.h"
#include "diagnostic/moves.h"
#include "html/html.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace diagnostic {

// What a move would do, and is not done yet.
struct Preview {
    Diagnostic const& from;
    referentiel::Version const& to;
    referentiel::Passages const& passages;
    std::span<SavedRating const> kept;
    std::vector<Suggestion> suggestions;
    std::size_t already;                // retained answers that wait in the one that was made of it before
    DiagnosticId id;                    // of the one it would make
    std::vector<std::string> following; // what goes along, counted: « 3 descriptions »
    bool is_overtaken;                  // a newer version was published since it was asked for
};

html::Html preview_page(accounts::Caller const&, Preview const&);

html::Html undo_page(accounts::Caller const&, Diagnostic const&, Move const&);

struct MovesSheet {
    Diagnostic const& diagnostic;
    std::size_t to_confirm;
    std::vector<referentiel::Version const*> next;
    std::optional<Move> undoable;
    std::vector<Replaced> replaced;
    std::string refused = {}; // « passage » or « retour »: what was asked for, and is not possible any more
};

// Nothing where there is nothing to say.
html::Html moves_view(accounts::Caller const&, MovesSheet const&);

// « Passer au référentiel complet », « Passer à la version 1.1 »
std::string move_words(html::Language const& t, referentiel::Version const& from, referentiel::Version const& to);
// « Revenir au simplifié »
std::string undo_words(html::Language const& t, Move const&, Diagnostic const&);
// « Référentiel ESS simplifié, version 1.0 »
std::string version_name(html::Language const& t, referentiel::Version const&);

} // namespace diagnostic
