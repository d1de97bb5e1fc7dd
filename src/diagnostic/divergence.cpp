#include "diagnostic/divergence.h"

#include "diagnostic/profile.h"

#include <algorithm>

namespace diagnostic {

using referentiel::Criterion;

int levels_apart(std::span<Opinion const> opinions, Criterion const& criterion) {
    auto lowest = criterion.scale->highest(), highest = 1;
    for (auto const& opinion : opinions) {
        auto const& rating = opinion.given.rating;
        if (rating.criterion != criterion.key || !rating.level.is_counted()) continue;
        lowest = std::min(lowest, rating.level.rank());
        highest = std::max(highest, rating.level.rank());
    }
    return std::max(0, highest - lowest);
}

std::vector<Divergence> divergences(Diagnostic const& diagnostic, std::span<SavedRating const> retained,
    std::span<Opinion const> opinions, std::string_view viewer) {
    std::vector<Divergence> found;
    for (auto const* criterion : asked(diagnostic)) {
        if (levels_apart(opinions, *criterion) == 0) continue;
        Divergence divergence{criterion, opinions_on(opinions, *criterion)};
        auto const is_own = [&](Opinion const* one) { return one->user == viewer; };
        if (find_rating(retained, *criterion) || std::ranges::any_of(divergence.opinions, is_own))
            found.push_back(std::move(divergence));
    }
    return found;
}

} // namespace diagnostic
