#pragma once

#include "core/fraction.h"
#include "diagnostic/diagnostic.h"
#include "diagnostic/rating.h"

#include <optional>
#include <span>
#include <vector>

namespace diagnostic {

struct ChapterScore {
    referentiel::Chapter const* chapter;
    int answered = 0;
    int total = 0;
    std::optional<Decimal> mean = {}; // rounded once, by the référentiel's rule; nothing while nothing that counts was rated

    bool is_done() const { return answered == total; }
};

// The figures of a diagnostic. Page, report, export and API show these and compute none.
struct Scores {
    std::vector<ChapterScore> chapters; // those at the top, in order
    std::optional<Decimal> mean = {};
    int answered = 0;
    int total = 0;
    int not_concerned = 0;
    int top = 5; // rank of the highest level

    ChapterScore const& of(referentiel::Chapter const&) const;
};

// How far each chapter is, without the means.
Scores progress(Diagnostic const&, std::span<SavedRating const>);

Scores scores(Diagnostic const&, std::span<SavedRating const>);

} // namespace diagnostic
