#include "practices/practice.h"

#include <algorithm>

namespace practices {

using diagnostic::SavedRating;
using referentiel::Criterion;

Practice const* Described::practice(Criterion const& criterion) const {
    auto const place = places.find(criterion.key.text());
    return place == places.end() ? nullptr : &practices.find(place->second.text())->second;
}

SavedPriority const* Described::priority(Criterion const& criterion) const {
    auto const found = priorities.find(criterion.key.text());
    return found == priorities.end() ? nullptr : &found->second;
}

bool Described::is_described(Criterion const& criterion) const {
    auto const* found = practice(criterion);
    return found && found->is_described();
}

bool Described::has(Criterion const& criterion, Priority wanted) const {
    auto const* found = priority(criterion);
    return found && found->priority == wanted;
}

std::vector<Criterion const*> Described::served(PracticeId const& id, std::span<Criterion const* const> all) const {
    std::vector<Criterion const*> found;
    for (auto const* criterion : all) {
        auto const place = places.find(criterion->key.text());
        if (place != places.end() && place->second == id) found.push_back(criterion);
    }
    return found;
}

bool is_concerned(Criterion const& criterion, std::span<SavedRating const> ratings) {
    auto const* saved = diagnostic::find_rating(ratings, criterion);
    return !saved || saved->rating.level.effect() != referentiel::Effect::not_concerned;
}

Progress progress(std::span<Criterion const* const> criteria, Described const& described, std::span<SavedRating const> ratings) {
    Progress progress;
    for (auto const* criterion : criteria) {
        if (!is_concerned(*criterion, ratings)) continue;
        ++progress.total;
        if (described.is_described(*criterion)) ++progress.described;
        if (described.priority(*criterion)) ++progress.prioritised;
        if (described.has(*criterion, Priority::plan)) ++progress.in_plan;
    }
    return progress;
}

Criterion const* next_to_describe(
    std::span<Criterion const* const> criteria, Described const& described, std::span<SavedRating const> ratings) {
    Criterion const* first = nullptr;
    for (auto const* criterion : criteria) {
        if (described.is_described(*criterion) || !is_concerned(*criterion, ratings)) continue;
        if (diagnostic::find_rating(ratings, *criterion)) return criterion;
        if (!first) first = criterion;
    }
    return first;
}

std::string joined(std::string const& one, std::string const& other) {
    if (one.find(other) != one.npos) return one;
    if (other.find(one) != other.npos) return other;
    return one + "\n\n" + other;
}

} // namespace practices

template <>
std::optional<practices::Priority> parse<practices::Priority>(std::string_view text) {
    if (text.size() != 1 || text[0] < '1' || text[0] > '3') return std::nullopt;
    return static_cast<practices::Priority>(text[0] - '0');
}
