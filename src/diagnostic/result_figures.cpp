#include "diagnostic/result_figures.h"

#include "diagnostic/card.h"
#include "diagnostic/extremes.h"
#include "diagnostic/level_counts.h"

#include <algorithm>

namespace diagnostic {

using html::Language;
using referentiel::Criterion, referentiel::Effect, referentiel::Level;

using Means = std::vector<std::optional<Decimal>>;

Means before_of(std::span<Comparison const> comparisons, referentiel::Chapter const& chapter) {
    Means means;
    for (auto const& comparison : comparisons) means.push_back(comparison.mean_before(chapter));
    return means;
}

Means before_of(std::span<Comparison const> comparisons) {
    Means means;
    for (auto const& comparison : comparisons) means.push_back(comparison.before.scores.mean);
    return means;
}

referentiel::Level const* level_before(Comparison const& comparison, Criterion const& criterion) {
    auto const change = std::ranges::find(comparison.changes, &criterion, &Change::criterion);
    if (change == comparison.changes.end() || change->before.size() != 1) return nullptr;
    return &change->before.front()->rating.level;
}

std::string labels_of(std::span<Comparison const> comparisons) {
    std::string labels;
    for (auto const& comparison : comparisons) labels += (labels.empty() ? "" : ", ") + comparison.label;
    return labels;
}

bool is_apart(SavedRating const* saved) { return saved && saved->rating.level.effect() == Effect::not_concerned; }

namespace {

std::string radar_title(Language const& t, std::span<Comparison const> comparisons, bool has_envisaged) {
    auto const title = has_envisaged ? t.text("Radar des chapitres : maturité actuelle et envisagée")
                                     : t.text("Radar des chapitres : maturité actuelle");
    return comparisons.empty() ? title : t.text("{}, à côté de {}", {title, labels_of(comparisons)});
}

std::vector<std::string> names_of(std::span<Comparison const> comparisons) {
    std::vector<std::string> names;
    for (auto const& comparison : comparisons) names.push_back(comparison.label);
    return names;
}

} // namespace

charts::Chart radar_of(
    Language const& t, Scores const& scores, std::span<Comparison const> comparisons, std::optional<Scores> const& envisaged) {
    charts::Chart chart{.id = "radar",
        .title = radar_title(t, comparisons, envisaged.has_value()),
        .current = t.text("Maturité actuelle"),
        .second = envisaged ? t.text("Maturité envisagée") : std::string{},
        .earlier = names_of(comparisons),
        .top = scores.top,
        .described_by = "en-bref"};
    int number = 0;
    for (auto const& score : scores.chapters)
        chart.axes.push_back({.code = std::to_string(++number),
            .name = score.chapter->title.in(t.code()),
            .current = score.mean,
            .second = envisaged ? envisaged->of(*score.chapter).mean : std::nullopt,
            .earlier = before_of(comparisons, *score.chapter)});
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

std::vector<std::string> digest(
    Language const& t, Scores const& scores, std::optional<Scores> const& envisaged, std::span<Comparison const> comparisons) {
    if (!scores.has_means) return level_counts_sentences(t, scores);
    if (!scores.mean) return {t.text("Rien n'est encore évalué : le radar se dessine dès la première réponse.")};

    std::vector<std::string> sentences{
        t.text("Votre organisation se situe en moyenne à {} sur {}.", {t.number(*scores.mean), std::to_string(scores.top)})};
    if (envisaged && envisaged->mean)
        sentences.push_back(t.text("Le plan d'actions vise {} en moyenne.", {t.number(*envisaged->mean)}));
    std::string then;
    for (auto const& comparison : comparisons)
        if (auto const& mean = comparison.before.scores.mean)
            then += (then.empty() ? "" : " ") + (comparison.is_same_version
                                                        ? t.text("{} : {} en moyenne.", {comparison.label, t.number(*mean)})
                                                        : t.text("{} : {} en moyenne, sur les critères d'un autre référentiel.",
                                                              {comparison.label, t.number(*mean)}));
    if (!then.empty()) sentences.push_back(then);
    for (auto& sentence : extremes(t, scores.chapters)) sentences.push_back(std::move(sentence));
    if (scores.not_concerned > 0)
        sentences.push_back(t.count(scores.not_concerned, "{} critère ne vous concerne pas : il ne compte pas dans les moyennes.",
            "{} critères ne vous concernent pas : ils ne comptent pas dans les moyennes."));
    return sentences;
}

charts::Chart criteria_radar_of(Language const& t, Reading const& reading, std::span<Comparison const> comparisons,
    Beside::Levels const& envisaged, std::vector<Criterion const*> const& criteria) {
    charts::Chart chart{.id = "criteres",
        .title = t.text("Niveau de chaque critère du chapitre"),
        .current = t.text("Maturité actuelle"),
        .earlier = names_of(comparisons),
        .top = reading.scores.top,
        .described_by = "reponses"};
    auto const counted = [](Level const* level) -> std::optional<Decimal> {
        if (!level || !level->is_counted()) return std::nullopt;
        return Decimal{level->rank(), 0};
    };
    for (auto const* criterion : criteria) {
        auto const* saved = find_rating(reading.ratings, *criterion);
        if (is_apart(saved)) continue;
        charts::Axis axis{.code = criterion->number,
            .name = std::string{title_of(t, *criterion)},
            .current = counted(saved ? &saved->rating.level : nullptr)};
        if (auto const found = envisaged.find(criterion->key); found != envisaged.end()) {
            axis.second = Decimal{found->second.rank(), 0};
            chart.second = t.text("Maturité envisagée");
        }
        for (auto const& comparison : comparisons) axis.earlier.push_back(counted(level_before(comparison, *criterion)));
        chart.axes.push_back(std::move(axis));
    }
    return chart;
}

} // namespace diagnostic
