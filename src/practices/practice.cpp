#include "practices/practice.h"

#include "core/unicode.h"
#include "diagnostic/draft.h"
#include "prose/document.h"

#include <algorithm>

namespace practices {

using diagnostic::SavedRating;
using referentiel::Criterion;

std::optional<Base> Base::parse(std::string_view text) {
    auto const slash = text.find('/');
    auto const revision = diagnostic::Revision::parse(text.substr(0, slash));
    if (!revision) return std::nullopt;
    if (slash == text.npos) return Base{*revision};
    auto practice = PracticeId::parse(text.substr(slash + 1));
    return practice ? std::optional{Base{*revision, std::move(practice)}} : std::nullopt;
}

Base base_of(Practice const& practice) { return {practice.revision, practice.id}; }

std::string to_text(Base const& base) {
    auto const number = std::to_string(base.revision.number);
    return base.practice ? number + "/" + std::string{base.practice->text()} : number;
}

Practice const* Described::practice(Criterion const& criterion) const {
    auto const place = places.find(criterion.key.text());
    return place == places.end() ? nullptr : &practices.find(place->second.text())->second;
}

SavedPriority const* Described::saved_priority(Criterion const& criterion) const {
    auto const found = priorities.find(criterion.key.text());
    return found == priorities.end() ? nullptr : &found->second;
}

Priority Described::priority(Criterion const& criterion) const {
    auto const* saved = saved_priority(criterion);
    return saved ? saved->priority : Priority::none;
}

bool Described::is_described(Criterion const& criterion) const {
    auto const* found = practice(criterion);
    return found && found->is_described();
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
        auto const priority = described.priority(*criterion);
        if (priority != Priority::none) ++progress.prioritised;
        if (priority == Priority::plan) ++progress.in_plan;
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
    if (one.empty() || diagnostic::says(other, one)) return other;
    return diagnostic::joined(one, other);
}

bool is_too_long(std::string_view text) { return length(text) > prose::longest; }

std::string without_mere_blanks(std::string text) {
    if (text.find_first_not_of(" \n\t") == text.npos) text.clear();
    return text;
}

} // namespace practices

template <>
std::optional<practices::Priority> parse<practices::Priority>(std::string_view text) {
    if (text.size() != 1 || text[0] < '0' || text[0] > '3') return std::nullopt;
    return static_cast<practices::Priority>(text[0] - '0');
}
