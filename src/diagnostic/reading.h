#pragma once

#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "diagnostic/scores.h"

#include <vector>

namespace diagnostic {

// What a diagnostic says: now, or as a snapshot froze it.
struct Reading {
    Diagnostic diagnostic;
    std::vector<SavedRating> ratings;
    Scores scores;
};

} // namespace diagnostic
