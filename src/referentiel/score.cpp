#include "referentiel/score.h"

#include <cstdint>
#include <span>

namespace referentiel {

namespace {

using Wide = __int128;

Wide common_divisor(Wide one, Wide other) {
    while (other != 0) {
        auto const rest = one % other;
        one = other;
        other = rest;
    }
    return one == 0 ? 1 : one;
}

// Exact as long as 64 bits hold it, which all but odd weights over hundreds of nodes do; then to a billionth.
Fraction reduced(Wide top, Wide bottom) {
    constexpr Wide most = INT64_MAX / 2, billion = 1'000'000'000;
    auto const divisor = common_divisor(top, bottom);
    top /= divisor;
    bottom /= divisor;
    if (top <= most && bottom <= most) return {static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom)};

    while (bottom > (Wide{1} << 90)) {
        top /= 2;
        bottom /= 2;
    }
    auto const billionths = top / bottom * billion + (top % bottom * billion + bottom / 2) / bottom;
    return {static_cast<std::int64_t>(billionths), static_cast<std::int64_t>(billion)};
}

Fraction sum(Fraction one, Fraction other) {
    return reduced(Wide{one.top} * other.bottom + Wide{other.top} * one.bottom, Wide{one.bottom} * other.bottom);
}

Fraction product(Fraction one, Fraction other) { return reduced(Wide{one.top} * other.top, Wide{one.bottom} * other.bottom); }

class WeightedMean {
public:
    void add(std::optional<Fraction> value, Fraction weight) {
        if (!value) return;
        sum_ = sum(sum_, product(*value, weight));
        weights_ = sum(weights_, weight);
    }

    std::optional<Fraction> result(ScoreRule const& rule) const {
        if (weights_.top == 0) return std::nullopt;
        auto const mean = product(sum_, {weights_.bottom, weights_.top});
        if (rule.rounding == Rounding::at_display) return mean;
        return Fraction{rounded(mean, rule.decimals).digits, power_of_ten(rule.decimals)};
    }

private:
    Fraction sum_{0};
    Fraction weights_{0};
};

// Rank r of n levels is worth (r-1)/(n-1): on its own scale a level stands at its rank, on another one where its worth lies.
std::optional<Fraction> rank_on(Scale const& scale, std::optional<Level> const& level) {
    if (!level || !level->is_counted()) return std::nullopt;
    return sum({1}, product(*level->value(), {scale.highest() - 1}));
}

std::optional<Level> retained(Criterion const& rated, Ratings const& ratings) {
    if (!is_asked(rated, ratings.profile)) return std::nullopt;
    return ratings.level_of(rated.key);
}

// That of the criterion and of the chapters above it, up to the one that is averaged.
Fraction weight_within(Criterion const& criterion, Chapter const* averaged) {
    auto weight = criterion.weight;
    for (auto const* chapter = criterion.chapter; chapter && chapter != averaged; chapter = chapter->parent)
        weight = product(weight, chapter->weight);
    return weight;
}

std::optional<Fraction> mean_of_criteria(
    Version const& version, std::span<Criterion const> criteria, Chapter const* averaged, Ratings const& ratings) {
    WeightedMean mean;
    for (auto const& criterion : criteria)
        mean.add(referentiel::mean(version, criterion, ratings), weight_within(criterion, averaged));
    return mean.result(version.score);
}

std::optional<Fraction> mean_of_children(Version const& version, std::vector<Node> const& children, Ratings const& ratings) {
    WeightedMean mean;
    for (auto const& child : children)
        std::visit([&](auto const* node) { mean.add(referentiel::mean(version, *node, ratings), node->weight); }, child);
    return mean.result(version.score);
}

Progress progress_of(std::span<Criterion const> criteria, Ratings const& ratings) {
    Progress sum;
    for (auto const& criterion : criteria) {
        auto const one = progress(criterion, ratings);
        sum.answered += one.answered;
        sum.total += one.total;
    }
    return sum;
}

Distribution distribution_of(std::span<Criterion const> criteria, Ratings const& ratings) {
    Distribution distribution;
    for (auto const& criterion : criteria)
        for (auto const* one : rated(criterion))
            if (auto const level = retained(*one, ratings)) ++distribution[std::string{level->code()}];
    return distribution;
}

} // namespace

std::optional<Fraction> mean(Version const& version, Ratings const& ratings) {
    switch (version.score.average) {
        case Average::criteria: return mean_of_criteria(version, version.criteria, nullptr, ratings);
        case Average::children: return mean_of_children(version, version.top_nodes(), ratings);
        case Average::none: break;
    }
    return std::nullopt;
}

std::optional<Fraction> mean(Version const& version, Chapter const& chapter, Ratings const& ratings) {
    switch (version.score.average) {
        case Average::criteria: return mean_of_criteria(version, version.criteria_of(chapter), &chapter, ratings);
        case Average::children: return mean_of_children(version, version.nodes_of(chapter), ratings);
        case Average::none: break;
    }
    return std::nullopt;
}

std::optional<Fraction> mean(Version const& version, Criterion const& criterion, Ratings const& ratings) {
    if (criterion.items.empty()) return rank_on(version.default_scale(), retained(criterion, ratings));
    WeightedMean mean;
    for (auto const& item : criterion.items) mean.add(rank_on(version.default_scale(), retained(item, ratings)), item.weight);
    return mean.result(version.score);
}

std::optional<Decimal> shown(Version const& version, std::optional<Fraction> mean) {
    if (!mean) return std::nullopt;
    return rounded(*mean, version.score.decimals);
}

Progress progress(Version const& version, Ratings const& ratings) { return progress_of(version.criteria, ratings); }

Progress progress(Version const& version, Chapter const& chapter, Ratings const& ratings) {
    return progress_of(version.criteria_of(chapter), ratings);
}

Progress progress(Criterion const& criterion, Ratings const& ratings) {
    Progress progress;
    for (auto const* one : rated(criterion)) {
        if (!is_asked(*one, ratings.profile)) continue;
        ++progress.total;
        if (ratings.level_of(one->key)) ++progress.answered;
    }
    return progress;
}

Distribution distribution(Version const& version, Ratings const& ratings) { return distribution_of(version.criteria, ratings); }

Distribution distribution(Version const& version, Chapter const& chapter, Ratings const& ratings) {
    return distribution_of(version.criteria_of(chapter), ratings);
}

bool falls_short(Version const& version, Criterion const& criterion, Level const& level) {
    auto const wanted = criterion.scale->level(version.score.imperative_from);
    return criterion.is_imperative && wanted && level.is_counted() && level.rank() < wanted->rank();
}

Imperative imperative(Version const& version, Criterion const& criterion, Ratings const& ratings) {
    auto answer = Imperative::undecided;
    auto is_complete = true;
    for (auto const* one : rated(criterion)) {
        if (!is_asked(*one, ratings.profile)) continue;
        auto const level = ratings.level_of(one->key);
        if (level && !level->is_counted()) continue;
        if (!level || !one->scale->level(version.score.imperative_from)) is_complete = false;
        else if (falls_short(version, *one, *level)) return Imperative::not_met;
        else answer = Imperative::met;
    }
    return is_complete ? answer : Imperative::undecided;
}

} // namespace referentiel
