#include "diagnostic/scores.h"

#include "referentiel/score.h"

#include <algorithm>
#include <unordered_map>

namespace diagnostic {
namespace {

using referentiel::Effect, referentiel::Level;

referentiel::Ratings lookup(std::span<SavedRating const> ratings) {
    std::unordered_map<std::string_view, Level const*> levels;
    for (auto const& saved : ratings) levels.emplace(saved.rating.criterion.text(), &saved.rating.level);
    return {.level_of = [levels = std::move(levels)](referentiel::CriterionKey const& key) -> std::optional<Level> {
        auto const found = levels.find(key.text());
        if (found == levels.end()) return std::nullopt;
        return *found->second;
    }};
}

} // namespace

ChapterScore const& Scores::of(referentiel::Chapter const& chapter) const {
    return *std::ranges::find(chapters, &chapter, &ChapterScore::chapter);
}

Scores progress(Diagnostic const& diagnostic, std::span<SavedRating const> ratings) {
    auto const& version = diagnostic.version();
    auto const levels = lookup(ratings);
    Scores scores;
    scores.top = version.default_scale().highest();
    for (auto const* chapter : version.chapters()) {
        auto const [answered, total] = referentiel::progress(version, *chapter, levels);
        scores.chapters.push_back({chapter, answered, total, std::nullopt});
        scores.answered += answered;
        scores.total += total;
    }
    auto const is_apart = [](SavedRating const& saved) { return saved.rating.level.effect() == Effect::not_concerned; };
    scores.not_concerned = static_cast<int>(std::ranges::count_if(ratings, is_apart));
    return scores;
}

Scores scores(Diagnostic const& diagnostic, std::span<SavedRating const> ratings) {
    auto const& version = diagnostic.version();
    auto const levels = lookup(ratings);
    auto scores = progress(diagnostic, ratings);
    for (auto& score : scores.chapters) score.mean = shown(version, mean(version, *score.chapter, levels));
    scores.mean = shown(version, mean(version, levels));
    return scores;
}

} // namespace diagnostic
