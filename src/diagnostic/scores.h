#pragma once

#include "core/fraction.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"
#include "referentiel/score.h"

#include <optional>
#include <span>
#include <vector>

namespace diagnostic {

// How many criteria stand at each level that somebody chose, by its code.
using LevelCounts = referentiel::Distribution;

struct ChapterScore {
    referentiel::Chapter const* chapter;
    int answered = 0;
    int total = 0;
    std::optional<Decimal> mean = {}; // rounded once, by the référentiel's rule; nothing while nothing that counts was rated
    LevelCounts counts = {};

    bool is_done() const { return total > 0 && answered == total; }
};

// A criterion that has to reach a level, whatever the means.
struct ImperativeScore {
    referentiel::Criterion const* criterion;
    referentiel::Imperative state;
};

// The figures of a diagnostic. Page, report, export and API show these and compute none.
struct Scores {
    std::vector<ChapterScore> chapters; // those at the top, in order
    std::vector<ChapterScore> folders;  // and those below them that have criteria, each after the one above it
    std::optional<Decimal> mean = {};
    int answered = 0;
    int total = 0;
    int not_concerned = 0;
    int top = 5;           // rank of the highest level
    bool has_means = true; // or the référentiel counts levels, and says nothing else
    LevelCounts counts = {};
    std::vector<ImperativeScore> imperatives = {}; // in order; « met » or not is a matter of scores, not of progress

    ChapterScore const& of(referentiel::Chapter const&) const;
    int imperatives_that_are(referentiel::Imperative) const;
    bool is_deep() const { return folders.size() > chapters.size(); }
};

// How far each chapter is, without the means.
Scores progress(Diagnostic const&, std::span<SavedRating const>);

Scores scores(Diagnostic const&, std::span<SavedRating const>);

} // namespace diagnostic
