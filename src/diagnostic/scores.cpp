#include "diagnostic/scores.h"

#include "diagnostic/profile.h"
#include "referentiel/score.h"

#include <algorithm>
#include <unordered_map>

namespace diagnostic {
namespace {

using referentiel::Effect, referentiel::Level;

referentiel::Ratings lookup(Diagnostic const& diagnostic, std::span<SavedRating const> ratings) {
    std::unordered_map<std::string_view, Level const*> levels;
    for (auto const& saved : ratings) levels.emplace(saved.rating.criterion.text(), &saved.rating.level);
    auto const level_of = [levels = std::move(levels)](referentiel::CriterionKey const& key) -> std::optional<Level> {
        auto const found = levels.find(key.text());
        if (found == levels.end()) return std::nullopt;
        return *found->second;
    };
    return {level_of, diagnostic.profile()};
}

std::vector<ImperativeScore> imperatives(Diagnostic const& diagnostic, referentiel::Ratings const& levels) {
    std::vector<ImperativeScore> all;
    auto const& version = diagnostic.version();
    for (auto const& criterion : version.criteria)
        if (criterion.is_imperative && is_asked(diagnostic, criterion))
            all.push_back({&criterion, referentiel::imperative(version, criterion, levels)});
    return all;
}

std::vector<ChapterScore> folders(Diagnostic const& diagnostic, referentiel::Ratings const& levels) {
    std::vector<ChapterScore> all;
    auto const& version = diagnostic.version();
    for (auto const& chapter : version.all_chapters) {
        if (!is_asked(diagnostic, chapter)) continue;
        auto const [answered, total] = referentiel::progress(version, chapter, levels);
        if (total == 0 && chapter.parent) continue; // waits for its criteria
        all.push_back(
            {&chapter, answered, total, shown(version, mean(version, chapter, levels)), distribution(version, chapter, levels)});
    }
    return all;
}

} // namespace

ChapterScore const& Scores::of(referentiel::Chapter const& chapter) const {
    return *std::ranges::find(chapters, &chapter, &ChapterScore::chapter);
}

int Scores::imperatives_that_are(referentiel::Imperative state) const {
    return static_cast<int>(std::ranges::count(imperatives, state, &ImperativeScore::state));
}

Scores progress(Diagnostic const& diagnostic, std::span<SavedRating const> ratings) {
    auto const& version = diagnostic.version();
    auto const levels = lookup(diagnostic, ratings);
    Scores scores;
    scores.top = version.default_scale().highest();
    scores.has_means = version.score.average != referentiel::Average::none;
    for (auto const* chapter : asked_chapters(diagnostic)) {
        auto const [answered, total] = referentiel::progress(version, *chapter, levels);
        scores.chapters.push_back({chapter, answered, total});
        scores.answered += answered;
        scores.total += total;
    }
    auto const is_apart = [](SavedRating const& saved) { return saved.rating.level.effect() == Effect::not_concerned; };
    scores.not_concerned = static_cast<int>(std::ranges::count_if(ratings, is_apart));
    return scores;
}

Scores scores(Diagnostic const& diagnostic, std::span<SavedRating const> ratings) {
    auto const& version = diagnostic.version();
    auto const levels = lookup(diagnostic, ratings);
    auto scores = progress(diagnostic, ratings);
    scores.folders = folders(diagnostic, levels);
    scores.chapters.clear();
    for (auto const& score : scores.folders)
        if (!score.chapter->parent) scores.chapters.push_back(score);
    scores.mean = shown(version, mean(version, levels));
    scores.counts = distribution(version, levels);
    scores.imperatives = imperatives(diagnostic, levels);
    return scores;
}

} // namespace diagnostic
