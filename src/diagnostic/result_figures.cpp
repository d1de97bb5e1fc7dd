#include "diagnostic/result_figures.h"

#include "diagnostic/card.h"
#include "diagnostic/level_counts.h"

#include <algorithm>

namespace diagnostic {

using html::Language;
using referentiel::Criterion, referentiel::Effect;

std::optional<Decimal> before_of(Comparison const* comparison, referentiel::Chapter const& chapter) {
    return comparison ? comparison->mean_before(chapter) : std::nullopt;
}

bool is_apart(SavedRating const* saved) { return saved && saved->rating.level.effect() == Effect::not_concerned; }

charts::Chart radar_of(
    Language const& t, Scores const& scores, Comparison const* comparison, std::optional<Scores> const& envisaged) {
    charts::Chart chart{.id = "radar",
        .title = envisaged ? t.text("Radar des chapitres : maturité actuelle et envisagée")
                           : t.text("Radar des chapitres : maturité actuelle"),
        .current = t.text("Maturité actuelle"),
        .second = envisaged ? t.text("Maturité envisagée") : std::string{},
        .earlier = comparison ? comparison->label : std::string{},
        .top = scores.top,
        .described_by = "en-bref"};
    int number = 0;
    for (auto const& score : scores.chapters)
        chart.axes.push_back({.code = std::to_string(++number),
            .name = score.chapter->title.in(t.code()),
            .current = score.mean,
            .second = envisaged ? envisaged->of(*score.chapter).mean : std::nullopt,
            .earlier = before_of(comparison, *score.chapter)});
    return chart;
}

std::optional<Scores> envisaged_scores(Reading const& reading, Beside::Levels const& levels) {
    if (levels.empty()) return std::nullopt;
    auto ratings = reading.ratings;
    for (auto const& [key, level] : levels) {
        auto const known = std::ranges::find(
            ratings, key, [](SavedRating const& saved) -> auto const& { return saved.rating.criterion; });
        if (known != ratings.end()) known->rating.level = level;
        else ratings.push_back({.rating = {key, level, "", ""}, .revision = {}, .by = "", .at = {}});
    }
    return scores(reading.diagnostic, ratings);
}

std::vector<std::string> digest(Language const& t, Scores const& scores, std::optional<Scores> const& envisaged) {
    if (!scores.has_means) return level_counts_sentences(t, scores);
    if (!scores.mean) return {t.text("Rien n'est encore évalué : le radar se dessine dès la première réponse.")};

    std::vector<std::string> sentences{
        t.text("Votre organisation se situe en moyenne à {} sur {}.", {t.number(*scores.mean), std::to_string(scores.top)})};
    if (envisaged && envisaged->mean)
        sentences.push_back(t.text("Le plan d'actions vise {} en moyenne.", {t.number(*envisaged->mean)}));
    std::vector<ChapterScore> sorted;
    for (auto const& score : scores.chapters)
        if (score.mean) sorted.push_back(score);
    std::ranges::stable_sort(sorted, std::ranges::greater{}, [](auto const& score) { return score.mean->digits; });
    auto const named = [&](ChapterScore const& score) {
        return score.chapter->title.in(t.code()) + " (" + t.number(*score.mean) + ")";
    };
    if (sorted.front().mean != sorted.back().mean) {
        sentences.push_back(t.text("Appui solide : {}.", {named(sorted.front())}));
        sentences.push_back(t.text("À travailler d'abord : {}.", {named(sorted.back())}));
    }
    if (scores.not_concerned > 0)
        sentences.push_back(t.count(scores.not_concerned, "{} critère ne vous concerne pas : il ne compte pas dans les moyennes.",
            "{} critères ne vous concernent pas : ils ne comptent pas dans les moyennes."));
    return sentences;
}

charts::Chart criteria_radar_of(Language const& t, Reading const& reading, Comparison const* comparison,
    Beside::Levels const& envisaged, std::vector<Criterion const*> const& criteria) {
    charts::Chart chart{.id = "criteres",
        .title = t.text("Niveau de chaque critère du chapitre"),
        .current = t.text("Maturité actuelle"),
        .earlier = comparison ? comparison->label : std::string{},
        .top = reading.scores.top,
        .described_by = "reponses"};
    auto const level = [](SavedRating const* saved) -> std::optional<Decimal> {
        if (!saved || !saved->rating.level.is_counted()) return std::nullopt;
        return Decimal{saved->rating.level.rank(), 0};
    };
    for (auto const* criterion : criteria) {
        auto const* saved = find_rating(reading.ratings, *criterion);
        if (is_apart(saved)) continue;
        charts::Axis axis{.code = criterion->number, .name = std::string{title_of(t, *criterion)}, .current = level(saved)};
        if (auto const found = envisaged.find(criterion->key); found != envisaged.end()) {
            axis.second = Decimal{found->second.rank(), 0};
            chart.second = t.text("Maturité envisagée");
        }
        if (comparison)
            for (auto const& change : comparison->changes)
                if (change.criterion == criterion && change.before.size() == 1) axis.earlier = level(change.before.front());
        chart.axes.push_back(std::move(axis));
    }
    return chart;
}

} // namespace diagnostic
