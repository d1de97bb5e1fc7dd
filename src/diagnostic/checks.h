#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "diagnostic/suggestions.h"
#include "diagnostic/teamwork.h"

#include <span>
#include <vector>

// What is worth a second look before a cycle is closed. None of it stands in the way.
namespace diagnostic {

enum class Doubt {
    not_rated,
    to_confirm,       // an answer from elsewhere waits for somebody to confirm it
    to_review,        // somebody flagged it
    note_open,        // a rereader waits for an answer
    without_measure,  // level 4, and no figure in the comment
    without_evidence, // level 5, and nothing from outside that shows it
    without_comment,
};

struct Check {
    Doubt doubt;
    std::vector<referentiel::Criterion const*> criteria; // in order, never empty
};

std::vector<Check> checks(
    Diagnostic const&, std::span<SavedRating const>, std::span<Suggestion const>, std::span<Flag const>, std::span<Note const>);

} // namespace diagnostic
