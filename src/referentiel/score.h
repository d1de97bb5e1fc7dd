#pragma once

#include "core/fraction.h"
#include "referentiel/referentiel.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace referentiel {

// What the figures are made of: the retained level of each criterion or item, if any, and what the profile answers. Suggestions
// that wait for someone to confirm them are not levels yet.
struct Ratings {
    std::function<std::optional<Level>(CriterionKey const&)> level_of;
    Profile profile = {};
};

// On the ranks of the first scale: exact but for rounding at each step. Nothing where no level counts, or where the référentiel
// has no means at all. A weight is that of the criterion times those of the chapters between it and what is averaged.
std::optional<Fraction> mean(Version const&, Ratings const&);
std::optional<Fraction> mean(Version const&, Chapter const&, Ratings const&);
// Its rank, or the mean of its items.
std::optional<Fraction> mean(Version const&, Criterion const&, Ratings const&);

// As it is shown, everywhere: rounded half up to the decimals of the référentiel.
std::optional<Decimal> shown(Version const&, std::optional<Fraction> mean);

// Of the criteria and items that the structure is asked. « Non concerné » is an answer.
struct Progress {
    int answered = 0;
    int total = 0;

    bool operator==(Progress const&) const = default;
};
Progress progress(Version const&, Ratings const&);
Progress progress(Version const&, Chapter const&, Ratings const&);
Progress progress(Criterion const&, Ratings const&);

// How many criteria and items stand at each level, by its code; codes that nobody chose are absent.
using Distribution = std::map<std::string, int, std::less<>>;
Distribution distribution(Version const&, Ratings const&);
Distribution distribution(Version const&, Chapter const&, Ratings const&);

// Is this answer below the level that the référentiel asks of an imperative criterion, or of its item?
bool falls_short(Version const&, Criterion const&, Level const&);

// Met when the criterion, or every one of its items that counts, reaches the level that the référentiel asks for: their mean does
// not matter.
enum class Imperative { met, not_met, undecided };
Imperative imperative(Version const&, Criterion const&, Ratings const&);

} // namespace referentiel
