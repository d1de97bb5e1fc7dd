#pragma once

#include "accounts/visit.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "diagnostic/slots.h"
#include "diagnostic/suggestions.h"
#include "diagnostic/teamwork.h"

#include <span>
#include <string_view>
#include <vector>

// What is worth a second look before a cycle is closed. None of it stands in the way.
namespace diagnostic {

enum class Doubt {
    not_rated,
    unanswered,       // an imperative criterion falls short, and the plan has no critical action for it
    to_confirm,       // an answer from elsewhere waits for somebody to confirm it
    to_review,        // somebody flagged it
    note_open,        // a rereader waits for an answer
    unexplained,      // opinions are two levels apart or more, and nothing says why this one was retained
    without_measure,  // level 4, and no figure in the comment or the plan
    without_evidence, // level 5, and neither a document nor a mention from outside that shows it
    without_comment,
};

struct Check {
    Doubt doubt;
    std::vector<referentiel::Criterion const*> criteria; // in order, never empty
};

// What is known of a diagnostic beside its answers; criteria by key.
struct Grounds {
    using Keys = Beside::Keys;

    std::vector<Suggestion> suggestions = {};
    std::vector<Flag> flags = {};
    std::vector<Note> notes = {};
    std::vector<Opinion> opinions = {};
    Keys documented = {}; // with a document or a link
    Keys measured = {};   // with a figure to follow in the plan
    Keys answered = {};   // with a critical action
};
Grounds grounds(accounts::Visit const&, Diagnostic const&);

std::vector<Check> checks(Diagnostic const&, std::span<SavedRating const>, Grounds const&);

// Does this text hold a number that measures something, with what it counts or its unit beside it? A date, a telephone or a bare
// number does not.
bool names_a_figure(std::string_view text);

} // namespace diagnostic
