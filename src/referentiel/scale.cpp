#include "referentiel/scale.h"

#include "referentiel/referentiel.h"

#include <algorithm>

namespace referentiel {

namespace {

bool stands_in(Criterion const& criterion, std::vector<ChapterKey> const& chapters) {
    for (auto const* chapter = criterion.chapter; chapter; chapter = chapter->parent)
        if (std::ranges::find(chapters, chapter->key) != chapters.end()) return true;
    return false;
}

bool may_be_given(Degree const& degree, Criterion const& criterion) {
    if (degree.never_for_imperative && criterion.is_imperative) return false;
    return degree.only_in.empty() || stands_in(criterion, degree.only_in);
}

} // namespace

std::optional<Fraction> Level::value() const {
    if (!is_counted()) return std::nullopt;
    return counted_->value.value_or(Fraction{rank_ - 1, highest_ - 1});
}

std::string const& Level::short_label(std::string_view language) const {
    return degree_->short_label.empty() ? label(language) : degree_->short_label.in(language);
}

std::string const& Level::answer(std::string_view language) const {
    return degree_->answer.empty() ? label(language) : degree_->answer.in(language);
}

std::optional<Level> Scale::level(std::string_view code) const {
    auto const found = std::ranges::find(degrees_, code, &Degree::code);
    if (found == degrees_.end()) return std::nullopt;
    return made(*found);
}

std::vector<Level> Scale::levels() const {
    std::vector<Level> levels;
    for (auto const& degree : degrees_)
        if (degree.effect == Effect::ordinary) levels.push_back(made(degree));
    return levels;
}

std::vector<Level> Scale::specials() const {
    std::vector<Level> levels;
    for (auto const& degree : degrees_)
        if (degree.effect != Effect::ordinary) levels.push_back(made(degree));
    return levels;
}

int Scale::highest() const { return static_cast<int>(std::ranges::count(degrees_, Effect::ordinary, &Degree::effect)); }

std::vector<Level> Scale::levels_for(Criterion const& criterion) const {
    auto levels = this->levels();
    for (auto const& degree : degrees_)
        if (degree.effect != Effect::ordinary && may_be_given(degree, criterion)) levels.push_back(made(degree));
    return levels;
}

Level Scale::made(Degree const& degree) const {
    if (degree.effect == Effect::not_concerned || degree.effect == Effect::excluded) return {degree, degree, 0, highest()};
    auto const& counted_code = degree.effect == Effect::counts_as ? degree.counted_as : degree.code;
    int rank = 0;
    for (auto const& candidate : degrees_) {
        if (candidate.effect != Effect::ordinary) continue;
        ++rank;
        if (candidate.code == counted_code) return {degree, candidate, rank, highest()};
    }
    return {degree, degree, 0, highest()};
}

} // namespace referentiel
